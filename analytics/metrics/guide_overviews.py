"""One line for each guide: how many runs it had and how they ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from analytics.metrics.period import Period
from analytics.store import EventStore
from analytics.words import N_

DEFINITION = N_(
    "Runs that started in the period. A run is one person's passage through one version of a guide. It is completed "
    "when its last step was done or the guide said so; seeing a step does not complete it."
)


@dataclass(frozen=True)
class GuideOverview:
    """How a guide did in a period. `failed` runs could not go on; a run that is none of the three is still open."""

    guide: str
    runs: int
    completed: int
    dismissed: int
    failed: int
    last_at: datetime

    @property
    def completion_rate(self) -> float:
        """Completed runs as a share of the runs started, 0–1."""
        return self.completed / self.runs if self.runs else 0.0


def guide_overviews(store: EventStore, environment: str, period: Period) -> list[GuideOverview]:
    """Every guide with runs that started in the period, by name of the guide."""
    rows = store.ask("guide_overviews", environment=environment, start=period.start, end=period.end)
    return [GuideOverview(**row) for row in rows]
