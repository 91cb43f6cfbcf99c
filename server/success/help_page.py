"""`/help`: people who asked for help in the app, with where they were and what they had tried."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Request, Response

from analytics.metrics.runs import events_of_person
from server.auth.current import Csm, CurrentMember
from server.database import SessionDep
from server.errors import FieldProblem, Invalid
from server.models import HelpRequest
from server.models.help import HELP_STATES, HelpState
from server.services import services_of
from server.stores.help_requests import HelpRequestStore
from server.stores.members import MemberStore
from server.success.desk import Desk
from server.success.event_words import timeline
from server.success.tried_words import tried_lines
from server.templating import go_to, locale_of, render, translate
from server.words import N_

router = APIRouter(include_in_schema=False)

STATE_WORDS: Final[dict[HelpState, str]] = {"open": N_("Open"), "answered": N_("Answered"), "closed": N_("Closed")}
STATE_TONES: Final[dict[HelpState, str]] = {"open": "warn", "answered": "good", "closed": ""}
EVENTS_READ = 300
EVENTS_SHOWN = 20


@router.get("/help")
def help_page(request: Request, session: SessionDep, signed_in: CurrentMember, state: HelpState = "open") -> Response:
    desk = Desk(request, session, signed_in)
    store = HelpRequestStore(session, signed_in.scope)
    rows = store.in_state(state)
    return render(
        request,
        "success/help.html",
        desk=desk,
        rows=rows,
        state=state,
        counts=store.counts(),
        people=desk.people.of_keys({row.person_key for row in rows if row.person_key}),
        accounts=desk.accounts.of_keys({row.account_key for row in rows if row.account_key}),
        **state_context(),
    )


@router.get("/help/{request_id}")
def help_request_page(request: Request, session: SessionDep, signed_in: CurrentMember, request_id: str) -> Response:
    desk = Desk(request, session, signed_in)
    row = HelpRequestStore(session, signed_in.scope).get(request_id)
    return render(
        request,
        "success/help_request.html",
        desk=desk,
        row=row,
        person=desk.people.find(row.person_key) if row.person_key else None,
        account=desk.accounts.find(row.account_key) if row.account_key else None,
        tried=tried_lines(row.tried, desk.names, locale_of(request)),
        items=_before_asking(desk, row, locale_of(request)),
        colleagues=desk.colleagues,
        may_work=signed_in.may("csm"),
        **state_context(),
    )


def _before_asking(desk: Desk, row: HelpRequest, locale: str) -> list[dict[str, Any]]:
    """The person's last events up to the request, newest first."""
    if not row.person_key:
        return []
    events = events_of_person(desk.events, desk.environment_id, row.person_key, EVENTS_READ)
    return timeline([one for one in events if one.at <= row.asked_at][:EVENTS_SHOWN], desk.names, locale)[::-1]


@router.post("/help/{request_id}/assign")
def assign_help(
    request: Request, session: SessionDep, signed_in: Csm, request_id: str, member: Annotated[str, Form()] = ""
) -> Response:
    """Gives the request to a member, or back to everybody."""
    store = HelpRequestStore(session, signed_in.scope)
    row = store.get(request_id)
    chosen = MemberStore(session, signed_in.scope).get(member).id if member else None
    store.assign(row, chosen, services_of(request).clock())
    return go_to(f"/help/{row.id}", translate(request, "Saved."))


@router.post("/help/{request_id}/state")
def set_help_state(
    request: Request,
    session: SessionDep,
    signed_in: Csm,
    request_id: str,
    state: Annotated[str, Form()] = "",
    note: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Answers, closes or reopens; whoever answers what nobody had taken has taken it."""
    known = next((one for one in HELP_STATES if one == state), None)
    if known is None:
        raise Invalid("Say what became of it.", fields=[FieldProblem("state", "Choose open, answered or closed.")])
    store = HelpRequestStore(session, signed_in.scope)
    row = store.get(request_id)
    if row.assignee_id is None and known != "open":
        row.assignee_id = signed_in.member.id
    store.set_state(row, known, note.strip(), services_of(request).clock())
    return go_to(f"/help/{row.id}", translate(request, "Saved."))


def state_context() -> dict[str, Any]:
    """What templates need to name states."""
    return {"state_words": STATE_WORDS, "state_tones": STATE_TONES, "help_states": HELP_STATES}
