"""What own rules may know about each person as of a moment: traits, guide states and how often events happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from analytics.stuck.arrays import moment
from analytics.stuck.past.journal import COMPLETED, DISMISSED
from analytics.stuck.view import DAY, View
from guides.conditions import Facts, GuideState

LONGEST_WINDOW = 90 * DAY
"""Event counts of conditions look back no further; who did nothing for so long is not asked about."""


def facts_of_people(view: View) -> Iterator[tuple[int, int, Facts]]:
    """(person, account of their latest event, facts) for everybody active in the longest window."""
    names, guidance = view.journal.names, view.guidance
    days, account = _event_days(view)
    states = _guide_states(view)
    now = moment(view.now)
    for person in sorted(days):
        key, account_key = names.people[person], names.accounts[account[person]]
        yield (
            person,
            account[person],
            Facts(
                person=guidance.people.get(key, {}),
                account=guidance.accounts.get(account_key, {}),
                membership={"role": guidance.roles[key]} if key in guidance.roles else {},
                guides=states.get(person, {}),
                event_days=days[person],
                now=now,
            ),
        )


def _event_days(view: View) -> tuple[dict[int, dict[str, dict[str, int]]], dict[int, int]]:
    journal = view.journal
    start = int(np.searchsorted(journal.at, view.now - LONGEST_WINDOW, side="right"))
    columns = (journal.person[start:], journal.type[start:], journal.at[start:] // DAY)
    rows, counts = np.unique(np.stack(columns), axis=1, return_counts=True)
    days: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    epoch = moment(0).date()
    for person, type_, day, count in zip(*rows.tolist(), counts.tolist(), strict=True):
        days[person][journal.types[type_]][(epoch + timedelta(days=day)).isoformat()] = count
    account = dict(zip(columns[0].tolist(), journal.account[start:].tolist(), strict=True))
    return days, account


def _guide_states(view: View) -> dict[int, dict[str, GuideState]]:
    """By person and guide, from the latest run."""
    passages, journal = view.passages, view.journal
    seen = passages.seen_by(view.now)
    order = seen[np.argsort(passages.first_seen[seen], kind="stable")]
    ended: dict[int, GuideState] = {}
    told = np.flatnonzero((journal.run >= 0) & np.isin(journal.kind, (COMPLETED, DISMISSED)))
    for run, kind in zip(journal.run[told].tolist(), journal.kind[told].tolist(), strict=True):
        ended[run] = "completed" if kind == COMPLETED else ended.get(run, "dismissed")
    states: dict[int, dict[str, GuideState]] = defaultdict(dict)
    columns = (passages.person[order].tolist(), passages.guide[order].tolist(), passages.run[order].tolist())
    for person, guide, run in zip(*columns, strict=True):
        states[person][journal.names.guides[guide]] = ended.get(run, "started")
    return states
