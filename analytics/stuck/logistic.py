"""Logistic regression with a documented prior for every weight: the prior rules while data are few."""

from __future__ import annotations

import numpy as np

from analytics.stuck.arrays import Floats, expit

ROUNDS = 12


def fit_logistic(columns: Floats, chance: Floats, weight: Floats, prior_mean: Floats, prior_spread: Floats) -> Floats:
    """The most plausible weights given rows (n × k), soft labels in 0…1, row weights and independent normal priors.

    Newton's method; the problem is convex, so the answer does not depend on where it starts.
    """
    weights = prior_mean.copy()
    precision = 1.0 / prior_spread**2
    for _ in range(ROUNDS):
        share = expit(columns @ weights)
        slope = columns.T @ (weight * (chance - share)) - precision * (weights - prior_mean)
        curve = (columns * (weight * share * (1 - share))[:, None]).T @ columns + np.diag(precision)
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights
