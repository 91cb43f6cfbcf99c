"""`/people` and `/people/KEY`: the customer's end users, what they did and where they are stuck."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from analytics.metrics.runs import events_of_person, runs_of_person
from server.auth.current import CurrentMember
from server.database import SessionDep
from server.stores.directory import PeopleSort
from server.stores.help_requests import HelpRequestStore
from server.success.desk import Desk
from server.success.event_words import timeline
from server.success.help_page import state_context
from server.success.run_words import OUTCOME_TONES, OUTCOME_WORDS
from server.success.sayings import KIND_CONTEXT
from server.templating import locale_of, render

router = APIRouter(include_in_schema=False)

PER_PAGE = 50
MOST_EVENTS = 60


@router.get("/people")
def people_page(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    q: str = "",
    sort: PeopleSort = "stuck",
    account: str = "",
    page: int = 1,
) -> Response:
    desk = Desk(request, session, signed_in)
    page = max(page, 1)
    found = desk.directory.people(q, sort, account, PER_PAGE, (page - 1) * PER_PAGE)
    return render(
        request,
        "success/people.html",
        found=found,
        chosen={"q": q, "sort": sort, "account": account},
        account=desk.accounts.find(account) if account else None,
        page=page,
        per_page=PER_PAGE,
    )


@router.get("/people/{key:path}")
def person_page(request: Request, session: SessionDep, signed_in: CurrentMember, key: str) -> Response:
    desk = Desk(request, session, signed_in)
    person = desk.people.get(key)
    findings = desk.findings.of_person(key)
    events = events_of_person(desk.events, desk.environment_id, key, MOST_EVENTS)
    return render(
        request,
        "success/person.html",
        desk=desk,
        person=person,
        accounts=desk.directory.accounts_of([person.id]).get(person.id, []),
        open_findings=[one for one in findings if one.closed_at is None],
        closed_findings=[one for one in findings if one.closed_at is not None],
        runs=runs_of_person(desk.events, desk.environment_id, key),
        items=timeline(events, desk.names, locale_of(request))[::-1],
        asked=HelpRequestStore(session, signed_in.scope).of_person(key),
        outcome_words=OUTCOME_WORDS,
        outcome_tones=OUTCOME_TONES,
        **state_context(),
        **KIND_CONTEXT,
    )
