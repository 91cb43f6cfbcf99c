"""What people do with guides that stand beside the page: banners, hints, launchers."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.metrics.period import Period
from analytics.store import EventStore
from analytics.words import N_

DEFINITION = N_(
    "People's runs in the period: for how many it was seen, opened (a hint's tip), used (a launcher or a button "
    "chosen) and closed for good. A run goes on over pages and days until it is closed."
)


@dataclass(frozen=True)
class StepUse:
    """One step; the counts are runs, `people` those who saw it. `mended`: a field put right after its tip spoke up."""

    step: str
    seen: int
    opened: int
    used: int
    dismissed: int
    mended: int
    people: int

    @property
    def use_rate(self) -> float:
        """Opened or used, as a share of those who saw it, 0–1."""
        return min(1.0, max(self.opened, self.used) / self.seen) if self.seen else 0.0


def guide_uses(store: EventStore, environment: str, guide: str, period: Period) -> list[StepUse]:
    """Every step that was seen or used in the period."""
    rows = store.ask("guide_uses", environment=environment, guide=guide, start=period.start, end=period.end)
    return [StepUse(**row) for row in rows]
