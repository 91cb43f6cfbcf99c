"""What a person's other steps say: do they leave things open, do they finish late, have they gone on meanwhile?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import Floats, Ints
from analytics.stuck.clocks.life_table import LifeTable
from analytics.stuck.clocks.rhythm import WorkClock
from analytics.stuck.past.passages import Passages
from analytics.stuck.past.timeline import Timeline

LOOK_BACK = 12
"""So many of the person's latest other passages count."""

FADE = 0.8
"""Each one further back counts this much less."""

PRIOR_WEIGHT = 2.0
"""How many average passages a person without any history stands for."""


@dataclass(frozen=True)
class OwnHistory:
    """Per question: log-odds of leaving open against the average; mean finishing percentile − ½; done since (count)."""

    leaves_open: Floats
    tardiness: Floats
    done_since: Floats
    known: Floats
    spotless: Floats
    """P(none of the person's other steps is left for good)."""


class PeopleHistories:
    """Everybody's passages, to be asked "what did this person's other steps look like at that time?"."""

    def __init__(self, passages: Passages, table: LifeTable, clock: WorkClock, average_never: float) -> None:
        self._passages, self._table, self._clock, self._average = passages, table, clock, average_never
        base, last = int(passages.first_seen.min(initial=0)), int(passages.first_seen.max(initial=0))
        self._seen = Timeline.of(passages.person, passages.first_seen, base, last - base + 2)

    def at(self, which: Ints, at: Ints) -> OwnHistory:
        """The history of the person of each passage `which`, as it stood `at`; the passage itself is left out."""
        passages = self._passages
        last = self._seen.until(passages.person[which], at)
        opened, finished = np.zeros(len(which)), np.zeros(len(which))
        percentile, done_since = np.zeros(len(which)), np.zeros(len(which))
        spotless = np.ones(len(which))
        asked = np.arange(len(which))
        for back in range(1, LOOK_BACK + 1):
            other = last[asked] - back
            safe = np.maximum(other, 0)
            own = (other >= 0) & (passages.person[safe] == passages.person[which[asked]])
            asked, other = asked[own], other[own]
            if not len(asked):
                break
            counts = (other != which[asked]) & (passages.closed_at[other] > at[asked])
            row, other = asked[counts], other[counts]
            row, other = self._not_failing(row, other, at)
            weight, now = FADE ** (back - 1), at[row]
            done = passages.done_at[other] <= now
            took = self._clock.seconds(passages.first_seen[other], np.where(done, passages.done_at[other], now))
            never = ~done * self._never(other, took, now)
            opened[row] += weight * never
            spotless[row] *= 1.0 - never
            finished[row] += weight * done
            percentile[row] += weight * done * (self._table.finisher_share(passages.step[other], took) - 0.5)
            done_since[row] += weight * done * (passages.done_at[other] > passages.first_seen[which[row]])
        share = self._average
        odds = np.log((PRIOR_WEIGHT * share + opened) / (PRIOR_WEIGHT * (1 - share) + finished))
        return OwnHistory(
            leaves_open=np.asarray(odds - np.log(share / (1 - share))),
            tardiness=np.asarray(percentile / (PRIOR_WEIGHT + finished)),
            done_since=np.asarray(done_since),
            known=np.asarray(opened + finished),
            spotless=spotless,
        )

    def _not_failing(self, row: Ints, other: Ints, at: Ints) -> tuple[Ints, Ints]:
        """Leaves out what could not be shown."""
        if not len(self._passages.failures.keys):
            return row, other
        fine = ~self._passages.failing(other, at[row])
        return row[fine], other[fine]

    def _never(self, other: Ints, took: Floats, now: Ints) -> Floats:
        """P(never) by the step's curve; certain where the guide was begun afresh without having done it."""
        superseded = self._passages.superseded_at[other] <= now
        return np.where(superseded, 1.0, self._table.never(self._passages.step[other], took))
