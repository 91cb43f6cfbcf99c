"""`/api/v1/privacy`: how long events are kept, and a person's right to have and to remove what is known of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlmodel import Session

from server.api.caller import AdminCaller, Caller
from server.api.repeating import ApiRoute
from server.database import SessionDep
from server.errors import FieldProblem, Invalid
from server.privacy.desk import MOST_DAYS, MOST_RULES, PrivacyDesk
from server.services import services_of
from server.stores.privacy_records import PrivacyRecordStore

router = APIRouter(prefix="/privacy", route_class=ApiRoute, tags=["privacy"])
RECORDS = 200

PersonKey = Annotated[str, Field(min_length=1, max_length=200, description="The person's id in your app.")]


class RetentionRuleBody(BaseModel):
    type: Annotated[str, Field(max_length=100, description="Empty: every type without a rule of its own.")]
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)]


class Retention(BaseModel):
    """Types without a rule are kept for ever. Runs and numbers made of removed events stay."""

    rules: Annotated[list[RetentionRuleBody], Field(max_length=MOST_RULES)]


class ExportBody(BaseModel):
    person: PersonKey


class EraseBody(BaseModel):
    person: PersonKey
    confirm: Annotated[str, Field(description="The person's id again: this cannot be undone.")]


class Erased(BaseModel):
    """How much went: events, rows of tables, lines of segments."""

    events: int
    rows: int
    lines: int


class PrivacyRecordOut(BaseModel):
    kind: Literal["exported", "erased", "rule_set", "rule_removed"]
    environment: str
    event_type: str
    amount: int
    made_by: str
    at: datetime


def _desk(request: Request, session: Session, caller: Caller) -> PrivacyDesk:
    services = services_of(request)
    return PrivacyDesk(services, session, caller.scope, caller.environment, caller.environments, caller.token.name)


@router.get("/retention")
def read_retention(request: Request, session: SessionDep, caller: AdminCaller) -> Retention:
    return _retention(_desk(request, session, caller))


@router.put("/retention")
def replace_retention(request: Request, session: SessionDep, caller: AdminCaller, body: Retention) -> Retention:
    """For all environments. What is older than its rule is removed for ever within the hour."""
    wanted = {rule.type.strip(): rule.days for rule in body.rules}
    if len(wanted) < len(body.rules):
        raise Invalid(fields=[FieldProblem("rules", "One rule for each type.")])
    desk = _desk(request, session, caller)
    desk.replace_rules(wanted)
    return _retention(desk)


def _retention(desk: PrivacyDesk) -> Retention:
    return Retention(rules=[RetentionRuleBody(type=type_, days=days) for type_, days in desk.rules().items()])


@router.post("/export")
def export_person(request: Request, session: SessionDep, caller: AdminCaller, body: ExportBody) -> dict[str, Any]:
    """Rows of all tables, every event and every run. Empty lists when nothing is known."""
    return _desk(request, session, caller).export(body.person)


@router.post("/erase")
def erase_person(request: Request, session: SessionDep, caller: AdminCaller, body: EraseBody) -> Erased:
    """Forget a person and the anonymous ids they had. What arrives later of before is left out too."""
    if body.confirm != body.person:
        raise Invalid(fields=[FieldProblem("confirm", "Give the person's id here again.")])
    return Erased.model_validate(_desk(request, session, caller).erase(body.person))


@router.get("/records")
def list_records(session: SessionDep, caller: AdminCaller) -> list[PrivacyRecordOut]:
    """What was done, the newest first."""
    rows = PrivacyRecordStore(session, caller.scope).latest(RECORDS)
    return [PrivacyRecordOut.model_validate(row, from_attributes=True) for row in rows]
