"""Empirical shrinkage of rates and shares towards the level above: step → guide → workspace → prior."""

from __future__ import annotations

import numpy as np

from analytics.stuck.arrays import Floats, Ints
from analytics.stuck.clocks.paces import scaled_hazard

STRETCHES = (16, 4, 1)
"""First one factor for all of time, then one for each four octaves, each octave and each bin."""
STRENGTHS = 2.0 ** np.arange(0, 7)
"""A stretch in which so many deeds were expected moves half-way to what was seen there. Which it is, the rows say."""
STRENGTH_SPREAD = 1.0
"""How far (on the log scale) the rows may easily move the strength from the one it is thought to be."""
MOST_ROWS = 400
"""So many rows are asked how alike they are."""


def by_group(counts: Floats, group_of_row: Ints) -> Floats:
    """Rows added up by group."""
    groups = int(group_of_row.max(initial=-1)) + 1
    total = np.zeros((groups, counts.shape[1]))
    np.add.at(total, group_of_row, counts)
    return total


def shrunk_hazard(done: Floats, risk: Floats, parent: Floats, strength: float = 8.0) -> Floats:
    """Hazard rates of rows × bins: the parent's, times gamma-Poisson factors over ever finer stretches of bins.

    In each stretch, seen `D` against `E` expected under the coarser answer, the factor is (D + w)/(E + w): the mean of
    a Gamma(w, w) belief about it. `w` is what makes the rows likeliest together, near `strength` before they tell:
    steps that differ much are believed after few people, steps that are alike borrow from each other.
    """
    rate = np.asarray(scaled_hazard(done, risk, np.broadcast_to(parent, done.shape), strength))
    bins = done.shape[1]
    for width in STRETCHES:
        starts = np.arange(0, bins, width)
        seen = np.add.reduceat(done, starts, axis=1)
        expected = np.add.reduceat(risk * rate, starts, axis=1)
        worth = _strength(seen, expected, strength)
        factor = (seen + worth) / (expected + worth)
        rate *= np.repeat(factor, np.diff(np.append(starts, bins)), axis=1)
    return rate


def _strength(seen: Floats, expected: Floats, usual: float) -> float:
    """The strength under which the counts are likeliest (negative binomial), with a log-normal belief about it."""
    stride = len(seen) // MOST_ROWS + 1
    told = expected[::stride] > 0.05
    hits, mean = seen[::stride][told], expected[::stride][told]
    best, likeliest = usual, -np.inf
    for worth in STRENGTHS.tolist():
        terms = _log_rising(worth, hits) + worth * np.log(worth / (mean + worth)) + hits * np.log(1 / (mean + worth))
        score = float(terms.sum()) - np.log(worth / usual) ** 2 / (2 * STRENGTH_SPREAD**2)
        if score > likeliest:
            best, likeliest = worth, score
    return best


def _log_rising(start: float, count: Floats) -> Floats:
    """log Γ(start + count) − log Γ(start), by Stirling's series from start ≥ 8 upwards."""
    extra = np.zeros(len(count))
    low, high = start, start + count
    for _ in range(8):
        extra += np.log(high) - np.log(low)
        low, high = low + 1, high + 1
    return _stirling(high) - _stirling(np.full(1, low)) - extra


def _stirling(value: Floats) -> Floats:
    return np.asarray((value - 0.5) * np.log(value) - value + 1 / (12 * value))


def shrunk_share(hits: Floats, of: Floats, parent: Floats, weight: float) -> Floats:
    """Shares, each worth as much as `weight` observations of its parent."""
    return np.asarray((hits + weight * parent) / (of + weight))
