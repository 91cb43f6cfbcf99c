"""`/api/v1/findings` and `/api/v1/follow-ups`: who is stuck, where and why, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from sqlmodel import Session

from server.api.caller import Caller, CallerDep, CsmCaller
from server.api.paging import Cursor, Limit, Page, after, page_of
from server.api.repeating import ApiRoute
from server.database import SessionDep
from server.errors import FieldProblem, Invalid
from server.models import Finding, FollowUp
from server.services import services_of
from server.stores.accounts import AccountStore
from server.stores.findings import FindingStore
from server.stores.follow_ups import FollowUpStore, Outcome
from server.stores.members import MemberStore
from server.success.bulletin import shapes_of
from server.success.finding_shape import FindingOut, FindingShapes
from server.success.lessons import teach
from server.success.queue import KINDS

T = TypeVar("T")
router = APIRouter(route_class=ApiRoute)

Language = Annotated[Literal["en", "ja"], Query(description="The language of `because`.")]


@router.get("/findings", tags=["findings"])
def list_findings(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    state: Annotated[Literal["open", "closed", "all"], Query()] = "open",
    kind: Annotated[list[str] | None, Query(description="Several may be given.")] = None,
    person: str = "",
    account: str = "",
    guide: str = "",
    step: str = "",
    language: Language = "en",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Page[FindingOut]:
    """In the order in which they opened."""
    store = FindingStore(session, caller.scope)
    where = {"person_key": person, "account_key": account, "guide_key": guide, "step_key": step}
    asked = {name: value for name, value in where.items() if value}
    rows = store.page(state, kind or [], asked, after(cursor), limit + 1)
    shown = _shapes(request, session, caller, rows, language)
    return page_of(rows, limit, lambda row: row.id, shown.of)


@router.get("/findings/{finding_id}", tags=["findings"])
def read_finding(
    request: Request, session: SessionDep, caller: CallerDep, finding_id: str, language: Language = "en"
) -> FindingOut:
    row = FindingStore(session, caller.scope).get(finding_id)
    return _shapes(request, session, caller, [row], language).of(row)


def _shapes(
    request: Request, session: Session, caller: Caller, rows: Sequence[Finding], language: str
) -> FindingShapes:
    root = services_of(request).settings.resolved_public_url
    return shapes_of(session, caller.scope, rows, language, root)


class FollowUpOut(BaseModel):
    """A CSM's work item about one account."""

    id: str
    account_key: str
    status: Literal["open", "taken", "snoozed", "resolved"]
    assignee_id: str | None
    due_at: datetime | None
    snoozed_until: datetime | None
    outcome: Outcome | None
    note: str
    finding_ids: list[str]
    created_at: datetime
    updated_at: datetime
    resolved_at: datetime | None

    @classmethod
    def of(cls, row: FollowUp) -> FollowUpOut:
        return cls.model_validate(row, from_attributes=True)


class FollowUpIn(BaseModel):
    """What to do with an account's follow-up; one is begun when there is none."""

    do: Literal["assign", "snooze", "resolve"]
    account: str = Field(max_length=200)
    member: str | None = Field(default=None, description="assign: a member's id; null gives it back to everybody.")
    until: datetime | None = Field(default=None, description="snooze: until when.")
    outcome: Outcome | None = Field(default=None, description="resolve: how it ended.")
    note: str = Field(default="", max_length=4000)


@router.get("/follow-ups", tags=["follow-ups"])
def list_follow_ups(
    session: SessionDep,
    caller: CallerDep,
    status: Annotated[Literal["unresolved", "resolved"], Query()] = "unresolved",
    account: str = "",
) -> list[FollowUpOut]:
    """Unresolved ones by account, or the latest thousand resolved."""
    store = FollowUpStore(session, caller.scope)
    rows = list(store.unresolved().values()) if status == "unresolved" else store.resolved()
    return [FollowUpOut.of(row) for row in rows if account in ("", row.account_key)]


@router.post("/follow-ups", tags=["follow-ups"])
def work_on_follow_up(request: Request, session: SessionDep, caller: CsmCaller, body: FollowUpIn) -> FollowUpOut:
    """Takes, assigns, snoozes or resolves; the same as the buttons of `/today`."""
    now = services_of(request).clock()
    AccountStore(session, caller.scope).get(body.account)
    store = FollowUpStore(session, caller.scope)
    row = store.for_account(body.account, _unhandled(session, caller, body.account), now)
    if body.do == "assign":
        if body.member:
            MemberStore(session, caller.scope).get(body.member)
        store.assign(row, body.member, now)
    elif body.do == "snooze":
        store.snooze(row, _needed(body.until, "until", "say until when"), now)
    else:
        outcome: Outcome = _needed(body.outcome, "outcome", "say how it ended")
        store.resolve(row, outcome, body.note, now)
        teach(session, caller.scope, row.finding_ids, outcome, now)
    return FollowUpOut.of(row)


def _unhandled(session: Session, caller: Caller, account: str) -> list[str]:
    """The account's open findings that nobody has dealt with yet."""
    handled = {one for row in FollowUpStore(session, caller.scope).resolved() for one in row.finding_ids}
    found = FindingStore(session, caller.scope).open(KINDS)
    return [one.id for one in found if one.account_key == account and one.id not in handled]


def _needed(value: T | None, field: str, what: str) -> T:
    if value is None:
        raise Invalid("Something is missing.", fields=[FieldProblem(field, what)])
    return value
