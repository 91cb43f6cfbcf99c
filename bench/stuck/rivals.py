"""What simple rules and a small model reach on the same passages, looked at the same times: the rivals of the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import Flags, Floats, Ints, expit
from analytics.stuck.learning.lessons import Lessons
from analytics.stuck.learning.logistic import fit_logistic
from analytics.stuck.view import View

DAY_SECONDS = 86_400.0
LOGIT_OPENS = 0.85
Q95 = "95th percentile of the step's finishers"


@dataclass(frozen=True)
class Rival:
    """A name and which of the open passages it flags at a look."""

    name: str
    flags: Callable[[View], Flags]


def _after(seconds: float) -> Callable[[View], Flags]:
    return lambda view: np.asarray(view.seconds >= seconds)


def _after_q95(view: View) -> Flags:
    """Longer open than 95 % of the finishers of the step known by now needed (of everybody where nobody finished)."""
    limits = view.lessons.kept("bench-q95", view.lessons.counted_at(view.now), lambda: _q95(view))
    return np.asarray(view.seconds >= limits[view.passages.step[view.open]])


def _q95(view: View) -> Floats:
    passages = view.passages
    which = passages.seen_by(view.now)
    which = which[passages.finished(which, view.at_now(which))]
    took = (passages.done_at[which] - passages.first_seen[which]) / 1000.0
    everybody = float(np.quantile(took, 0.95)) if len(took) else np.inf
    limits = np.full(len(view.lessons.journal.names.steps), everybody)
    for step in np.unique(passages.step[which]).tolist():
        limits[step] = np.quantile(took[passages.step[which] == step], 0.95)
    return limits


def _three_features(view: View) -> Flags:
    """A logit of days open, tries and the share of the person's other steps left open, learnt from what is old."""
    weights = view.lessons.kept("bench-logit", view.lessons.counted_at(view.now) // 2_600_000_000, lambda: _logit(view))
    rows = _features(view.lessons, view.open, view.at_now(view.open), view.now)
    return np.asarray(expit(rows @ weights) >= LOGIT_OPENS)


def _features(lessons: Lessons, which: Ints, at: Ints, now: int) -> Floats:
    evidence = lessons.evidence(now)
    history = evidence.histories.at(which, at).leaves_open
    days = np.log1p(evidence.silent(which, at))
    return np.stack([np.ones(len(which)), days, np.log(lessons.passages.tried(which, at)), history], axis=1)


def _logit(view: View) -> Floats:
    passages = view.passages
    which = passages.seen_by(view.now)
    age = (view.now - passages.first_seen[which]) / 1000.0
    which = which[age > np.median(age)] if len(age) else which
    half = passages.first_seen[which] + 1000 * 2 ** np.random.default_rng(1).integers(0, 24, len(which))
    asked = passages.open(which, half) & (half < view.now)
    which, half = which[asked], half[asked]
    never = (~passages.finished(which, view.at_now(which))).astype(np.float64)
    rows = _features(view.lessons, which, half, view.now)
    return fit_logistic(rows, never, np.ones(len(which)), np.zeros(4), np.full(4, 10.0))


RIVALS = [
    Rival("24 h without completion", _after(DAY_SECONDS)),
    Rival("7 days", _after(7 * DAY_SECONDS)),
    Rival(Q95, _after_q95),
    Rival("logit of three features", _three_features),
]
