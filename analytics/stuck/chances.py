"""Small sums with shares: bounds and chances, without a statistics library."""

from __future__ import annotations

import math

import numpy as np

from analytics.stuck.arrays import Floats

SUREST = 0.99
"""No probability above this is told: data of the past are never surer of what comes."""


def lower_bound(hits: float, of: int, z: float = 1.64) -> float:
    """Wilson's lower bound of a share: 19 times in 20 the true share lies above it."""
    if of == 0:
        return 0.0
    share, extra = hits / of, z * z / of
    spread = z * math.sqrt(share * (1 - share) / of + extra / (4 * of))
    return max(0.0, (share + extra / 2 - spread) / (1 + extra))


def upper_bound(hits: float, of: int, z: float = 1.64) -> float:
    """Wilson's upper bound of a share."""
    return 1.0 - lower_bound(of - hits, of, z) if of else 1.0


def chance_above(hits: float, of: float, limit: float) -> float:
    """P(true share > limit) under a Beta(hits, of − hits) belief, by the normal approximation."""
    mean = hits / of
    spread = math.sqrt(mean * (1 - mean) / (of + 1)) or 1e-9
    return min(0.5 * math.erfc((limit - mean) / (spread * math.sqrt(2))), SUREST)


def common_rate(hits: Floats, of: Floats, weakest: float = 3.0, strongest: float = 60.0) -> tuple[float, float]:
    """Mean and strength of the Beta distribution that the groups' rates come from (method of moments).

    The strength says how many observations the mean is worth when a group's own rate is shrunk towards it.
    """
    total, groups = float(of.sum()), int((of > 0).sum())
    mean = (float(hits.sum()) + 0.5) / (total + 5.0)
    if groups < 3:
        return mean, 10.0
    rates = hits[of > 0] / of[of > 0]
    noise = mean * (1 - mean)
    between = float((of[of > 0] * (rates - mean) ** 2).sum()) - (groups - 1) * noise
    room = noise * (total - float((of**2).sum()) / total - (groups - 1))
    alike = between / room if room > 0 else 0.0
    strength = 1 / alike - 1 if alike > 0 else strongest
    return mean, float(np.clip(strength, weakest, strongest))


def calibration_error(chance: Floats, happened: Floats, bins: int = 10) -> float:
    """Expected calibration error (Naeini, Cooper, Hauskrecht 2015): mean |said − happened| over bins of equal width."""
    which = np.minimum((chance * bins).astype(np.int64), bins - 1)
    count = np.bincount(which, minlength=bins)
    said = np.bincount(which, weights=chance, minlength=bins)
    came = np.bincount(which, weights=happened, minlength=bins)
    return float(np.abs(said - came).sum() / max(count.sum(), 1))
