"""A guide's numbers for its page: totals and what they were before, the funnel with titles, every day of the period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from analytics.metrics.daily_runs import DailyRuns, daily_runs
from analytics.metrics.funnel import Funnel, FunnelStep, funnel
from analytics.metrics.period import Period
from analytics.store import EventStore
from guides.definition import Guide
from guides.problem import step_title

BROKEN_SHARE = 0.02
BROKEN_RUNS = 3


@dataclass(frozen=True)
class StepLine:
    """One step of the funnel. `number` is None for a step that the draft no longer has."""

    key: str
    title: str
    number: int | None
    counts: FunnelStep | None

    @property
    def is_broken(self) -> bool:
        """Whether it failed so often that the element is the likelier cause than the people."""
        if self.counts is None or self.counts.failed < BROKEN_RUNS:
            return False
        return self.counts.failed / max(self.counts.seen + self.counts.failed, 1) >= BROKEN_SHARE


@dataclass(frozen=True)
class GuideNumbers:
    """Everything the page shows; `before` is the period of the same length just before."""

    now: Funnel
    before: Funnel
    steps: list[StepLine]
    days: list[DailyRuns]

    @property
    def worst(self) -> StepLine | None:
        """Where most runs are lost; None while nobody was lost."""
        counted = [line for line in self.steps if line.counts and line.counts.lost]
        return max(counted, key=lambda line: line.counts.lost if line.counts else 0, default=None)

    @property
    def broken(self) -> list[StepLine]:
        return [line for line in self.steps if line.is_broken]


def guide_numbers(
    store: EventStore, environment: str, guide: Guide, period: Period, version: int | None = None
) -> GuideNumbers:
    """Asks the event store; four questions."""
    now = funnel(store, environment, guide.key, period, version)
    return GuideNumbers(
        now=now,
        before=funnel(store, environment, guide.key, period.before, version),
        steps=step_lines(guide, now),
        days=every_day(daily_runs(store, environment, guide.key, period), period),
    )


def step_lines(guide: Guide, counted: Funnel) -> list[StepLine]:
    """The guide's steps in order, then those only older versions had."""
    counts = {step.step: step for step in counted.steps}
    lines = [
        StepLine(step.key, step_title(step), number, counts.pop(step.key, None))
        for number, step in enumerate(guide.steps, start=1)
    ]
    return lines + [StepLine(key, key, None, step) for key, step in counts.items()]


def every_day(days: list[DailyRuns], period: Period) -> list[DailyRuns]:
    """The days of the period without a gap."""
    known = {one.day: one for one in days}
    return [known.get(day, DailyRuns(day, 0, 0)) for day in _days(period.start.date(), period.end.date())]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
