"""Runs day by day, answered from the rollup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.metrics.period import Period
from analytics.store import EventStore
from analytics.words import N_

DEFINITION = N_("Runs by the day they started (UTC), and how many of those were completed, on that day or later.")


@dataclass(frozen=True)
class DailyRuns:
    """A day (UTC): the runs that started then, and those of them completed since."""

    day: date
    started: int
    completed: int


def daily_runs(store: EventStore, environment: str, guide: str | None, period: Period) -> list[DailyRuns]:
    """Days with runs, in order; of one guide, or of all with None. Days without any are left out."""
    rows = store.ask(
        "daily_runs", environment=environment, guide=guide or "", start=period.start.date(), end=period.end.date()
    )
    return [DailyRuns(**row) for row in rows]
