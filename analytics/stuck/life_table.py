"""The time clock: how likely a step is never done after so long a silence, from the step's own finishers.

A discrete life table per step over log-spaced bins. With G(d) the share still open after d, P(never | silent for d) is
G(∞)/G(d): the same as π/(π+(1−π)·S(d)) with π the share that never finishes and S the finishers' survival curve, but
passages that are still young count for as long as they were watched and no longer. Each bin's hazard is shrunk from
step to guide to workspace to a documented prior, so a step nobody has finished yet has a sensible curve on day one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import Flags, Floats, Ints
from analytics.stuck.passages import Passages

BINS_PER_OCTAVE = 4
BINS = 28 * BINS_PER_OCTAVE
"""From one second to 2²⁸ seconds (8.5 years)."""

PRIOR_NEVER = 0.3
PRIOR_MEDIAN_SECONDS = 600.0
PRIOR_SHAPE = 0.7
"""Before any data: three in ten never finish; those who do have a log-logistic time with a median of ten minutes."""

WORKSPACE_WEIGHT, GUIDE_WEIGHT, STEP_WEIGHT = 5.0, 20.0, 10.0
"""How many imagined passages at risk the level above stands for, in each bin."""


def bin_position(seconds: Floats) -> Floats:
    """Where a span lies on the table's axis; the whole part is its bin."""
    octaves = np.log2(np.maximum(seconds, 1.0))
    return np.asarray(np.minimum(octaves * BINS_PER_OCTAVE, BINS - 1e-6))


def _prior_hazard() -> Floats:
    edges = np.concatenate([[0.0], 2.0 ** (np.arange(1, BINS + 1) / BINS_PER_OCTAVE)])
    finishing = 1.0 / (1.0 + (edges / PRIOR_MEDIAN_SECONDS) ** PRIOR_SHAPE)
    still_open = PRIOR_NEVER + (1 - PRIOR_NEVER) * finishing
    return np.asarray(1.0 - still_open[1:] / still_open[:-1])


def _hazard(done: Floats, risk: Floats, parent: Floats, weight: float) -> Floats:
    return np.asarray((done + weight * parent) / (risk + weight))


def _grid(rows: Ints, bins: Ints, height: int) -> Floats:
    flat = np.bincount(rows * BINS + bins, minlength=height * BINS)
    return flat.reshape(height, BINS).astype(np.float64)


@dataclass(frozen=True)
class LifeTable:
    """`log_open[step, bin]`: log of the share still open at the bin's lower edge; the last column is for ever."""

    log_open: Floats
    finished: Ints

    def never(self, step: Ints, seconds: Floats) -> Floats:
        """P(the step is never done | silent for so long), for passages at these steps."""
        return np.asarray(np.exp(self.log_open[step, -1] - self._log_open_at(step, seconds)))

    def finisher_share(self, step: Ints, seconds: Floats) -> Floats:
        """Of those who finish this step at all, the share that has done so within the time."""
        never = np.exp(self.log_open[step, -1])
        still_open = np.exp(self._log_open_at(step, seconds))
        return np.asarray((1.0 - still_open) / np.maximum(1.0 - never, 1e-9))

    def finisher_quantile(self, step: int, share: float) -> float:
        """Seconds within which that share of the step's finishers is done."""
        still_open = np.exp(self.log_open[step])
        target = 1.0 - share * (1.0 - still_open[-1])
        position = int(np.searchsorted(-still_open, -target))
        return float(2.0 ** (min(position, BINS) / BINS_PER_OCTAVE))

    def _log_open_at(self, step: Ints, seconds: Floats) -> Floats:
        position = bin_position(seconds)
        lower = position.astype(np.int64)
        part = position - lower
        return np.asarray(self.log_open[step, lower] * (1 - part) + self.log_open[step, lower + 1] * part)


def life_table(passages: Passages, guide_of_step: Ints) -> LifeTable:
    """Estimate every step's curve from the passages, those still open counted up to now."""
    steps, guides = len(guide_of_step), int(guide_of_step.max(initial=-1)) + 1
    bins = bin_position(passages.seconds).astype(np.int64)
    done = _grid(passages.step[passages.finished], bins[passages.finished], steps)
    gone = _grid(passages.step[~passages.finished], bins[~passages.finished], steps)
    risk = np.cumsum((done + gone)[:, ::-1], axis=1)[:, ::-1] - gone / 2.0
    workspace = _hazard(done.sum(axis=0), risk.sum(axis=0), _prior_hazard(), WORKSPACE_WEIGHT)
    guide_done, guide_risk = np.zeros((guides, BINS)), np.zeros((guides, BINS))
    np.add.at(guide_done, guide_of_step, done)
    np.add.at(guide_risk, guide_of_step, risk)
    by_guide = _hazard(guide_done, guide_risk, workspace, GUIDE_WEIGHT)
    hazard = _hazard(done, risk, by_guide[guide_of_step], STEP_WEIGHT)
    log_open = np.concatenate([np.zeros((steps, 1)), np.cumsum(np.log1p(-hazard), axis=1)], axis=1)
    return LifeTable(log_open, done.sum(axis=1).astype(np.int64))


def old_enough(table: LifeTable, passages: Passages, share: float) -> Flags:
    """Passages whose outcome is known by their age alone: open ones that old are almost surely never done.

    The choice looks at the age and not at the outcome, so that what is learnt from them is not biased.
    """
    age = (passages.now - passages.first_seen) / 1000.0
    return np.asarray(table.never(passages.step, age) >= share)
