"""Open findings gathered by step: how many people and accounts, how much ARR, since when, and what kind of trouble."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from server.models import Account, Finding
from server.words import N_

Verdict = Literal["broken", "hard", "stuck"]
TREND_DAYS = 14

VERDICT_WORDS: Final[dict[Verdict, str]] = {
    "broken": N_("Broken"),
    "hard": N_("Too hard"),
    "stuck": N_("Some get stuck"),
}
VERDICT_TONES: Final[dict[Verdict, str]] = {"broken": "bad", "hard": "accent", "stuck": "warn"}
VERDICT_MEANINGS: Final[dict[Verdict, str]] = {
    "broken": N_("The target or the page is at fault. Mend the step; nobody needs a call."),
    "hard": N_("Nearly everybody stops here. Rewrite the step or what comes before it."),
    "stuck": N_("The step works for most people; these need a hand."),
}


@dataclass(frozen=True)
class StepTrouble:
    """A step with open findings."""

    guide: str
    step: str
    verdict: Verdict
    told: Finding
    """What to read first: the finding about the step itself, else about the person it is worst for."""
    stuck: int
    left: int
    accounts: int
    arr: float
    since: datetime
    trend: list[int]
    """People stuck or gone here at the end of each of the last days."""

    @property
    def people(self) -> int:
        return self.stuck + self.left


def troubles(findings: Iterable[Finding], accounts: Mapping[str, Account], now: datetime) -> list[StepTrouble]:
    """By step, the ones that touch most ARR and people first. Account findings are left out: they span steps."""
    grouped: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.guide_key and finding.step_key and finding.kind != "stuck_account":
            grouped[finding.guide_key, finding.step_key].append(finding)
    steps = [_trouble(guide, step, found, accounts, now) for (guide, step), found in grouped.items()]
    kept = [one for one in steps if one is not None]
    return sorted(
        kept, key=lambda one: (one.verdict != "broken", -one.stuck, -one.arr, -one.people, one.guide, one.step)
    )


def _trouble(
    guide: str, step: str, findings: list[Finding], accounts: Mapping[str, Account], now: datetime
) -> StepTrouble | None:
    open_ = sorted((one for one in findings if one.closed_at is None), key=lambda one: -one.severity)
    if not open_:
        return None
    about_step = [one for one in open_ if one.person_key is None]
    stuck = {one.person_key for one in open_ if one.kind == "stuck_person"}
    left = {one.person_key for one in open_ if one.kind == "abandoned"} - stuck
    touched = {one.account_key for one in open_ if one.account_key}
    return StepTrouble(
        guide=guide,
        step=step,
        verdict=_verdict({one.kind for one in about_step}),
        told=(about_step or open_)[0],
        stuck=len(stuck),
        left=len(left),
        accounts=len(touched),
        arr=sum(accounts[key].arr or 0 for key in touched if key in accounts),
        since=min(one.since for one in (about_step or open_)),
        trend=_trend([one for one in findings if one.person_key], now),
    )


def _verdict(kinds: set[str]) -> Verdict:
    if "broken_step" in kinds:
        return "broken"
    return "hard" if "content_problem" in kinds else "stuck"


def _trend(findings: list[Finding], now: datetime) -> list[int]:
    ends = [now - timedelta(days=back) for back in range(TREND_DAYS - 1, -1, -1)]
    return [
        len({one.person_key for one in findings if one.since <= end and (one.closed_at is None or one.closed_at > end)})
        for end in ends
    ]
