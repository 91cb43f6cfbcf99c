"""A sample of people as conditions see them: for suggestions and estimates, not for lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from guides.conditions import Facts
from server.delivery.eligibility import guide_states
from server.models import Account, Membership, Person
from server.stores.scoped import ScopedStore

SAMPLE = 500


@dataclass(frozen=True)
class Sampled:
    """One person in one of their accounts."""

    person: Mapping[str, Any]
    account: Mapping[str, Any]
    membership: Mapping[str, Any]
    states: Mapping[str, Any]
    event_days: Mapping[str, Mapping[str, int]]
    stuck_at: Sequence[str]
    key: str = ""
    """The person's own, for links."""

    def facts(self, now: datetime) -> Facts:
        """What a condition may ask about them."""
        return Facts(
            person=self.person,
            account=self.account,
            membership=self.membership,
            guides=guide_states(self.states),
            event_days=self.event_days,
            stuck_at=self.stuck_at,
            language=str(self.person.get("language") or "") or None,
            now=now,
        )


class SampleStore(ScopedStore):
    def newest(self, limit: int = SAMPLE) -> list[Sampled]:
        """The identified people seen last, each with the account they used last."""
        query = (
            select(Person, Membership, Account)
            .outerjoin(Membership, col(Membership.person_id) == Person.id)
            .outerjoin(Account, col(Account.id) == Membership.account_id)
            .where(*self.walls(Person), col(Person.anonymous).is_(False))
            .order_by(col(Person.last_seen_at).desc(), col(Membership.last_seen_at).desc())
            .limit(limit)
        )
        found: dict[str, Sampled] = {}
        for person, membership, account in self.session.exec(query):
            found.setdefault(person.id, _sampled(person, membership, account))
        return list(found.values())


def _sampled(person: Person, membership: Membership | None, account: Account | None) -> Sampled:
    known = {"name": account.name, "plan": account.plan, "stage": account.stage, "arr": account.arr} if account else {}
    return Sampled(
        person={**person.traits, **({"name": person.name} if person.name else {})},
        account={**(account.traits if account else {}), **{k: v for k, v in known.items() if v not in (None, "")}},
        membership=membership.traits if membership else {},
        states=person.guide_states,
        event_days=person.event_days,
        stuck_at=person.stuck_at,
        key=person.key,
    )
