"""The clocks that tick with what people do: how likely a step is never done once a count has come so far.

One counts vain visits to the step, one what the person did elsewhere since first seeing it, one the time they were
active since. The first two need no clock on the wall, so they also work where times are made up or mean nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import Floats, Ints, logit
from analytics.stuck.clocks.shrinking import by_group, shrunk_share

LEVELS = 24
WORKSPACE_WEIGHT, GUIDE_WEIGHT, STEP_WEIGHT = 10.0, 20.0, 20.0


def level_of(count: Ints) -> Ints:
    """0, 1, 2, … up to 7 one by one, then half an octave each."""
    coarse = 2.0 * np.log2(np.maximum(count, 8) / 8.0) + 8
    return np.minimum(np.where(count < 8, count, coarse.astype(np.int64)), LEVELS - 1)


RISING = 0.25 + 0.45 * (1.0 - np.exp(-np.arange(LEVELS) / 3.0))
"""Before any data about tries: a quarter never finish what they came to once, seven in ten after many vain visits."""
FLAT = np.full(LEVELS, 0.3)
"""Before any data about deeds elsewhere: they say nothing."""


@dataclass(frozen=True)
class CountTable:
    """`never[step, level]`: of the passages that came so far, the share never done. `before[step, level]`: of the
    finishers, the share that needed less."""

    never: Floats
    before: Floats

    def lift(self, step: Ints, count: Ints) -> Floats:
        """How much more (log-odds) the count speaks for never finishing than a count of nought does."""
        return logit(self.never[step, level_of(count)]) - logit(self.never[step, 0])

    def finisher_share(self, step: Ints, count: Ints) -> Floats:
        """Of those who finish the step, the share that needed less than this."""
        return np.asarray(self.before[step, level_of(count)])


def count_table(step: Ints, count: Ints, never: Floats, prior: Floats, guide_of_step: Ints) -> CountTable:
    """From passages: what their count had come to at the end or by now, and P(never) of each as known now."""
    steps = len(guide_of_step)
    level = level_of(count)
    ended, lost = np.zeros((steps, LEVELS)), np.zeros((steps, LEVELS))
    np.add.at(ended, (step, level), 1.0)
    np.add.at(lost, (step, level), never)
    reached, lost_from = _and_above(ended), _and_above(lost)
    shares = _levels(lost_from, reached, prior, guide_of_step)
    finished = ended - lost
    done_before = np.cumsum(finished, axis=1) - finished
    total = np.broadcast_to(finished.sum(axis=1, keepdims=True), done_before.shape)
    expected = np.arange(LEVELS) / (np.arange(LEVELS) + 1.0)
    return CountTable(shares, _levels(done_before, total, expected, guide_of_step))


def _levels(hits: Floats, of: Floats, prior: Floats, guide_of_step: Ints) -> Floats:
    workspace = shrunk_share(hits.sum(axis=0), of.sum(axis=0), prior, WORKSPACE_WEIGHT)
    guide = shrunk_share(by_group(hits, guide_of_step), by_group(of, guide_of_step), workspace, GUIDE_WEIGHT)
    return shrunk_share(hits, of, guide[guide_of_step], STEP_WEIGHT)


def _and_above(counts: Floats) -> Floats:
    return np.asarray(np.cumsum(counts[:, ::-1], axis=1)[:, ::-1])
