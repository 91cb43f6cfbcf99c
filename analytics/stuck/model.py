"""The model for a person at a step: P(never finishes from here), learnt from passages whose end is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import Floats, Ints
from analytics.stuck.journal import Journal
from analytics.stuck.life_table import LifeTable, life_table, old_enough
from analytics.stuck.logistic import fit_logistic
from analytics.stuck.own_history import PeopleHistories
from analytics.stuck.passages import Passages, passages_of
from analytics.stuck.signals import SIGNALS, Evidence, still_open
from analytics.stuck.tries_table import tries_table

KNOWN_SHARE = 0.9
"""Passages so old that an open one is never done with this probability teach the weights."""

LANDMARKS_PER_OCTAVE = 2
TELLING = (0.05, 0.995)
"""Only moments at which the step's own curve leaves room for doubt are learnt from."""

MOST_ROWS = 60_000
"""More rows than this are thinned evenly: the weights are few and gain nothing from them."""

FIRST_LESSON, LESSON_GROWTH = 500, 1.1
"""The weights are learnt anew each time the journal has grown by a tenth."""


def evidence_of(journal: Journal, now: int) -> Evidence:
    """The tables as known `now`, from a journal cut at `now`."""
    passages = passages_of(journal, now)
    table = life_table(passages, journal.names.guide_of_step)
    never = chance_never(passages, table)
    average = float((never.sum() + 0.3 * 10) / (len(never) + 10))
    tries = tries_table(passages, never, journal.names.guide_of_step)
    return Evidence(passages, table, tries, PeopleHistories(passages, table, average))


def chance_never(passages: Passages, table: LifeTable) -> Floats:
    """What is known now about each passage never being done, by the clock alone: 0 for the finished."""
    return np.where(passages.finished, 0.0, table.never(passages.step, passages.seconds))


@dataclass(frozen=True)
class Weights:
    """The learnt weights, in the order of `SIGNALS`, and how many passages taught them."""

    values: Floats
    passages: int

    def odds(self, columns: Floats) -> Floats:
        return np.asarray(columns @ self.values)


PRIOR_WEIGHTS = Weights(np.array([signal.prior for signal in SIGNALS]), 0)


def lesson_size(events: int) -> int:
    """How many of the earliest events the weights are learnt from when there are so many.

    A step function of the number: every answer depends on the journal alone, not on when somebody asked before.
    """
    if events < FIRST_LESSON:
        return 0
    lessons = int(np.log(events / FIRST_LESSON) / np.log(LESSON_GROWTH) + 1e-9)
    return min(int(np.ceil(FIRST_LESSON * LESSON_GROWTH**lessons)), events)


def learn(journal: Journal) -> Weights:
    """Fit the weights to everything in the journal, as of its last event."""
    if not len(journal):
        return PRIOR_WEIGHTS
    evidence = evidence_of(journal, int(journal.at[-1]))
    which, at, weight = _landmarks(evidence)
    if not len(which):
        return PRIOR_WEIGHTS
    passages = evidence.passages
    chance = chance_never(passages, evidence.table)[which]
    values = fit_logistic(
        evidence.columns(which, at),
        chance,
        weight,
        np.array([signal.prior for signal in SIGNALS]),
        np.array([signal.spread for signal in SIGNALS]),
    )
    return Weights(values, len(np.unique(which)))


def _landmarks(evidence: Evidence) -> tuple[Ints, Ints, Floats]:
    """(passage, time, weight) at which the model could have been asked; each passage weighs one in all."""
    passages = evidence.passages
    taught = np.flatnonzero(old_enough(evidence.table, passages, KNOWN_SHARE) & (passages.closed_at > passages.now))
    octaves = np.arange(0, 28, 1.0 / LANDMARKS_PER_OCTAVE)
    which = np.repeat(taught, len(octaves))
    seconds = np.tile(2.0**octaves, len(taught))
    at = passages.first_seen[which] + (seconds * 1000).astype(np.int64)
    kept = still_open(passages, which, at) & (at <= passages.now)
    which, at, seconds = which[kept], at[kept], seconds[kept]
    doubt = evidence.table.never(passages.step[which], seconds)
    telling = (doubt > TELLING[0]) & (doubt < TELLING[1])
    which, at = which[telling], at[telling]
    stride = len(which) // MOST_ROWS + 1
    which, at = which[::stride], at[::stride]
    share = 1.0 / np.maximum(np.bincount(which, minlength=len(passages)), 1)
    return which, at, share[which]
