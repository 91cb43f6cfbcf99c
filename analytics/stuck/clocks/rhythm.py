"""Working hours, as the data show them: nights and weekends on which nobody is ever there are no silence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import Flags, Floats, Ints, distinct

HOUR = 3_600_000
WEEK = 168 * HOUR
QUIET = 0.1
"""Hours with less than a tenth of the average hour's people, in both halves of the weeks, are closed."""
CLOSED_SPEED = 0.02
"""Closed hours pass fifty times faster, but they pass."""
FEWEST_WEEKS, FEWEST_VISITS = 3, 500
FEWEST_OPEN, FEWEST_CLOSED = 20, 8
"""Open hours a week: fewer, and times are not told to the hour (imports often have days only). Closed ones: fewer, and
there is no rhythm to speak of."""


@dataclass(frozen=True)
class WorkClock:
    """Counts the seconds between two moments, closed hours at `CLOSED_SPEED`. Without a rhythm it is a plain clock."""

    ticks: Floats | None = None
    """Milliseconds that count before each hour of the week, and in the whole week (169 entries)."""

    def seconds(self, start: Ints, end: Ints) -> Floats:
        """Seconds of working time from start to end."""
        if self.ticks is None:
            return np.asarray((end - start) / 1000.0)
        return np.asarray((self._counted(end) - self._counted(start)) / 1000.0)

    def _counted(self, at: Ints) -> Floats:
        assert self.ticks is not None
        hour, rest = (at % WEEK) // HOUR, (at % HOUR) / HOUR
        ticks = self.ticks
        return np.asarray((at // WEEK) * ticks[-1] + ticks[hour] * (1 - rest) + ticks[hour + 1] * rest)


PLAIN_CLOCK = WorkClock()


def work_clock(at: Ints, person: Ints) -> WorkClock:
    """The working hours that events (sorted by time) of people show, if they show any."""
    if not len(at) or at[-1] - at[0] < FEWEST_WEEKS * WEEK:
        return PLAIN_CLOCK
    visits = distinct((at // HOUR) * (int(person.max()) + 1) + person) // (int(person.max()) + 1)
    closed = _quiet(visits)
    if len(visits) < FEWEST_VISITS or closed.sum() < FEWEST_CLOSED or (~closed).sum() < FEWEST_OPEN:
        return PLAIN_CLOCK
    speed = np.where(closed, CLOSED_SPEED, 1.0)
    return WorkClock(np.concatenate([[0.0], np.cumsum(speed * HOUR)]))


def _quiet(visits: Ints) -> Flags:
    hours = visits % 168
    halves = [np.bincount(hours[(visits // 168) % 2 == half], minlength=168) for half in (0, 1)]
    return np.asarray(np.all([counts < QUIET * counts.mean() for counts in halves], axis=0))
