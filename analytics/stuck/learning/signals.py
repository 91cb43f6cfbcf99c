"""What speaks for and against a person being stuck: the inputs of the model, each with its prior weight and the reason.

None of them is an attribute of a person: only what was done, when, and how that compares with others at the same step.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import Floats, Ints, logit
from analytics.stuck.clocks.count_table import CountTable
from analytics.stuck.clocks.life_table import LifeTable
from analytics.stuck.clocks.rhythm import WorkClock
from analytics.stuck.learning.own_history import PeopleHistories
from analytics.stuck.past.passages import Passages


@dataclass(frozen=True)
class Signal:
    """One input. A weight of 1 takes a log-odds signal at face value; the spread says how far data may move it."""

    key: str
    prior: float
    spread: float
    reason: str


SIGNALS = [
    Signal("base", 0.0, 0.5, "the step's own curve should be right on average"),
    Signal("silence", 1.0, 0.3, "log-odds of never finishing after this silence, from the step's finishers"),
    Signal("fresh_try", 0.3, 0.3, "log-odds taken off while the last visit is young against the step's curve"),
    Signal("own_history", 0.8, 0.4, "log-odds of leaving steps open, against the average person"),
    Signal("tries", 0.7, 0.4, "log-odds added by coming back in vain, from the step's passages with as many tries"),
    Signal("elsewhere", 0.5, 0.4, "log-odds added by as many deeds elsewhere since the step was first seen"),
    Signal("active", 0.3, 0.4, "log-odds added by so much active time since the step was first seen"),
    Signal("trouble", 0.6, 0.4, "log of rage clicks, dead clicks, errors and calls for help at the step"),
    Signal("tardiness", -1.0, 0.8, "who tends to finish late is less likely to be stuck when late again"),
    Signal(
        "moved_on", 0.0, 0.4, "log of later steps done since: the step was left behind, or is about to be caught up"
    ),
    Signal("silence_by_history", 0.0, 0.2, "silence says less about people who always finish"),
    Signal("newcomer", 0.0, 0.5, "one for somebody whose other steps are unknown, less the more is known"),
    Signal("silence_by_newcomer", 0.0, 0.2, "silence may say more or less about them"),
    Signal("spotless", 0.0, 0.5, "one for somebody who has left nothing else for good, as far as is known"),
    Signal("silence_by_spotless", 0.0, 0.2, "silence may say more or less about them"),
]

PLACE_OF = {signal.key: place for place, signal in enumerate(SIGNALS)}


ACTIVE_UNIT_MS = 15_000


def active_units(passages: Passages, which: Ints, at: Ints) -> Ints:
    """Active time since each step was first seen, in quarters of a minute: counted like tries, up to a working day."""
    return passages.active(which, at) // ACTIVE_UNIT_MS


@dataclass(frozen=True)
class Evidence:
    """The tables that turn passages into signals, all learnt from the same cut of time."""

    passages: Passages
    clock: WorkClock
    table: LifeTable
    tries: CountTable
    elsewhere: CountTable
    active: CountTable
    histories: PeopleHistories

    def columns(self, which: Ints, at: Ints) -> Floats:
        """One row per passage `which` as it stood `at`, one column per entry of `SIGNALS`."""
        passages = self.passages
        step = passages.step[which]
        history = self.histories.at(which, at)
        silence = logit(self.table.never(step, self.silent(which, at)))
        touched = self.clock.seconds(passages.last_touched(which, at), at)
        newcomer = 1.0 / (1.0 + history.known)
        return np.stack(
            [
                np.ones(len(which)),
                silence,
                logit(self.table.never(step, touched)) - silence,
                history.leaves_open,
                self.tries.lift(step, passages.tried(which, at) - 1),
                self.elsewhere.lift(step, passages.elsewhere(which, at)),
                self.active.lift(step, active_units(passages, which, at)),
                np.log1p(passages.troubled(which, at)),
                history.tardiness,
                np.log1p(history.done_since),
                silence * history.leaves_open,
                newcomer,
                silence * newcomer,
                history.spotless,
                silence * history.spotless,
            ],
            axis=1,
        )

    def silent(self, which: Ints, at: Ints) -> Floats:
        """Working seconds since each passage began."""
        return self.clock.seconds(self.passages.first_seen[which], at)
