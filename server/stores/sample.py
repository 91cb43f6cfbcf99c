"""A sample of people as conditions see them: for suggestions and estimates, not for lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
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
    now: datetime
    key: str = ""
    """The person's own, for links."""

    @cached_property
    def facts(self) -> Facts:
        """What a condition may ask about them."""
        return Facts(
            person=self.person,
            account=self.account,
            membership=self.membership,
            guides=guide_states(self.states),
            event_days=self.event_days,
            stuck_at=self.stuck_at,
            language=str(self.person.get("language") or "") or None,
            now=self.now,
        )


class SampleStore(ScopedStore):
    def newest(self, now: datetime, limit: int = SAMPLE) -> list[Sampled]:
        """The identified people seen last, each with the account they used last."""
        columns: Any = (
            Person.id, Person.key, Person.name, Person.traits, Person.guide_states, Person.event_days, Person.stuck_at,
            Membership.traits, Account.traits, Account.name, Account.plan, Account.stage, Account.arr,
        )  # fmt: skip
        query = (
            select(*columns)
            .outerjoin(Membership, col(Membership.person_id) == Person.id)
            .outerjoin(Account, col(Account.id) == Membership.account_id)
            .where(*self.walls(Person), col(Person.anonymous).is_(False))
            .order_by(col(Person.last_seen_at).desc(), col(Membership.last_seen_at).desc())
            .limit(limit)
        )
        found: dict[str, Sampled] = {}
        for person_id, *values in self.session.execute(query):
            if person_id not in found:
                found[person_id] = _sampled(now, *values)
        return list(found.values())


def _sampled(
    now: datetime,
    key: str,
    name: str,
    traits: Mapping[str, Any],
    states: Mapping[str, Any],
    event_days: Mapping[str, Mapping[str, int]],
    stuck_at: Sequence[str],
    membership: Mapping[str, Any] | None,
    account: Mapping[str, Any] | None,
    *of_account: Any,
) -> Sampled:
    known = dict(zip(("name", "plan", "stage", "arr"), of_account, strict=True))
    return Sampled(
        person={**traits, **({"name": name} if name else {})},
        account={**(account or {}), **{k: v for k, v in known.items() if v not in (None, "")}},
        membership=membership or {},
        states=states,
        event_days=event_days,
        stuck_at=stuck_at,
        now=now,
        key=key,
    )
