"""Logistic regression with a documented prior for every weight: the prior rules while data are few."""

from __future__ import annotations

import numpy as np

from analytics.stuck.arrays import Floats, expit, weigh

ROUNDS = 30


def fit_logistic(
    columns: Floats, chance: Floats, weight: Floats, prior_mean: Floats, prior_spread: Floats,
    start: Floats | None = None,
) -> Floats:  # fmt: skip
    """The most plausible weights given rows (n × k), soft labels in 0…1, row weights and independent normal priors.

    Newton's method; the problem is convex, so the answer does not depend on where it starts (the prior, if nothing
    nearer is known).
    """
    weights = (prior_mean if start is None else start).copy()
    precision = 1.0 / prior_spread**2

    def loss(at: Floats) -> float:
        odds = weigh(columns, at)
        # log(1 + exp(odds)), several times faster than numpy's logaddexp.
        told = (weight * (np.maximum(odds, 0.0) + np.log1p(np.exp(-np.abs(odds))) - chance * odds)).sum()
        return float(told + (precision * (at - prior_mean) ** 2).sum() / 2)

    before = loss(weights)
    for _ in range(ROUNDS):
        share = expit(weigh(columns, weights))
        slope = np.einsum("ij,i->j", columns, weight * (chance - share)) - precision * (weights - prior_mean)
        curve = np.einsum("ij,ik->jk", columns * (weight * share * (1 - share))[:, None], columns) + np.diag(precision)
        step = np.linalg.solve(curve, slope)
        # Far from the answer a whole step may overshoot; the direction is always downhill.
        while (after := loss(weights + step)) > before and float(np.abs(step).max()) > 1e-6:
            step = step / 2
        weights, before = weights + step, after
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights
