"""Stuck account: more of its people are stuck than one would expect, told as one story.

The share is an empirical-Bayes mean: each account's own share, shrunk towards everybody's by as much as the accounts
are alike. Two stuck of two people therefore rank below forty of sixty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from analytics.stuck.arrays import Flags, Floats, Ints, distinct, moment
from analytics.stuck.chances import chance_above, common_rate
from analytics.stuck.conclusion import Because, Candidates, Conclusion, Value, Weighed
from analytics.stuck.rules.account_context import role_weights, stage_clause
from analytics.stuck.rules.stuck_person import likely
from analytics.stuck.view import DAY, View
from analytics.words import N_

ACTIVE_WINDOW = 28 * DAY
FEWEST_STUCK = 2
OPENS_AT, STAYS_AT = (1.5, 0.10), (1.2, 0.07)
"""(times everybody's share, at least this share): both must be exceeded by the account's shrunk share."""


@dataclass(frozen=True)
class _Account:
    number: int
    stuck: int
    active: int
    key_people: int
    share: float
    common: float
    strength: float
    places: Ints


def stuck_accounts(view: View) -> Iterator[Candidates]:
    passages, open_ = view.passages, view.open
    places = likely(view)
    stuck = open_[places[(view.stuck_chance[places] >= view.guidance.thresholds.opens) & ~view.gone[places]]]
    accounts = len(view.journal.names.accounts)
    person, account = _pairs(view, passages.person[stuck], passages.account[stuck])
    weight = view.lessons.kept("role_weights", view.now, lambda: role_weights(view))
    people = np.bincount(account, minlength=accounts)
    weighted = np.bincount(account, weights=weight[person], minlength=accounts)
    counted = view.lessons.counted_at(view.now)
    told = view.lessons.kept("active_people", counted, lambda: _active_people(View(view.lessons, counted)))
    active, active_weight = (np.append(column, np.zeros(accounts - len(column))) for column in told)
    active, active_weight = np.maximum(active, people), np.maximum(active_weight, weighted)
    known = np.array([bool(name) for name in view.journal.names.accounts], dtype=bool)
    mean, strength = common_rate(weighted[known], active_weight[known])
    own_of, places_of = _grouped(account, accounts), _grouped(passages.account[stuck], accounts)
    for number in np.flatnonzero(known & (people >= 1)).tolist():
        share = (weighted[number] + mean * strength) / (active_weight[number] + strength)
        if not _exceeds(share, mean, STAYS_AT):
            continue
        own = person[own_of(number)]
        found = _Account(
            number, int(people[number]), int(active[number]), int((weight[own] > 1).sum()), float(share), mean,
            strength, stuck[places_of(number)],
        )  # fmt: skip
        opens = found.stuck >= FEWEST_STUCK and _exceeds(share, mean, OPENS_AT)
        yield Candidates.one("stuck_account", number, opens, partial(_tell, view, found, opens))


def _grouped(group: Ints, groups: int) -> Callable[[int], Ints]:
    """The places of each group in order, found without looking through all of them once a group."""
    order = np.argsort(group, kind="stable")
    ends = np.cumsum(np.bincount(group, minlength=groups))
    return lambda number: order[ends[number - 1] if number else 0 : ends[number]]


def _exceeds(share: float, common: float, limits: tuple[float, float]) -> bool:
    return share >= max(limits[0] * common, limits[1])


def _pairs(view: View, person: Ints, account: Ints) -> tuple[Ints, Ints]:
    """Each person of each account once."""
    accounts = max(len(view.journal.names.accounts), 1)
    pairs = distinct(person * accounts + account)
    return pairs // accounts, pairs % accounts


def _active_people(view: View) -> tuple[Floats, Floats]:
    """Per account, how many people were active lately, and what they weigh."""
    recent: Flags = view.journal.at > view.now - ACTIVE_WINDOW
    person, account = _pairs(view, view.journal.person[recent], view.journal.account[recent])
    accounts, weight = len(view.journal.names.accounts), role_weights(view)
    people = np.bincount(account, minlength=accounts).astype(np.float64)
    return people, np.bincount(account, weights=weight[person], minlength=accounts).astype(np.float64)


def _tell(view: View, account: _Account, opens: bool) -> Conclusion:
    passages, names = view.passages, view.journal.names
    steps = Counter(passages.step[account.places].tolist())
    most, _ = steps.most_common(1)[0]
    guide, step = names.steps[most]
    there = len(np.unique(passages.person[account.places[passages.step[account.places] == most]]))
    name, weight = names.accounts[account.number], account.active / (account.active + account.strength)
    belief = account.active + account.strength
    return Conclusion(
        kind="stuck_account",
        identity=f"stuck_account:{name}",
        since=moment(passages.first_seen[account.places].min()),
        severity=float(np.clip(100 * np.sqrt(account.share), 5, 100)),
        probability=chance_above(account.share * belief, belief, account.common),
        confidence=weight,
        because=_because(view, account, guide, step, there),
        opens=opens,
        account=name,
        guide=guide,
        step=step,
        signals=(
            Weighed("stuck_share", account.stuck / account.active, weight),
            Weighed("common_share", account.common, 1 - weight),
        ),
        evidence=_evidence(view, account),
    )


def _evidence(view: View, account: _Account) -> tuple[str, ...]:
    places = account.places[:10]
    meetings = zip(view.passages.run[places].tolist(), view.passages.step[places].tolist(), strict=True)
    return tuple(event for run, step in meetings for event in view.events_of(run, step)[-1:])


def _because(view: View, account: _Account, guide: str, step: str, there: int) -> Because:
    values: dict[str, Value] = {"stuck": account.stuck, "active": account.active, "there": there}
    values |= {"step": step, "guide": guide}
    if there == account.stuck:
        message = N_("%(stuck)s of %(active)s active people are stuck, all at “%(step)s”")
    elif there > 1 and there * 2 >= account.stuck:
        message = N_("%(stuck)s of %(active)s active people are stuck, %(there)s of them at “%(step)s”")
    else:
        message = N_("%(stuck)s of %(active)s active people are stuck, at different steps")
    everybody = Because(N_("across all accounts it is %(common_share)s"), {"common_share": round(account.common, 3)})
    key = Because(N_("admins or champions among them: %(there)s"), {"there": account.key_people})
    standing = stage_clause(view, view.journal.names.accounts[account.number])
    return Because(message, values, (everybody, *([key] if account.key_people else []), *standing))
