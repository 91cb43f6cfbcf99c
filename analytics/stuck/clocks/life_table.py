"""The time clock: how likely a step is never done after so long a silence, from the step's own finishers.

A discrete life table per step over log-spaced bins. With G(d) the share still open after d, P(never | silent for d) is
G(∞)/G(d): the same as π/(π+(1−π)·S(d)) with π the share that never finishes and S the finishers' survival curve, but
passages that are still young count for as long as they were watched and no longer. Each level's hazard (step, guide,
workspace) is the one above times factors learnt over ever finer stretches of time (see `shrinking.py`), so a step
nobody has finished yet has a sensible curve on day one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import Flags, Floats, Ints
from analytics.stuck.clocks.shrinking import by_group, shrunk_hazard

BINS_PER_OCTAVE = 4
FIRST_OCTAVE = -6
BINS = (28 - FIRST_OCTAVE) * BINS_PER_OCTAVE
"""From 1/64 second to 2²⁸ seconds (8.5 years)."""

PRIOR_NEVER = 0.3
PRIOR_MEDIAN_SECONDS = 600.0
PRIOR_SHAPE = 0.7
"""Before any data: three in ten never finish; those who do have a log-logistic time with a median of ten minutes."""
MEDIAN_WEIGHT = 3.0
"""So many finishers are worth as much as the prior's median: the scale of time soon comes from the data."""

WORKSPACE_STRENGTH = 2.0
"""The prior gives way to everybody's data sooner than a step does to its guide's."""


def bin_position(seconds: Floats) -> Floats:
    """Where a span lies on the table's axis; the whole part is its bin."""
    octaves = np.log2(np.maximum(seconds, 2.0**FIRST_OCTAVE)) - FIRST_OCTAVE
    return np.asarray(np.minimum(octaves * BINS_PER_OCTAVE, BINS - 1e-6))


def seconds_at(position: Floats | Ints) -> Floats:
    """The span at a place of the table's axis."""
    return np.asarray(2.0 ** (np.asarray(position) / BINS_PER_OCTAVE + FIRST_OCTAVE))


def _prior_rate(median: float) -> Floats:
    edges = np.concatenate([[0.0], seconds_at(np.arange(1, BINS + 1))])
    finishing = 1.0 / (1.0 + (edges / median) ** PRIOR_SHAPE)
    still_open = PRIOR_NEVER + (1 - PRIOR_NEVER) * finishing
    return np.asarray(-np.diff(np.log(still_open)))


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
        return float(self.finisher_quantiles(share)[step])

    def finisher_quantiles(self, share: float) -> Floats:
        """The same for every step."""
        never = np.exp(self.log_open[:, -1:])
        reached = np.exp(self.log_open) <= 1.0 - share * (1.0 - never)
        return seconds_at(np.argmax(reached, axis=1).astype(np.float64))

    def _log_open_at(self, step: Ints, seconds: Floats) -> Floats:
        position = bin_position(seconds)
        lower = position.astype(np.int64)
        part = position - lower
        return np.asarray(self.log_open[step, lower] * (1 - part) + self.log_open[step, lower + 1] * part)


def life_table(step: Ints, seconds: Floats, finished: Flags, guide_of_step: Ints) -> LifeTable:
    """Every step's curve from its passages: how long each took, or has been watched so far if it is not finished."""
    steps = len(guide_of_step)
    bins = bin_position(seconds).astype(np.int64)
    done = _grid(step[finished], bins[finished], steps)
    gone = _grid(step[~finished], bins[~finished], steps)
    # Who is done or lost sight of within a bin was at risk for half of it, on average.
    risk = np.cumsum((done + gone)[:, ::-1], axis=1)[:, ::-1] - (gone + done) / 2.0
    prior = _prior_rate(_median(seconds[finished]))
    workspace = shrunk_hazard(done.sum(axis=0)[None], risk.sum(axis=0)[None], prior, WORKSPACE_STRENGTH)
    guide = shrunk_hazard(by_group(done, guide_of_step), by_group(risk, guide_of_step), workspace[0])
    rate = shrunk_hazard(done, risk, guide[guide_of_step])
    log_open = np.concatenate([np.zeros((steps, 1)), -np.cumsum(rate, axis=1)], axis=1)
    return LifeTable(log_open, done.sum(axis=1).astype(np.int64))


def _median(seconds: Floats) -> float:
    """The prior's median, moved towards the finishers' own (on the log scale)."""
    if not len(seconds):
        return PRIOR_MEDIAN_SECONDS
    own = float(np.median(np.log(np.maximum(seconds, 2.0**FIRST_OCTAVE))))
    weight = len(seconds) / (len(seconds) + MEDIAN_WEIGHT)
    return float(np.exp(weight * own + (1 - weight) * np.log(PRIOR_MEDIAN_SECONDS)))
