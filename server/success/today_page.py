"""`/today`: the accounts that need somebody, and what was done about them."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from server.auth.current import Csm, CurrentMember
from server.database import SessionDep
from server.errors import FieldProblem, Invalid
from server.models import FollowUp
from server.services import services_of
from server.stores.follow_ups import OUTCOMES, Outcome
from server.stores.members import MemberStore
from server.success.desk import Desk
from server.success.lessons import teach
from server.success.queue import KINDS, QueueItem, page_of, queue
from server.success.sayings import KIND_CONTEXT
from server.templating import go_to, render, translate
from server.words import N_

router = APIRouter(include_in_schema=False)

Show = Literal["all", "mine", "free", "snoozed", "done"]
SNOOZES: Final = ((1, N_("Until tomorrow")), (3, N_("For 3 days")), (7, N_("For a week")))
OUTCOME_WORDS: Final[dict[Outcome, str]] = {
    "resolved": N_("Solved"),
    "reached": N_("Reached, still working on it"),
    "already_solved": N_("Had solved it themselves"),
    "false_alarm": N_("False alarm"),
}
PER_PAGE = 10
MOST_RESOLVED = 50


@router.get("/today")
def today_page(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    show: Show = "all",
    undo: str = "",
    after: str = "",
) -> Response:
    """`after`: the place in the queue of the last account of the page before."""
    desk = Desk(request, session, signed_in)
    findings = desk.findings.open()
    items = queue(findings, desk.accounts_of(findings), desk.follow_ups.unresolved(), desk.handled())
    now = services_of(request).clock()
    sleeping = [
        one for one in items if one.follow_up and one.follow_up.snoozed_until and one.follow_up.snoozed_until > now
    ]
    awake = [one for one in items if one not in sleeping]
    mine = [one for one in awake if _assignee(one) == signed_in.member.id]
    free = [one for one in awake if not _assignee(one)]
    lists = {"all": awake, "mine": mine, "free": free, "snoozed": sleeping, "done": []}
    done = desk.follow_ups.resolved(MOST_RESOLVED) if show == "done" else []
    page = page_of(lists[show], after, PER_PAGE)
    return render(
        request,
        "success/today.html",
        desk=desk,
        show=show,
        page=page,
        after=after,
        counts={key: len(value) for key, value in lists.items()},
        people=desk.people_of([one for item in page.items for one in item.findings]),
        done=done,
        done_accounts=desk.accounts.of_keys({row.account_key for row in done}),
        arr=sum(item.account.arr or 0 for item in awake),
        stuck_people=sum(item.stuck_people for item in awake),
        since=min((item.since for item in awake), default=None),
        may_work=signed_in.may("csm"),
        outcome_words=OUTCOME_WORDS,
        snoozes=SNOOZES,
        undo=_undoable(desk, undo),
        **KIND_CONTEXT,
    )


def _assignee(item: QueueItem) -> str | None:
    return item.follow_up.assignee_id if item.follow_up else None


def _undoable(desk: Desk, follow_up_id: str) -> tuple[FollowUp, str] | None:
    """The follow-up just snoozed or resolved, with its account's name."""
    if not follow_up_id:
        return None
    row = desk.follow_ups.get(follow_up_id)
    account = desk.accounts.find(row.account_key)
    named = (account.name or account.key) if account else row.account_key
    return (row, named) if row.status in ("snoozed", "resolved") else None


def _begin(desk: Desk, account: str) -> FollowUp:
    """The account's work item, about what is open now."""
    desk.accounts.get(account)
    handled = desk.handled()
    found = [one.id for one in desk.findings.open(KINDS) if one.account_key == account and one.id not in handled]
    return desk.follow_ups.for_account(account, found, services_of(desk.request).clock())


@router.post("/today/assign")
def assign(
    request: Request,
    session: SessionDep,
    signed_in: Csm,
    account: Annotated[str, Form()],
    member: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/today",
) -> Response:
    """Takes an account, gives it to a colleague, or (without a member) back to everybody."""
    desk = Desk(request, session, signed_in)
    if member:
        MemberStore(session, signed_in.scope).get(member)
    desk.follow_ups.assign(_begin(desk, account), member or None, services_of(request).clock())
    return go_to(_ours(back))


@router.post("/today/snooze")
def snooze(
    request: Request,
    session: SessionDep,
    signed_in: Csm,
    account: Annotated[str, Form()],
    days: Annotated[int, Form(ge=1, le=90)],
) -> Response:
    desk = Desk(request, session, signed_in)
    now = services_of(request).clock()
    row = _begin(desk, account)
    desk.follow_ups.snooze(row, now + timedelta(days=days), now)
    return RedirectResponse(f"/today?undo={row.id}", 303)


@router.post("/today/resolve")
def resolve(
    request: Request,
    session: SessionDep,
    signed_in: Csm,
    account: Annotated[str, Form()],
    outcome: Annotated[str, Form()] = "",
    note: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    known = next((one for one in OUTCOMES if one == outcome), None)
    if known is None:
        raise Invalid("Say how it ended.", fields=[FieldProblem("outcome", "Choose one.")])
    desk = Desk(request, session, signed_in)
    row = _begin(desk, account)
    if row.assignee_id is None:
        row.assignee_id = signed_in.member.id
    now = services_of(request).clock()
    desk.follow_ups.resolve(row, known, note, now)
    teach(desk.session, signed_in.scope, row.finding_ids, known, now)
    return RedirectResponse(f"/today?undo={row.id}", 303)


@router.post("/today/reopen")
def reopen(request: Request, session: SessionDep, signed_in: Csm, follow_up: Annotated[str, Form()]) -> Response:
    """Takes back a snooze or a resolution."""
    desk = Desk(request, session, signed_in)
    row = desk.follow_ups.get(follow_up)
    desk.follow_ups.reopen(row, services_of(request).clock())
    return go_to("/today", translate(request, "It is back in the list."))


def _ours(address: str) -> str:
    """Only pages of ours to go back to."""
    return address if address.startswith(("/today", "/accounts/", "/stuck")) else "/today"
