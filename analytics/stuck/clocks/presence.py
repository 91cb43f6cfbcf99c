"""Who is around and who is gone, by everybody's and each person's own gaps between visits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import Flags, Floats, Ints
from analytics.stuck.clocks.life_table import life_table
from analytics.stuck.clocks.rhythm import WorkClock
from analytics.stuck.past.timeline import Timeline

PRIOR_GONE_SECONDS = 7 * 86_400.0
PRIOR_PEOPLE, FEWEST_GAPS = 20.0, 4
"""Before any data a week of silence; so many people who came back often enough to show a rhythm weigh as much."""

NO_RETURN = 0.5
"""The silence after which as many never return as do."""

TIMES_USUAL = 3.0
VISIT_SHARE = 0.1
"""A pause of a tenth of that silence parts two visits; gone is who is silent for thrice their usual pause."""
SHORTEST, LONGEST = 0.5, 8.0
"""However often or seldom somebody comes, so many times everybody's limit is the least and the most that is waited."""


@dataclass(frozen=True)
class Presence:
    """Per person number, the working seconds of silence after which they count as gone."""

    deeds: Timeline
    clock: WorkClock
    after: Floats

    def gone(self, person: Ints, now: int) -> Flags:
        at = np.full(len(person), now, dtype=np.int64)
        return np.asarray(self.clock.seconds(self.deeds.last(person, at), at) > self.after[person])


def presence_of(deeds: Timeline, clock: WorkClock, people: int, at: int) -> Presence:
    """Learnt from what everybody had done by a moment."""
    owner, times = deeds.keys // deeds.span, deeds.keys % deeds.span + deeds.base
    known = times <= at
    owner, times = owner[known], times[known]
    same = owner[1:] == owner[:-1]
    gaps = clock.seconds(times[:-1], times[1:])
    returned, by = gaps[same & (gaps > 0)], owner[1:][same & (gaps > 0)]
    last = np.flatnonzero(np.append(~same, True)) if len(owner) else owner
    silences = clock.seconds(times[last], np.full(len(last), at, dtype=np.int64))
    limit = _limit(
        np.concatenate([returned, silences]),
        len(returned),
        int((np.bincount(by, minlength=people) >= FEWEST_GAPS).sum()),
    )
    long = returned > VISIT_SHARE * limit
    count = np.bincount(by[long], minlength=people)
    usual = np.bincount(by[long], weights=returned[long], minlength=people) / np.maximum(count, 1)
    after = np.clip(TIMES_USUAL * usual, SHORTEST * limit, LONGEST * limit)
    return Presence(deeds, clock, np.where(count >= 2, after, limit))


def _limit(gaps: Floats, returned: int, people: int) -> float:
    """Everybody's limit: where half never return, moved from the prior's week by as many people as have come back."""
    finished = np.arange(len(gaps)) < returned
    table = life_table(np.zeros(len(gaps), dtype=np.int64), gaps, finished, np.zeros(1, dtype=np.int64))
    octaves = np.arange(-6.0, 28.0, 0.25)
    never = np.maximum.accumulate(table.never(np.zeros(len(octaves), dtype=np.int64), 2.0**octaves))
    # Between the octaves too: a limit that jumps would call many people gone at once, and back.
    own = 2.0 ** float(np.interp(NO_RETURN, never, octaves))
    weight = people / (people + PRIOR_PEOPLE)
    return float(np.exp(weight * np.log(own) + (1 - weight) * np.log(PRIOR_GONE_SECONDS)))
