"""`/accounts` and `/accounts/KEY`: the companies, their people, findings, activity and what was done for them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from analytics.metrics.account_activity import AccountDay, account_activity
from analytics.metrics.period import Period
from server.auth.current import Csm, CurrentMember
from server.database import SessionDep
from server.services import services_of
from server.stores.directory import AccountSort
from server.stores.help_requests import HelpRequestStore
from server.stores.members import MemberStore
from server.success.desk import Desk
from server.success.help_page import state_context
from server.success.sayings import KIND_CONTEXT
from server.success.today_page import OUTCOME_WORDS, SNOOZES
from server.templating import go_to, render, translate

router = APIRouter(include_in_schema=False)

PER_PAGE = 50
ACTIVITY_DAYS = 60
PEOPLE_SHOWN = 12


@router.get("/accounts")
def accounts_page(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    q: str = "",
    sort: AccountSort = "stuck",
    page: int = 1,
) -> Response:
    desk = Desk(request, session, signed_in)
    page = max(page, 1)
    return render(
        request,
        "success/accounts.html",
        desk=desk,
        found=desk.directory.accounts(q, sort, PER_PAGE, (page - 1) * PER_PAGE),
        chosen={"q": q, "sort": sort},
        page=page,
        per_page=PER_PAGE,
    )


@router.post("/accounts/owner")
def set_owner(
    request: Request,
    session: SessionDep,
    signed_in: Csm,
    account: Annotated[str, Form()],
    member: Annotated[str, Form()] = "",
) -> Response:
    """Says who looks after the account; nobody without a member."""
    desk = Desk(request, session, signed_in)
    row = desk.accounts.get(account)
    row.owner_id = MemberStore(session, signed_in.scope).get(member).id if member else None
    session.add(row)
    return go_to(f"/accounts/{account}", translate(request, "Saved."))


@router.get("/accounts/{key:path}")
def account_page(request: Request, session: SessionDep, signed_in: CurrentMember, key: str) -> Response:
    desk = Desk(request, session, signed_in)
    account = desk.accounts.get(key)
    findings = desk.findings.of_account(key)
    open_ = [one for one in findings if one.closed_at is None]
    period = Period.last_days(ACTIVITY_DAYS, services_of(request).clock())
    days = account_activity(desk.events, desk.environment_id, key, period)
    return render(
        request,
        "success/account.html",
        desk=desk,
        account=account,
        about_account=[one for one in open_ if one.person_key is None],
        about_people=[one for one in open_ if one.person_key],
        closed_findings=[one for one in findings if one.closed_at is not None],
        people=desk.people_of(findings),
        members=desk.directory.people("", "stuck", key, PEOPLE_SHOWN, 0),
        activity=_by_day(days, period),
        active=len(days),
        follow_ups=desk.follow_ups.of_account(key),
        unresolved=desk.follow_ups.unresolved().get(key),
        asked=HelpRequestStore(session, signed_in.scope).of_account(key),
        outcome_words=OUTCOME_WORDS,
        snoozes=SNOOZES,
        may_work=signed_in.may("csm"),
        **state_context(),
        **KIND_CONTEXT,
    )


def _by_day(days: list[AccountDay], period: Period) -> tuple[list[date], list[int], list[int]]:
    """(days, people, events), a zero for each day without any."""
    known = {one.day: one for one in days}
    first = period.start.date()
    every = [
        first + timedelta(days=number)
        for number in range((period.end - timedelta(seconds=1)).date().toordinal() - first.toordinal() + 1)
    ]
    people = [known[day].people if day in known else 0 for day in every]
    events = [known[day].events if day in known else 0 for day in every]
    return every, people, events
