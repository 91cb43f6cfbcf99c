"""Where people get lost: how many saw each step, did it, and went no further."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.metrics.period import Period
from analytics.store import EventStore
from analytics.words import N_

DEFINITION = N_(
    "Runs that started in the period, step by step. Seen: the step was shown. Done: its action was done or the app "
    "proved it. Lost: seen, not done, and the run went no further."
)
TIME_DEFINITION = N_(
    "Time from seeing a step to doing it: half of the people needed less than the median, 95% less than p95."
)


@dataclass(frozen=True)
class FunnelStep:
    """One step of a guide. The counts are runs; the times are seconds from seen to done, None while nobody did it."""

    step: str
    position: int
    seen: int
    done: int
    skipped: int
    failed: int
    lost: int
    median_seconds: float | None
    p95_seconds: float | None

    @property
    def lost_rate(self) -> float:
        """The share of those who saw the step that went no further, 0–1."""
        return self.lost / self.seen if self.seen else 0.0


@dataclass(frozen=True)
class Funnel:
    """A guide's runs of a period; `steps` in the order of the guide."""

    runs: int
    people: int
    completed: int
    steps: list[FunnelStep]

    @property
    def completion_rate(self) -> float:
        """Completed runs as a share of the runs started, 0–1."""
        return self.completed / self.runs if self.runs else 0.0


def funnel(store: EventStore, environment: str, guide: str, period: Period, version: int | None = None) -> Funnel:
    """The funnel of one guide, of all versions together or of one. Steps are joined across versions by their key."""
    asked = {
        "environment": environment,
        "guide": guide,
        "start": period.start,
        "end": period.end,
        "version": -1 if version is None else version,
    }
    total = store.ask("guide_totals", **asked)[0]
    steps = [FunnelStep(**row) for row in store.ask("guide_funnel", **asked)]
    return Funnel(total["runs"], total["people"], total["completed"], steps)
