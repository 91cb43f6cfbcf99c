"""What a person's other steps say: do they leave things open, do they finish late, have they gone on meanwhile?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import Floats, Ints
from analytics.stuck.life_table import LifeTable
from analytics.stuck.passages import Passages, Timeline

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


class PeopleHistories:
    """Everybody's passages, to be asked "what did this person's other steps look like at that time?"."""

    def __init__(self, passages: Passages, table: LifeTable, average_never: float) -> None:
        self._passages, self._table, self._average = passages, table, average_never
        self._base = int(passages.first_seen.min(initial=passages.now))
        self._seen = Timeline.of(passages.person, passages.first_seen, self._base, passages.now - self._base + 2)
        self._percentile = table.finisher_share(passages.step, passages.seconds)

    def at(self, which: Ints, at: Ints) -> OwnHistory:
        """The history of the person of each passage `which`, as it stood `at`; the passage itself is left out."""
        passages = self._passages
        last = self._seen.until(passages.person[which], at)
        opened, finished = np.zeros(len(which)), np.zeros(len(which))
        percentile, done_since = np.zeros(len(which)), np.zeros(len(which))
        for back in range(1, LOOK_BACK + 1):
            other = last - back
            safe = np.maximum(other, 0)
            counts = (other >= 0) & (passages.person[safe] == passages.person[which]) & (safe != which)
            counts &= (passages.closed_at[safe] > at) & (passages.failed_at[safe] > at)
            weight = counts * FADE ** (back - 1)
            done = passages.done_at[safe] <= at
            silent = (at - passages.first_seen[safe]) / 1000.0
            opened += weight * ~done * self._table.never(passages.step[safe], silent)
            finished += weight * done
            percentile += weight * done * (self._percentile[safe] - 0.5)
            done_since += weight * done * (passages.done_at[safe] > passages.first_seen[which])
        share = self._average
        odds = np.log((PRIOR_WEIGHT * share + opened) / (PRIOR_WEIGHT * (1 - share) + finished))
        return OwnHistory(
            leaves_open=np.asarray(odds - np.log(share / (1 - share))),
            tardiness=np.asarray(percentile / (PRIOR_WEIGHT + finished)),
            done_since=np.asarray(done_since),
            known=np.asarray(opened + finished),
        )
