"""Every meeting of a run with a step, as far as it was known at a moment: what `analytics/stuck` reasons about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from analytics.store import EventStore


class Passage(NamedTuple):
    """One step of one run. `done_at` is the earlier of acted and verified. Times later than `as_of` are None.

    The counts (`times_seen`, clicks, errors) are of everything stored: a back-test that needs them at an earlier
    moment reads events.
    """

    run: str
    guide: str
    version: int
    person: str | None
    account: str | None
    step: str
    position: int
    seen_at: datetime | None
    last_seen_at: datetime | None
    done_at: datetime | None
    skipped_at: datetime | None
    failed_at: datetime | None
    times_seen: int
    rage_clicks: int
    dead_clicks: int
    errors: int
    run_started_at: datetime
    run_last_at: datetime
    outcome: str
    ended_at: datetime | None
    """When the run was completed, dismissed or failed; None while it is open."""


@dataclass(frozen=True)
class Passages:
    """Column by column, ordered by run and position; `rows()` gives them one by one."""

    as_of: datetime
    columns: dict[str, list[Any]]

    def __len__(self) -> int:
        return len(self.columns["run"])

    def rows(self) -> Iterator[Passage]:
        return (Passage(*values) for values in zip(*(self.columns[name] for name in Passage._fields), strict=True))


def passages(store: EventStore, environment: str, as_of: datetime) -> Passages:
    """All passages of runs that had started by `as_of`, with only what had happened by then."""
    return Passages(as_of, store.columns("passages", environment=environment, as_of=as_of))
