"""How much slower or faster a step is than the level above, as far as its people have told by now.

Few finishers so far may mean that few ever finish, or that all take longer. Both are kept in mind: the curve is an
average over paces, each as likely as the step's people make it, and not the curve of the likeliest one.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from analytics.stuck.arrays import Floats

PACES = np.arange(-16, 17, 2)
"""Shifts along the axis of log time, in bins: from 16 times faster to 16 times slower."""
SPREADS = 4.0 * 2.0 ** np.arange(-2, 3)
"""How far steps differ in pace (in bins, a normal belief): from a quarter of an octave to four. The rows say which."""
SPREAD_SPREAD = 1.0
"""How far (on the log scale) the rows may easily move it from an octave."""


def scaled_hazard(done: Floats, risk: Floats, parent: Floats, strength: float) -> Floats:
    """Hazard rates of rows × bins: the parent's, moved along the axis and made higher or lower by one factor each.

    The factor of each pace has a Gamma(w, w) belief, so its likelihood is a negative binomial's. What comes out is the
    hazard of the average of the surviving shares: the posterior predictive of somebody who meets the step.
    """
    shifted = _shifted(parent)
    told = np.log(np.maximum(shifted, 1e-12))
    total = done.sum(axis=1)[:, None]
    expected = np.einsum("rpb,rb->rp", shifted, risk)
    score = np.einsum("rpb,rb->rp", told, done) - (strength + total) * np.log(expected + strength)
    believed = _believed(score)
    factor = (total + strength) / (expected + strength)
    still_open = np.exp(-np.cumsum(shifted * factor[:, :, None], axis=2))
    mixed = np.einsum("rpb,rp->rb", still_open, believed)
    return np.asarray(-np.diff(np.log(np.concatenate([np.ones((len(mixed), 1)), mixed], axis=1)), axis=1))


def _shifted(parent: Floats) -> Floats:
    """rows × paces × bins: the parent's rates as they are at each pace; nothing is known beyond the axis's ends."""
    reach = int(PACES.max())
    padded = np.pad(parent, ((0, 0), (reach, reach)))
    windows = sliding_window_view(padded, parent.shape[1], axis=1)
    return np.asarray(windows[:, reach - PACES])


def _believed(score: Floats) -> Floats:
    """How likely each pace is in each row, under the spread of paces that makes all rows likeliest."""
    best, likeliest = np.full(score.shape, 1.0 / len(PACES)), -np.inf
    for spread in SPREADS.tolist():
        prior = np.exp(-((PACES / spread) ** 2) / 2)
        posterior = score + np.log(prior / prior.sum())
        top = posterior.max(axis=1, keepdims=True)
        share = np.exp(posterior - top)
        whole = share.sum(axis=1, keepdims=True)
        likely = float((np.log(whole) + top).sum()) - np.log(spread / 4.0) ** 2 / (2 * SPREAD_SPREAD**2)
        if likely > likeliest:
            best, likeliest = share / whole, likely
    return best
