"""Which accounts need somebody today, in which order, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from statistics import median

from server.models import Account, Finding, FollowUp

STEP_KINDS = ("broken_step", "content_problem")
KINDS = ("stuck_account", "slipping_account", "stuck_person", "abandoned", "own_rule", "expansion_sign")
ACCOUNT_KINDS = ("stuck_account", "slipping_account")
"""Told first: one story about the account."""
ABANDONED_WEIGHT = 0.4
"""Somebody who left weighs less than somebody who is trying right now."""
AT_FAULT_WEIGHT = 0.5
"""Somebody who stopped where nearly everybody stops needs the author more than a call."""
MOST_COUNTED = 8

Place = tuple[float, str]

AtFault = frozenset[tuple[str | None, str | None]]
"""(guide, step) of steps that are broken or too hard."""


@dataclass(frozen=True)
class QueueItem:
    """One account with its open findings, the worst first."""

    account: Account
    findings: list[Finding]
    follow_up: FollowUp | None
    urgency: float
    """0–1: severity × confidence of its findings together."""
    score: float
    """Urgency × ARR: the order of the queue."""
    headline: Finding = field(init=False)

    def __post_init__(self) -> None:
        told = [one for one in self.findings if one.kind in ACCOUNT_KINDS]
        object.__setattr__(self, "headline", (told or self.findings)[0])

    @property
    def place(self) -> Place:
        """Where it stands in the queue: smaller comes first."""
        return -self.score, self.account.key

    @property
    def about_people(self) -> list[Finding]:
        return [one for one in self.findings if one.person_key]

    @property
    def stuck_people(self) -> int:
        return len({one.person_key for one in self.findings if one.kind == "stuck_person"})

    @property
    def left_people(self) -> int:
        return len({one.person_key for one in self.findings if one.kind == "abandoned"})

    @property
    def since(self) -> datetime:
        return min(one.since for one in self.findings)


def weight(finding: Finding, at_fault: AtFault = frozenset()) -> float:
    """How urgent one finding is, 0–1."""
    kept = ABANDONED_WEIGHT if finding.kind == "abandoned" else 1.0
    kept *= AT_FAULT_WEIGHT if (finding.guide_key, finding.step_key) in at_fault else 1.0
    return kept * finding.severity / 100 * finding.confidence


def queue(
    findings: Iterable[Finding],
    accounts: Mapping[str, Account],
    follow_ups: Mapping[str, FollowUp],
    handled: frozenset[str],
) -> list[QueueItem]:
    """Accounts by urgency × ARR. Findings in `handled` were dealt with; an unknown ARR counts as the median one.

    `findings` may hold those about steps too: people at a step that is broken or too hard for all weigh less, since
    mending it helps more than calling them one by one.
    """
    findings = list(findings)
    at_fault = frozenset((one.guide_key, one.step_key) for one in findings if one.kind in STEP_KINDS)
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        account = finding.account_key or ""
        if account in accounts and finding.id not in handled and finding.kind in KINDS:
            grouped[account].append(finding)
    known = [account.arr for account in accounts.values() if account.arr]
    usual = median(known) if known else 1.0
    items = [_item(accounts[key], found, follow_ups.get(key), usual, at_fault) for key, found in grouped.items()]
    return sorted(items, key=lambda item: item.place)


def _item(
    account: Account, findings: list[Finding], follow_up: FollowUp | None, usual_arr: float, at_fault: AtFault
) -> QueueItem:
    findings = sorted(findings, key=lambda one: (-weight(one, at_fault), one.id))
    calm = 1.0
    for finding in findings[:MOST_COUNTED]:
        calm *= 1 - weight(finding, at_fault)
    urgency = 1 - calm
    return QueueItem(account, findings, follow_up, urgency, urgency * (account.arr or usual_arr))


@dataclass(frozen=True)
class QueuePage:
    """Some accounts of the queue. `previous` and `next` are what to ask for the pages beside it with; None: no more."""

    items: list[QueueItem]
    previous: str | None
    next: str | None


def page_of(items: list[QueueItem], after: str, size: int) -> QueuePage:
    """The page that follows a place in the queue (empty: the first), whoever has left the queue or come meanwhile."""
    start = bisect_right(items, _place_of(after), key=lambda item: item.place) if after else 0
    before, end = max(start - size, 0), start + size
    return QueuePage(
        items[start:end],
        previous=(_token_of(items[before - 1].place) if before else "") if start else None,
        next=_token_of(items[end - 1].place) if end < len(items) else None,
    )


def _token_of(place: Place) -> str:
    return f"{place[0]!r}~{place[1]}"


def _place_of(token: str) -> Place:
    """Before everything for what is none."""
    score, _, key = token.partition("~")
    try:
        return float(score), key
    except ValueError:
        return -inf, ""
