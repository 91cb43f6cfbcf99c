"""`/stuck`: every open finding, by step, by person or by account; and one finding with its proof."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Form, Request, Response

from analytics.metrics.runs import EventRow, events_of_ids, events_of_person, events_of_run, run_of
from analytics.stuck.guidance import Verdict
from server.auth.current import Csm, CurrentMember
from server.database import SessionDep
from server.models import Account, Finding, Person
from server.services import services_of
from server.stores.findings import FindingStore
from server.stores.guidance import GuidanceStore
from server.success.by_step import TREND_DAYS, VERDICT_MEANINGS, VERDICT_TONES, VERDICT_WORDS, troubles
from server.success.desk import Desk
from server.success.event_words import timeline
from server.success.queue import ACCOUNT_KINDS, weight
from server.success.sayings import KIND_CONTEXT, KIND_WORDS, SIGNAL_WORDS
from server.templating import go_to, locale_of, render, translate
from server.words import N_

router = APIRouter(include_in_schema=False)

View = Literal["steps", "people", "accounts"]
STEP_KINDS: Final = ("stuck_person", "abandoned", "broken_step", "content_problem")
PERSON_KINDS: Final = ("stuck_person", "abandoned")
PER_PAGE = 50
MOST_EVENTS, MOST_AROUND = 60, 1000
VERDICT_WORDS_SAID: Final[dict[Verdict, str]] = {
    "true": N_("Right, they needed help"),
    "already_solved": N_("Had solved it themselves"),
    "false_alarm": N_("False alarm"),
}
"""What members say of a finding about a person."""


@router.get("/stuck")
def stuck_page(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    by: View = "steps",
    guide: str = "",
    step: str = "",
    kind: str = "",
    account: str = "",
    q: str = "",
    page: int = 1,
) -> Response:
    desk = Desk(request, session, signed_in)
    chosen = {"by": by, "guide": guide, "step": step, "kind": kind, "account": account, "q": q}
    open_ = desk.findings.open()
    findings = [one for one in open_ if _matches(one, guide, step, kind, account)]
    context = {
        "steps": lambda: _by_step(desk, [one for one in findings if one.step_key], chosen),
        "people": lambda: _by_person(desk, findings, q, max(page, 1)),
        "accounts": lambda: _by_account(desk, findings, q),
    }[by]()
    people = {one.person_key for one in open_ if one.kind == "stuck_person"}
    return render(
        request,
        "success/stuck.html",
        desk=desk,
        by=by,
        chosen=chosen,
        anything=bool(open_),
        guides=sorted({(one.guide_key, desk.names.guide(one.guide_key)) for one in open_ if one.guide_key}),
        kinds=[(key, KIND_WORDS[key]) for key in KIND_WORDS if any(one.kind == key for one in open_)],
        counts=_counts(open_, people),
        **KIND_CONTEXT,
        **context,
    )


def _matches(one: Finding, guide: str, step: str, kind: str, account: str) -> bool:
    wanted = ((guide, one.guide_key), (step, one.step_key), (kind, one.kind), (account, one.account_key))
    return all(not wish or wish == value for wish, value in wanted)


def _counts(findings: list[Finding], stuck: set[str | None]) -> dict[str, int]:
    return {
        "stuck": len(stuck),
        "left": len({one.person_key for one in findings if one.kind == "abandoned"} - stuck),
        "accounts": len({one.account_key for one in findings if one.kind == "stuck_person" and one.account_key}),
        "broken": len([one for one in findings if one.kind == "broken_step"]),
        "hard": len([one for one in findings if one.kind == "content_problem"]),
    }


def _by_step(desk: Desk, findings: list[Finding], chosen: dict[str, str]) -> dict[str, Any]:
    now = services_of(desk.request).clock()
    before = desk.findings.since(PERSON_KINDS, now - timedelta(days=TREND_DAYS))
    closed = [one for one in before if one.closed_at is not None]
    closed = [
        one for one in closed if _matches(one, chosen["guide"], chosen["step"], chosen["kind"], chosen["account"])
    ]
    rows = troubles([*findings, *closed], desk.accounts_of(findings), now)
    words = chosen["q"].lower()
    kept = [
        row for row in rows if words in f"{desk.names.step(row.guide, row.step)} {desk.names.guide(row.guide)}".lower()
    ]
    return {
        "rows": kept,
        "verdict_words": VERDICT_WORDS,
        "verdict_tones": VERDICT_TONES,
        "verdict_meanings": VERDICT_MEANINGS,
    }


def _by_person(desk: Desk, findings: list[Finding], q: str, page: int) -> dict[str, Any]:
    rows = sorted((one for one in findings if one.kind in PERSON_KINDS), key=lambda one: (-weight(one), one.id))
    if q:
        people, accounts = desk.people_of(rows), desk.accounts_of(rows)
        rows = [one for one in rows if q.lower() in _subject(one, people, accounts)]
    shown = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    return {
        "rows": shown,
        "total": len(rows),
        "page": page,
        "more": len(rows) > page * PER_PAGE,
        "people": desk.people_of(shown),
        "accounts": desk.accounts_of(shown),
    }


def _subject(one: Finding, people: dict[str, Person], accounts: dict[str, Account]) -> str:
    named = (
        getattr(people.get(one.person_key or ""), "name", ""),
        getattr(accounts.get(one.account_key or ""), "name", ""),
    )
    return " ".join([*named, one.person_key or "", one.account_key or ""]).lower()


@dataclass(frozen=True)
class AccountTrouble:
    key: str
    told: Finding
    stuck: int
    left: int


def _by_account(desk: Desk, findings: list[Finding], q: str) -> dict[str, Any]:
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        if one.account_key:
            grouped[one.account_key].append(one)
    accounts = desk.accounts_of(findings)
    rows = [_account_trouble(key, found) for key, found in grouped.items()]
    names = {key: (accounts[key].name or key) if key in accounts else key for key in grouped}
    rows = [row for row in rows if q.lower() in f"{names[row.key]} {row.key}".lower()]
    rows.sort(key=lambda row: (-row.stuck, -(accounts[row.key].arr or 0) if row.key in accounts else 0, row.key))
    return {"rows": rows, "accounts": accounts}


def _account_trouble(key: str, findings: list[Finding]) -> AccountTrouble:
    """Told first: trouble of the whole account, then of whom it is worst for; good news only where there is none."""
    worst = sorted(
        findings, key=lambda one: (one.kind not in ACCOUNT_KINDS, one.kind == "expansion_sign", -weight(one))
    )
    stuck = {one.person_key for one in findings if one.kind == "stuck_person"}
    left = {one.person_key for one in findings if one.kind == "abandoned"} - stuck
    return AccountTrouble(key, worst[0], len(stuck), len(left))


@router.get("/stuck/{finding_id}")
def finding_page(request: Request, session: SessionDep, signed_in: CurrentMember, finding_id: str) -> Response:
    desk = Desk(request, session, signed_in)
    finding = desk.findings.get(finding_id)
    events = _events(desk, finding)
    points = [signal["points"] for signal in finding.signals]
    return render(
        request,
        "success/finding.html",
        desk=desk,
        finding=finding,
        person=desk.people.find(finding.person_key) if finding.person_key else None,
        account=desk.accounts.find(finding.account_key) if finding.account_key else None,
        run=run_of(desk.events, desk.environment_id, finding.run) if finding.run else None,
        items=timeline(
            events, desk.names, locale_of(request), None if finding.person_key else _who(desk, events), finding.run
        ),
        signals=sorted(finding.signals, key=lambda signal: -abs(signal["points"])),
        most_points=max((abs(point) for point in points), default=1.0) or 1.0,
        signal_words=SIGNAL_WORDS,
        verdict=GuidanceStore(session, signed_in.scope).verdict_about(finding),
        verdict_words=VERDICT_WORDS_SAID,
        may_work=signed_in.may("csm"),
        **KIND_CONTEXT,
    )


@router.post("/stuck/{finding_id}/verdict")
def say_verdict(
    request: Request,
    session: SessionDep,
    signed_in: Csm,
    finding_id: str,
    verdict: Annotated[str, Form()] = "",
) -> Response:
    """What a member found. The model learns from it; empty takes it back."""
    finding = FindingStore(session, signed_in.scope).get(finding_id)
    store = GuidanceStore(session, signed_in.scope)
    known = next((one for one in VERDICT_WORDS_SAID if one == verdict), None)
    if known is None:
        store.take_back(finding)
        return go_to(f"/stuck/{finding_id}", translate(request, "Taken back."))
    store.say(finding, known, services_of(request).clock())
    return go_to(f"/stuck/{finding_id}", translate(request, "Thank you: the model learns from it."))


def _who(desk: Desk, events: list[EventRow]) -> dict[str, str]:
    people = desk.people.of_keys({event.person for event in events if event.person})
    return {key: person.name or key for key, person in people.items()}


def _events(desk: Desk, finding: Finding) -> list[EventRow]:
    """The run with what else the person did since; for steps and accounts the events that prove it."""
    if finding.run is None or finding.person_key is None:
        return events_of_ids(desk.events, desk.environment_id, finding.evidence, finding.since - timedelta(days=90))
    run = events_of_run(desk.events, desk.environment_id, finding.run)
    start = finding.since - timedelta(hours=1)
    around = [
        one
        for one in events_of_person(desk.events, desk.environment_id, finding.person_key, MOST_AROUND)
        if one.at >= start
    ]
    return list({one.id: one for one in [*run[-MOST_EVENTS:], *around]}.values())
