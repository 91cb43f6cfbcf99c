"""Use of each account by week, against its own rhythm and everybody's: where it changed, and how surely.

The unit is the person-day: one person active on one day. Season and holidays hit all accounts alike, so what is looked
for is a change of the account's own level against what all the other accounts did in the same weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analytics.stuck.arrays import Floats, Ints, distinct
from analytics.stuck.view import DAY, View

WEEK = 7 * DAY
WEEKS = 26
"""So far back is looked; older weeks say little about now."""
FEWEST_BEFORE, FEWEST_AFTER = 4, 2
"""Weeks on either side of a change: one week off is no change."""
STRENGTH = 4.0
"""How many expected person-days a level is worth before the account's own data (gamma prior around one)."""


@dataclass(frozen=True)
class Weekly:
    """Accounts × whole weeks ending now: person-days, and what the other accounts' weeks would let expect."""

    days: Floats
    expected: Floats
    """Of an account that did in each week what its own mean level times the season says."""

    @property
    def weeks(self) -> int:
        return int(self.days.shape[1])


@dataclass(frozen=True)
class Change:
    """The likeliest single change of level of each account; `ratio` is after ÷ before, season taken out."""

    week: Ints
    ratio: Floats
    chance: Floats
    """P(there is a change of this direction), 0…1."""
    before: Floats
    after: Floats
    """Person-days a week."""


def weekly(view: View) -> Weekly | None:
    """Counted from the journal by now; None while fewer weeks are known than a change needs."""
    journal = view.journal
    if not len(journal):
        return None
    weeks = min((view.now - int(journal.at[0])) // WEEK, WEEKS)
    if weeks < FEWEST_BEFORE + FEWEST_AFTER:
        return None
    start = view.now - weeks * WEEK
    recent = journal.at > start
    day = (journal.at[recent] - start - 1) // DAY
    accounts, people = len(journal.names.accounts), len(journal.names.people)
    visits = distinct((journal.account[recent] * people + journal.person[recent]) * (weeks * 7) + day)
    account, week = visits // (weeks * 7) // people, visits % (weeks * 7) // 7
    counts = np.bincount(account * weeks + week, minlength=accounts * weeks).reshape(accounts, weeks)
    return _with_season(counts.astype(np.float64))


def _with_season(days: Floats) -> Weekly:
    """What to expect: each account's own mean over the weeks since it began, times everybody else's week."""
    began = np.argmax(days > 0, axis=1)
    known = np.arange(days.shape[1])[None] >= began[:, None]
    mean = days.sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    base = np.where(known, mean[:, None], 0.0)
    others = (days.sum(axis=0)[None] - days + STRENGTH) / (base.sum(axis=0)[None] - base + STRENGTH)
    expected = base * others
    scale = days.sum(axis=1) / np.maximum(expected.sum(axis=1), 1e-9)
    return Weekly(days, expected * scale[:, None])


def changes(use: Weekly) -> Change:
    """For each account the split into before and after under which its weeks are likeliest (Poisson, two levels).

    The chance weighs all splits against no change at all, each level integrated out over its gamma belief; a change is
    thought to have happened with an even chance, in any week alike.
    """
    splits = np.arange(FEWEST_BEFORE, use.weeks - FEWEST_AFTER + 1)
    seen, expected = np.cumsum(use.days, axis=1), np.cumsum(use.expected, axis=1)
    total_seen, total_expected = seen[:, -1:], expected[:, -1:]
    before = _log_level(seen[:, splits - 1], expected[:, splits - 1])
    after = _log_level(total_seen - seen[:, splits - 1], total_expected - expected[:, splits - 1])
    gain = before + after - _log_level(total_seen, total_expected)
    best = np.argmax(gain, axis=1)
    odds = np.exp(np.clip(gain, -50, 50)).mean(axis=1)
    rows, week = np.arange(len(best)), splits[best]
    first, first_expected = seen[rows, week - 1], expected[rows, week - 1]
    last, last_expected = total_seen[:, 0] - first, total_expected[:, 0] - first_expected
    ratio = _level(last, last_expected) / _level(first, first_expected)
    spans = use.weeks - week
    began = np.minimum(np.argmax(use.days > 0, axis=1), week - 1)
    return Change(week, ratio, odds / (1 + odds), first / (week - began), last / spans)


def _level(seen: Floats, expected: Floats) -> Floats:
    return np.asarray((seen + STRENGTH) / (expected + STRENGTH))


def _log_level(seen: Floats, expected: Floats) -> Floats:
    """log of the gamma-Poisson marginal, without what is the same for every split."""
    return np.asarray(_log_factorial(seen) - (seen + STRENGTH) * np.log(expected + STRENGTH) + _constant())


def _log_factorial(seen: Floats) -> Floats:
    """log Γ(seen + STRENGTH), from a table: person-days are whole numbers."""
    whole = seen.astype(np.int64)
    return np.asarray(_table(int(whole.max(initial=0)) + 1)[whole])


@lru_cache(maxsize=4)
def _table(size: int) -> Floats:
    steps = np.log(np.arange(size) + STRENGTH)
    return np.concatenate([[np.log(6.0)], np.log(6.0) + np.cumsum(steps)])[:size]


def _constant() -> float:
    return float(STRENGTH * np.log(STRENGTH) - np.log(6.0))
