"""`/stuck/settings`: when people are flagged, rules of one's own, and tasks of the product itself."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Request, Response
from pydantic import ValidationError
from sqlmodel import Session

from analytics.stuck.guidance import Thresholds
from analytics.stuck.own_rules import OwnRule
from analytics.stuck.past.tasks import Task
from analytics.stuck.preview import Preview, preview
from server.auth.current import Csm, CurrentMember, SignedIn
from server.database import SessionDep
from server.errors import FieldProblem, Invalid
from server.keys import free_key
from server.models import StuckRule
from server.services import services_of
from server.stores.guidance import GuidanceStore
from server.stores.guides import GuideStore
from server.stores.sample import SampleStore
from server.studio.forms.audience_rows import OPS, SUBJECTS, WITHOUT_VALUE, AudienceRow, audience_of, rows_of
from server.studio.forms.form_data import PostedForm
from server.studio.forms.settings_form import rows_from
from server.studio.guide_frame import guide_names
from server.studio.words.condition_words import ConditionWords
from server.studio.writing.audience_view import known_names, known_values
from server.success.desk import Desk
from server.templating import go_to, render, translate
from server.words import N_

router = APIRouter(include_in_schema=False)
PAGE: Final = "/stuck/settings"
CHOICES: Final = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
HYSTERESIS: Final = 0.7
"""A finding stays until its probability falls below this share of what opened it: it must not flicker."""
KEPT: Final = timedelta(minutes=15)
RULE_SUBJECTS: Final = {key: SUBJECTS[key] for key in ("event", "person", "account", "membership", "guide")}
_previews: dict[str, tuple[datetime, list[Preview]]] = {}
"""By environment: the back-test takes seconds and changes slowly."""


@router.get(PAGE)
def settings_page(request: Request, session: SessionDep, signed_in: CurrentMember) -> Response:
    store = GuidanceStore(session, signed_in.scope)
    words = ConditionWords(partial(translate, request), guide_names(GuideStore(session, signed_in.scope)))
    rules = [(row, OwnRule.model_validate(row.definition)) for row in store.rules()]
    return render(
        request,
        "success/stuck_settings.html",
        thresholds=store.thresholds(),
        choices=CHOICES,
        rules=[(row, rule, words.say(rule.when)) for row, rule in rules],
        tasks=store.tasks(),
        may_work=signed_in.may("csm"),
    )


@router.get(PAGE + "/preview")
def preview_fragment(request: Request, session: SessionDep, signed_in: CurrentMember) -> Response:
    """How many would be flagged at each choice, and how many of those flagged before were right."""
    desk = Desk(request, session, signed_in)
    store = GuidanceStore(session, signed_in.scope)
    now = services_of(request).clock()
    known = _previews.get(desk.environment_id)
    if known is None or now - known[0] > KEPT:
        choices = [thresholds_at(opens) for opens in CHOICES]
        known = now, preview(desk.events, desk.environment_id, now, choices, store.guidance())
        _previews[desk.environment_id] = known
    return render(request, "success/_preview.html", previews=known[1], thresholds=store.thresholds(), as_of=known[0])


def thresholds_at(opens: float) -> Thresholds:
    """The pair that goes with an opening threshold."""
    return Thresholds(opens=opens, stays=round(opens * HYSTERESIS, 4))


@router.post(PAGE + "/thresholds")
def set_thresholds(
    request: Request, session: SessionDep, signed_in: Csm, opens: Annotated[str, Form()] = ""
) -> Response:
    """`opens` in per cent, 50 to 95. Findings follow within a minute."""
    if not opens.isdecimal() or not 50 <= int(opens) <= 95:
        raise Invalid("Choose between 50 and 95 %.", fields=[FieldProblem("opens", "a whole number, 50 to 95")])
    GuidanceStore(session, signed_in.scope).set_thresholds(thresholds_at(int(opens) / 100))
    return go_to(PAGE, translate(request, "Saved. Findings follow within a few minutes."))


@router.get(PAGE + "/rules/new")
def new_rule_page(request: Request, session: SessionDep, signed_in: Csm) -> Response:
    return _rule_page(request, session, signed_in, None, "all", [AudienceRow("event")])


@router.get(PAGE + "/rules/{rule_id}")
def rule_page(request: Request, session: SessionDep, signed_in: CurrentMember, rule_id: str) -> Response:
    row = GuidanceStore(session, signed_in.scope).rule(rule_id)
    match, rows = rows_of(row.definition["when"]) or ("all", [])
    return _rule_page(request, session, signed_in, row, match, rows)


@router.post(PAGE + "/rules")
def add_rule(request: Request, session: SessionDep, signed_in: Csm, form: PostedForm) -> Response:
    return _save_rule(request, session, signed_in, form, None)


@router.post(PAGE + "/rules/{rule_id}")
def change_rule(request: Request, session: SessionDep, signed_in: Csm, form: PostedForm, rule_id: str) -> Response:
    return _save_rule(request, session, signed_in, form, GuidanceStore(session, signed_in.scope).rule(rule_id))


@router.post(PAGE + "/rules/{rule_id}/switch")
def switch_rule(request: Request, session: SessionDep, signed_in: Csm, rule_id: str) -> Response:
    row = GuidanceStore(session, signed_in.scope).rule(rule_id)
    row.enabled = not row.enabled
    session.add(row)
    said = N_("The rule is on.") if row.enabled else N_("The rule is off; its findings close.")
    return go_to(PAGE, translate(request, said))


@router.post(PAGE + "/rules/{rule_id}/remove")
def remove_rule(request: Request, session: SessionDep, signed_in: Csm, rule_id: str) -> Response:
    store = GuidanceStore(session, signed_in.scope)
    store.remove(store.rule(rule_id))
    return go_to(PAGE, translate(request, "The rule was removed; its findings close."))


def _rule_page(
    request: Request,
    session: Session,
    signed_in: SignedIn,
    row: StuckRule | None,
    match: str,
    rows: list[AudienceRow],
    given: dict[str, Any] | None = None,
    error: str = "",
) -> Response:
    sample = SampleStore(session, signed_in.scope).newest(services_of(request).clock())
    definition = row.definition if row else {}
    return render(
        request,
        "success/stuck_rule.html",
        422 if error else 200,
        row=row,
        given=given or {name: definition.get(name) for name in ("name", "severity", "about")},
        match=match,
        rows=rows,
        error=error,
        subjects=RULE_SUBJECTS,
        ops=OPS,
        devices={},
        without_value=WITHOUT_VALUE,
        guide_names=guide_names(GuideStore(session, signed_in.scope)),
        known_names=known_names(sample),
        values_of=partial(known_values, sample),
    )


def _save_rule(
    request: Request, session: Session, signed_in: SignedIn, form: PostedForm, row: StuckRule | None
) -> Response:
    rows, match = rows_from(form), str(form.get("match", "all"))
    given = {name: str(form.get(name, "")).strip() for name in ("name", "severity", "about")}
    again = partial(_rule_page, request, session, signed_in, row, match)
    if form.get("add_row") or form.get("redraw"):
        return again(rows + ([AudienceRow("event")] if form.get("add_row") else []), given)
    when = audience_of(match, rows)
    if not given["name"] or when is None:
        missing = N_("Give the rule a name.") if not given["name"] else N_("Say when the rule holds.")
        return again(rows, given, translate(request, missing))
    store = GuidanceStore(session, signed_in.scope)
    try:
        rule = OwnRule.model_validate({"key": row.key if row else _key(store, given["name"]), "when": when, **given})
    except ValidationError as wrong:
        return again(rows, given, wrong.errors()[0]["msg"])
    store.save_rule(rule, row, services_of(request).clock())
    return go_to(PAGE, translate(request, "Saved. Findings follow within a few minutes."))


@router.post(PAGE + "/tasks")
def add_task(
    request: Request,
    session: SessionDep,
    signed_in: Csm,
    name: Annotated[str, Form()] = "",
    tried_by: Annotated[str, Form()] = "",
    done_by: Annotated[str, Form()] = "",
) -> Response:
    """Events are named one after another, with commas between."""
    tried, done = _names(tried_by), _names(done_by)
    if not name.strip() or not tried or not done:
        raise Invalid(
            "A task needs a name, the events that show somebody trying, and those that show it done.",
            fields=[FieldProblem("tried_by", "names of events, with commas between")],
        )
    store = GuidanceStore(session, signed_in.scope)
    taken = {row.key for row in store.tasks()}
    task = Task(free_key(name, "task", taken.__contains__), frozenset(tried), frozenset(done))
    store.add_task(task, name.strip()[:200], services_of(request).clock())
    return go_to(PAGE, translate(request, "Saved. Findings follow within a few minutes."))


@router.post(PAGE + "/tasks/{task_id}/remove")
def remove_task(request: Request, session: SessionDep, signed_in: Csm, task_id: str) -> Response:
    store = GuidanceStore(session, signed_in.scope)
    store.remove(store.task(task_id))
    return go_to(PAGE, translate(request, "The task was removed; its findings close."))


def _names(text: str) -> list[str]:
    return [part.strip()[:200] for part in re.split(r"[,、，\n]", text) if part.strip()]


def _key(store: GuidanceStore, name: str) -> str:
    taken = {row.key for row in store.rules()}
    return free_key(name, "rule", taken.__contains__)
