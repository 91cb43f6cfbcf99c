"""A finding as other systems see it: the API, webhooks and exports give this one shape. Fields are only ever added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, Field

from server.models import Account, Finding, Person
from server.success.names import GuideNames
from server.success.sayings import Sayings


class AccountRef(BaseModel):
    key: str
    name: str
    plan: str
    arr: float | None = Field(description="A year's revenue, in the environment's currency.")
    owner: str | None = Field(description="Id of the member who looks after it.")


class NamedRef(BaseModel):
    key: str
    name: str


class FindingOut(BaseModel):
    """What was concluded, of whom, where, since when, how sure, and why."""

    id: str
    kind: str
    subject: Literal["person", "account", "step"]
    state: Literal["open", "closed"]
    person: NamedRef | None
    account: AccountRef | None
    guide: NamedRef | None
    step: NamedRef | None
    run: str | None
    since: datetime
    opened_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    severity: float = Field(description="How bad if true, 0–100.")
    probability: float = Field(description="How likely it is true, 0–1.")
    confidence: float = Field(description="How much data the probability rests on, 0–1.")
    because: str = Field(description="The reason in one sentence, in English unless asked otherwise.")
    signals: list[Any] = Field(description="What weighed how much.")
    evidence: list[Any] = Field(description="Ids of the events that prove it.")
    url: str = Field(description="The page that shows it.")


class FindingShapes:
    """Makes shapes of findings with what their subjects are called. `root` is the server's public address."""

    def __init__(
        self,
        names: GuideNames,
        people: Mapping[str, Person],
        accounts: Mapping[str, Account],
        sayings: Sayings,
        root: str,
    ) -> None:
        self._names, self._people, self._accounts = names, people, accounts
        self._sayings, self._root = sayings, root

    def of(self, row: Finding) -> FindingOut:
        given = {name: getattr(row, name) for name in _SAME}
        return FindingOut(
            **given,
            subject="person" if row.person_key else "account" if row.account_key else "step",
            state="closed" if row.closed_at else "open",
            person=person_ref(row.person_key, self._people),
            account=account_ref(row.account_key, self._accounts),
            guide=NamedRef(key=row.guide_key, name=self._names.guide(row.guide_key)) if row.guide_key else None,
            step=self._step(row),
            because=self._sayings.because(row.because),
            url=f"{self._root}/stuck/{quote(row.id)}",
        )

    def _step(self, row: Finding) -> NamedRef | None:
        if not row.step_key:
            return None
        return NamedRef(key=row.step_key, name=self._names.step(row.guide_key, row.step_key))


def person_ref(key: str | None, people: Mapping[str, Person]) -> NamedRef | None:
    """Called by the key where no name is known."""
    known = people.get(key or "")
    return NamedRef(key=key, name=(known.name if known else "") or key) if key else None


def account_ref(key: str | None, accounts: Mapping[str, Account]) -> AccountRef | None:
    """Called by the key where nothing else is known."""
    if not key:
        return None
    known = accounts.get(key)
    if known is None:
        return AccountRef(key=key, name=key, plan="", arr=None, owner=None)
    return AccountRef(key=key, name=known.name or key, plan=known.plan, arr=known.arr, owner=known.owner_id)


_SAME = (
    "id", "kind", "run", "since", "opened_at", "updated_at", "closed_at",
    "severity", "probability", "confidence", "signals", "evidence",
)  # fmt: skip
