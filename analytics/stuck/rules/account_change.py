"""Slipping account: used less than its own rhythm would have it. Sign of expansion: used more, by more people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from analytics.stuck.arrays import Floats, Ints, moment
from analytics.stuck.chances import SUREST
from analytics.stuck.conclusion import Because, Candidates, Conclusion, Value, Weighed, in_words
from analytics.stuck.rules.account_context import stage_clause
from analytics.stuck.rules.usage import WEEK, Change, Weekly, changes, weekly
from analytics.stuck.view import DAY, View
from analytics.words import N_

OPENS, STAYS = 0.95, 0.8
"""How likely it is that the account's level changed."""
FALL_OPENS, FALL_STAYS = 0.67, 0.8
RISE_OPENS, RISE_STAYS = 1.5, 1.25
"""After ÷ before: a third less, or half as much again."""
LATEST = 13
"""A change longer ago than so many weeks has become the account's usual level and is no news."""
FEWEST_DAYS = 8.0
"""Person-days before (or, for expansion, after) that a change may be read from."""


@dataclass(frozen=True)
class _Use:
    weekly: Weekly
    change: Change
    common: Floats
    newcomers: Ints


def account_changes(view: View) -> Iterator[Candidates]:
    """At most one candidate per account: it slips, or it grows. Looked at as of the start of the (UTC) day."""
    today = view.now // DAY * DAY
    yield from view.lessons.kept("account_changes", today, lambda: in_words(_found(View(view.lessons, today))))


def _found(view: View) -> Iterator[Candidates]:
    use = weekly(view)
    if use is None:
        return
    change = changes(use)
    seen = _Use(use, change, _common(use, change), _newcomers(view, use, change))
    recent = use.weeks - change.week <= LATEST
    named = np.array([bool(name) for name in view.journal.names.accounts])
    before, after = change.before * change.week, change.after * (use.weeks - change.week)
    likely = (change.chance >= STAYS) & recent & named
    for account in np.flatnonzero(likely & (change.ratio <= FALL_STAYS) & (before >= FEWEST_DAYS)).tolist():
        opens = change.chance[account] >= OPENS and change.ratio[account] <= FALL_OPENS
        yield Candidates.one(
            "slipping_account", account, bool(opens), partial(_slipping, view, seen, account, bool(opens))
        )
    grew = (change.ratio >= RISE_STAYS) & (after >= FEWEST_DAYS) & (seen.newcomers > 0)
    for account in np.flatnonzero(likely & grew).tolist():
        opens = change.chance[account] >= OPENS and change.ratio[account] >= RISE_OPENS
        yield Candidates.one(
            "expansion_sign", account, bool(opens), partial(_growing, view, seen, account, bool(opens))
        )


def _common(use: Weekly, change: Change) -> Floats:
    """Per account, how all the others' use changed at the same week (after ÷ before)."""
    total = np.cumsum(use.days.sum(axis=0))
    own = np.cumsum(use.days, axis=1)
    rows = np.arange(len(own))
    first = (total[change.week - 1] - own[rows, change.week - 1]) / change.week
    last = (total[-1] - own[:, -1]) - (total[change.week - 1] - own[rows, change.week - 1])
    return np.asarray((last / (use.weeks - change.week) + 1e-9) / (first + 1e-9))


def _newcomers(view: View, use: Weekly, change: Change) -> Ints:
    """Per account, how many people were first seen in it after the change."""
    journal = view.journal
    pairs, first = np.unique(journal.account * len(journal.names.people) + journal.person, return_index=True)
    account = pairs // max(len(journal.names.people), 1)
    since = view.now - (use.weeks - change.week) * WEEK
    return np.bincount(account[journal.at[first] > since[account]], minlength=len(change.week))


def _slipping(view: View, use: _Use, account: int, opens: bool) -> Conclusion:
    fall = 1 - use.change.after[account] / max(use.change.before[account], 1e-9)
    message = N_("Its use fell by %(fall_share)s: from %(before)s to %(after)s person-days a week")
    values: dict[str, Value] = {"fall_share": round(float(fall), 2), **_levels(use, account)}
    severity = float(np.clip(100 * (1 - use.change.ratio[account]), 5, 100))
    standing = stage_clause(view, view.journal.names.accounts[account])
    because = Because(message, values, (_others(use, account), *standing))
    return _told(view, use, account, "slipping_account", opens, severity, because)


def _growing(view: View, use: _Use, account: int, opens: bool) -> Conclusion:
    rise = use.change.after[account] / max(use.change.before[account], 1e-9) - 1
    message = N_("Its use grew by %(rise_share)s: from %(before)s to %(after)s person-days a week")
    values: dict[str, Value] = {"rise_share": round(float(rise), 2), **_levels(use, account)}
    newcomers = Because(N_("%(newcomers)s new people began in that time"), {"newcomers": int(use.newcomers[account])})
    severity = float(np.clip(25 * np.log2(use.change.ratio[account]) + 10, 5, 60))
    return _told(view, use, account, "expansion_sign", opens, severity, Because(message, values, (newcomers,)))


def _levels(use: _Use, account: int) -> dict[str, Value]:
    return {"before": round(float(use.change.before[account]), 1), "after": round(float(use.change.after[account]), 1)}


def _others(use: _Use, account: int) -> Because:
    message = N_("over the same time all accounts together changed by %(all_share)s")
    return Because(message, {"all_share": round(float(use.common[account]) - 1, 2)})


def _told(view: View, use: _Use, account: int, kind: str, opens: bool, severity: float, because: Because) -> Conclusion:
    name, change = view.journal.names.accounts[account], use.change
    since = view.now - int(use.weekly.weeks - change.week[account]) * WEEK
    seen = float(use.weekly.days[account].sum())
    return Conclusion(
        kind=kind,
        identity=f"{kind}:{name}"[:500],
        since=moment(since),
        severity=severity,
        probability=min(float(change.chance[account]), SUREST),
        confidence=seen / (seen + 20),
        because=because,
        opens=opens,
        account=name,
        signals=(
            Weighed("usage_change", float(np.log(change.ratio[account])), 1.0),
            Weighed("common_change", float(np.log(max(use.common[account], 1e-3))), 0.0),
            Weighed("new_people", float(use.newcomers[account]), 0.0),
        ),
        evidence=_evidence(view, account, since),
    )


def _evidence(view: View, account: int, since: int) -> tuple[str, ...]:
    """The account's latest event of each of its last active days around the change."""
    journal = view.journal
    places = np.flatnonzero((journal.account == account) & (journal.at > since - 4 * WEEK))
    _, last = np.unique(-(journal.at[places] // DAY), return_index=True)
    return tuple(journal.ids[place] for place in np.sort(places[last])[-10:])
