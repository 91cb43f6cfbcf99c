"""The model for a person at a step: P(never finishes from here), learnt from passages whose end is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from analytics.stuck.arrays import Flags, Floats, Ints, distinct, weigh
from analytics.stuck.clocks.count_table import FLAT, RISING, count_table
from analytics.stuck.clocks.life_table import LifeTable, life_table
from analytics.stuck.clocks.rhythm import WorkClock
from analytics.stuck.learning.logistic import fit_logistic
from analytics.stuck.learning.own_history import PeopleHistories
from analytics.stuck.learning.signals import SIGNALS, Evidence, active_units
from analytics.stuck.past.passages import Passages

Manner = Literal["moments", "passages"]
"""What weighs alike in a lesson: every moment at which somebody could ask, or every passage however long it was open.

Either is right where the signals tell everything. Where they do not, the first is honest about those who have been
open for long, the second about those who have just begun; `lessons.py` lets a time split decide.
"""

KNOWN_SHARE = 0.9
"""Passages so old that an open one is never done with this probability teach the weights."""

LANDMARKS_PER_OCTAVE = 2
TELLING = (0.05, 0.995)
"""Only moments at which the step's own curve leaves room for doubt are learnt from."""

MOST_ROWS, MOST_TAUGHT = 60_000, 240_000
"""More rows, of more passages, than this are thinned evenly: the weights are few and gain nothing from them."""


def evidence_of(passages: Passages, guide_of_step: Ints, clock: WorkClock, at: int) -> Evidence:
    """The tables as known at a moment; what came later is not looked at."""
    which = passages.seen_by(at)
    step, now = passages.step[which], np.full(len(which), at, dtype=np.int64)
    until = np.minimum(passages.ended_at[which], now)
    seconds = clock.seconds(passages.first_seen[which], until)
    finished = passages.finished(which, now)
    table = life_table(step, seconds, finished, guide_of_step)
    never = chance_never(table, step, seconds, finished)
    average = float((never.sum() + 0.3 * 10) / (len(never) + 10))
    tries = count_table(step, passages.tried(which, until) - 1, never, RISING, guide_of_step)
    elsewhere = count_table(step, passages.elsewhere(which, until), never, FLAT, guide_of_step)
    active = count_table(step, active_units(passages, which, until), never, FLAT, guide_of_step)
    histories = PeopleHistories(passages, table, clock, average)
    return Evidence(passages, clock, table, tries, elsewhere, active, histories)


def chance_never(table: LifeTable, step: Ints, seconds: Floats, finished: Flags) -> Floats:
    """What is known about each passage never being done, by the clock alone: 0 for the finished."""
    return np.where(finished, 0.0, table.never(step, seconds))


@dataclass(frozen=True)
class Weights:
    """The learnt weights, in the order of `SIGNALS`, and how many passages taught them."""

    values: Floats
    passages: int

    def odds(self, columns: Floats) -> Floats:
        return weigh(columns, self.values)


PRIORS = np.array([signal.prior for signal in SIGNALS])
SPREADS = np.array([signal.spread for signal in SIGNALS])
PRIOR_WEIGHTS = Weights(PRIORS, 0)


@dataclass(frozen=True)
class Lesson:
    """Rows the weights are learnt from: signals, what is known of the end (0…1), how much each row counts, and the
    passage and moment it is about."""

    columns: Floats
    chance: Floats
    weight: Floats
    which: Ints
    at: Ints

    def part(self, rows: Ints) -> Lesson:
        return Lesson(self.columns[rows], self.chance[rows], self.weight[rows], self.which[rows], self.at[rows])

    def and_also(self, other: Lesson) -> Lesson:
        """Both one after the other."""
        pairs = [np.concatenate([getattr(self, name), getattr(other, name)]) for name in LESSON_COLUMNS]
        return Lesson(*pairs)

    def __len__(self) -> int:
        return len(self.which)


LESSON_COLUMNS = ("columns", "chance", "weight", "which", "at")


def fit(lesson: Lesson, manner: Manner = "moments", near: Weights | None = None) -> Weights:
    """The most plausible weights given the rows and the priors; sooner found where some are known to be near."""
    if not len(lesson):
        return PRIOR_WEIGHTS
    weight = lesson.weight * _shares(lesson.which) if manner == "passages" else lesson.weight
    values = fit_logistic(lesson.columns, lesson.chance, weight, PRIORS, SPREADS, near.values if near else None)
    return Weights(values, len(distinct(lesson.which)))


def _shares(which: Ints) -> Floats:
    """What makes the rows of each passage weigh as much as those of any other, and all as much as before."""
    _, place, count = np.unique(which, return_inverse=True, return_counts=True)
    return np.asarray(len(which) / len(count) / count[place])


def lesson_of(evidence: Evidence, now: int) -> Lesson:
    """The moments at which the model could have been asked about passages whose end is known now."""
    passages = evidence.passages
    which, at, weight = _landmarks(evidence, now)
    until = np.minimum(passages.ended_at[which], now)
    seconds = evidence.clock.seconds(passages.first_seen[which], until)
    finished = passages.finished(which, np.full(len(which), now, dtype=np.int64))
    chance = chance_never(evidence.table, passages.step[which], seconds, finished)
    return Lesson(evidence.columns(which, at), chance, weight, which, at)


def _landmarks(evidence: Evidence, now: int) -> tuple[Ints, Ints, Floats]:
    """(passage, time, weight) at which the model could have been asked; each passage weighs one in all."""
    passages = evidence.passages
    taught = old_enough(evidence, now)
    taught = taught[:: len(taught) // MOST_TAUGHT + 1]
    octaves = np.arange(-6, 28, 1.0 / LANDMARKS_PER_OCTAVE)
    octaves = octaves[2.0**octaves <= (now - int(passages.first_seen.min(initial=now))) / 1000.0 + 1.0]
    asked: list[tuple[Ints, Ints]] = []
    for seconds in 2.0**octaves:
        # What has ended, or is too young, has no later landmark either.
        at = passages.first_seen[taught] + int(seconds * 1000)
        taught = taught[(at <= now) & (passages.ended_at[taught] > at)]
        at = passages.first_seen[taught] + int(seconds * 1000)
        steps = np.arange(len(evidence.table.finished))
        doubt = evidence.table.never(steps, np.full(len(steps), seconds))[passages.step[taught]]
        kept = (doubt > TELLING[0]) & (doubt < TELLING[1])
        kept[kept] = passages.open(taught[kept], at[kept])
        asked.append((taught[kept], at[kept]))
    which = np.concatenate([one for one, _ in asked] or [taught[:0]])
    at = np.concatenate([one for _, one in asked] or [taught[:0]])
    order = np.lexsort((at, which))
    stride = len(which) // MOST_ROWS + 1
    which, at = which[order][::stride], at[order][::stride]
    told = len(distinct(which)) / max(len(which), 1)
    return which, at, np.full(len(which), told)


def old_enough(evidence: Evidence, now: int, share: float = KNOWN_SHARE) -> Ints:
    """Passages whose outcome is known by their age alone: open ones that old are almost surely never done.

    The choice looks at the age and not at the outcome, so that what is learnt from them is not biased. What was closed
    or superseded without an end of its own teaches nothing.
    """
    passages = evidence.passages
    which = passages.seen_by(now)
    age = evidence.silent(which, np.full(len(which), now, dtype=np.int64))
    known = evidence.table.never(passages.step[which], age) >= share
    ended_otherwise = np.minimum(passages.closed_at, passages.superseded_at)[which]
    return which[known & (ended_otherwise > np.minimum(now, passages.done_at[which]))]
