"""The tries clock: how likely a step is never done once somebody has come to it so many times in vain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import Floats, Ints, logit
from analytics.stuck.passages import Passages

LEVELS = 12
"""Tries above this count as this many."""

PRIOR_NEVER_BY_TRY = 0.25 + 0.45 * (1.0 - np.exp(-np.arange(LEVELS) / 3.0))
"""Before any data: a quarter never finishes a step seen once, rising towards seven in ten with vain tries."""

WORKSPACE_WEIGHT, GUIDE_WEIGHT, STEP_WEIGHT = 10.0, 20.0, 20.0


@dataclass(frozen=True)
class TriesTable:
    """`never[step, level]` for passages that reached `level + 1` tries."""

    never: Floats

    def lift(self, step: Ints, tries: Ints) -> Floats:
        """How much more (log-odds) the tries so far speak for never finishing than a first look does."""
        level = np.clip(tries, 1, LEVELS) - 1
        return logit(self.never[step, level]) - logit(self.never[step, 0])


def tries_table(passages: Passages, never: Floats, guide_of_step: Ints) -> TriesTable:
    """Shares of never finishing by tries reached, each shrunk to the guide's, the workspace's and the prior.

    `never` is each passage's probability of never finishing as known now (0 for the finished).
    """
    steps, guides = len(guide_of_step), int(guide_of_step.max(initial=-1)) + 1
    span = np.minimum(passages.ended_at, passages.now)
    tries = passages.tries.count(passages.index, passages.first_seen - 1, span)
    level = np.clip(tries, 1, LEVELS) - 1
    reached, lost = np.zeros((steps, LEVELS)), np.zeros((steps, LEVELS))
    np.add.at(reached, (passages.step, level), 1.0)
    np.add.at(lost, (passages.step, level), never)
    reached, lost = _and_above(reached), _and_above(lost)
    workspace = _shrunk(lost.sum(axis=0), reached.sum(axis=0), PRIOR_NEVER_BY_TRY, WORKSPACE_WEIGHT)
    guide_reached, guide_lost = np.zeros((guides, LEVELS)), np.zeros((guides, LEVELS))
    np.add.at(guide_reached, guide_of_step, reached)
    np.add.at(guide_lost, guide_of_step, lost)
    by_guide = _shrunk(guide_lost, guide_reached, workspace, GUIDE_WEIGHT)
    return TriesTable(_shrunk(lost, reached, by_guide[guide_of_step], STEP_WEIGHT))


def _and_above(counts: Floats) -> Floats:
    return np.asarray(np.cumsum(counts[:, ::-1], axis=1)[:, ::-1])


def _shrunk(lost: Floats, reached: Floats, parent: Floats, weight: float) -> Floats:
    return np.asarray((lost + weight * parent) / (reached + weight))
