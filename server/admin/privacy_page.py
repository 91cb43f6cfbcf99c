"""`/settings/privacy`: how long events are kept, and a person's right to have and to remove what is known of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from sqlmodel import Session

from analytics.metrics.keeping import PersonKept, person_kept, types_kept
from server.auth.current import Admin, SignedIn
from server.database import SessionDep
from server.errors import FieldProblem, Invalid
from server.models import Person
from server.privacy.desk import MOST_DAYS, MOST_RULES, PrivacyDesk
from server.services import services_of
from server.stores.people import PersonStore
from server.stores.privacy_records import PrivacyRecordStore
from server.templating import go_to, render, translate
from server.words import N_

router = APIRouter(include_in_schema=False)
PAGE = "/settings/privacy"
RECORDS_SHOWN = 50
LONGEST_KEY = 200
RECORD_WORDS: dict[str, str] = {
    "exported": N_("Exported a person"),
    "erased": N_("Erased a person"),
    "rule_set": N_("Changed how long events are kept"),
    "rule_removed": N_("Events are kept for ever again"),
}


@dataclass(frozen=True)
class FoundPerson:
    """Who was asked for. `row` is None for somebody who was never identified, or is not known at all."""

    key: str
    row: Person | None
    kept: PersonKept

    @property
    def known(self) -> bool:
        return self.row is not None or self.kept.events > 0


@dataclass(frozen=True)
class PendingRule:
    """A rule that would remove something, and is not made before that is confirmed."""

    type: str
    days: int
    events: int


@router.get(PAGE)
def privacy_page(request: Request, session: SessionDep, signed_in: Admin, person: str = "") -> Response:
    key = person.strip()[:LONGEST_KEY]
    return _page(request, session, signed_in, person=_find(request, session, signed_in, key) if key else None)


def _page(
    request: Request,
    session: Session,
    signed_in: SignedIn,
    *,
    person: FoundPerson | None = None,
    pending: PendingRule | None = None,
    wrong: Invalid | None = None,
    form: dict[str, str] | None = None,
) -> Response:
    desk, store = _desk(request, session, signed_in), services_of(request).store
    return render(
        request,
        "admin/privacy.html",
        422 if wrong else 200,
        rules=desk.rules(),
        types=types_kept(store, signed_in.environment.id),
        person=person,
        pending=pending,
        form=form or {"type": "", "days": ""},
        errors={field.where: field.message for field in wrong.fields} if wrong else {},
        most_days=MOST_DAYS,
        records=PrivacyRecordStore(session, signed_in.scope).latest(RECORDS_SHOWN),
        record_words=RECORD_WORDS,
        may_change=True,
    )


def _desk(request: Request, session: Session, signed_in: SignedIn) -> PrivacyDesk:
    member = signed_in.member
    return PrivacyDesk(
        services_of(request),
        session,
        signed_in.scope,
        signed_in.environment,
        signed_in.environments,
        member.name or member.email,
    )


def _find(request: Request, session: Session, signed_in: SignedIn, key: str) -> FoundPerson:
    kept = person_kept(services_of(request).store, signed_in.environment.id, key)
    return FoundPerson(key, PersonStore(session, signed_in.scope).find(key), kept)


@router.post(f"{PAGE}/retention")
def save_rule(
    request: Request,
    session: SessionDep,
    signed_in: Admin,
    type: Annotated[str, Form()] = "",
    days: Annotated[str, Form()] = "",
    confirm: Annotated[str, Form()] = "",
) -> Response:
    """A rule that removes something is first shown with how much, and made once the days are typed again."""
    desk, event_type, form = _desk(request, session, signed_in), type.strip(), {"type": type.strip(), "days": days}
    try:
        number = read_days(days)
        check_type(event_type, desk)
    except Invalid as wrong:
        return _page(request, session, signed_in, wrong=wrong, form=form)
    events = desk.would_remove(event_type, number)
    if events and confirm.strip() != str(number):
        return _page(request, session, signed_in, pending=PendingRule(event_type, number, events), form=form)
    desk.set_rule(event_type, number)
    return go_to(PAGE, translate(request, "Saved. Older events are removed within the hour."))


def read_days(text: str) -> int:
    """Whole days from 1. Raises `Invalid`."""
    if not (text.strip().isascii() and text.strip().isdigit() and 1 <= int(text.strip()[:9]) <= MOST_DAYS):
        raise Invalid(fields=[FieldProblem("days", N_("Write a whole number of days, at least 1."))])
    return int(text)


def check_type(event_type: str, desk: PrivacyDesk) -> None:
    """Raises `Invalid`."""
    known = desk.rules()
    if len(event_type) > 100 or (event_type not in known and len(known) >= MOST_RULES):
        raise Invalid(fields=[FieldProblem("type", N_("Write the name of an event, at most 100 characters."))])


@router.post(f"{PAGE}/retention/for-ever")
def remove_rule(
    request: Request,
    session: SessionDep,
    signed_in: Admin,
    type: Annotated[str, Form()] = "",
) -> Response:
    desk = _desk(request, session, signed_in)
    if type in desk.rules():
        desk.remove_rule(type)
    return go_to(PAGE, translate(request, "Nothing more is removed by this rule."))


@router.post(f"{PAGE}/export")
def export_person(
    request: Request, session: SessionDep, signed_in: Admin, person: Annotated[str, Form()] = ""
) -> Response:
    """A file with everything that is known."""
    key = person.strip()[:LONGEST_KEY]
    if not key or not _find(request, session, signed_in, key).known:
        return go_to(_address(key), translate(request, "Nothing is known of this person."))
    told: dict[str, Any] = _desk(request, session, signed_in).export(key)
    name = f"attachment; filename*=UTF-8''{quote(f'person-{key}.json', safe='')}"
    body = json.dumps(told, ensure_ascii=False, indent=1)
    return Response(body, 200, {"Content-Disposition": name, "Cache-Control": "no-store"}, "application/json")


@router.post(f"{PAGE}/erase")
def erase_person(
    request: Request,
    session: SessionDep,
    signed_in: Admin,
    person: Annotated[str, Form()] = "",
    confirm: Annotated[str, Form()] = "",
) -> Response:
    """For ever, so the person's id must be typed."""
    key = person.strip()[:LONGEST_KEY]
    if not key or confirm.strip() != key:
        return go_to(_address(key), translate(request, "Nothing was erased: the id did not match."))
    removed = _desk(request, session, signed_in).erase(key)
    said = N_("Erased. Events: %(events)s, rows of other tables: %(rows)s.")
    return go_to(PAGE, translate(request, said, events=removed["events"], rows=removed["rows"]))


def _address(key: str) -> str:
    return f"{PAGE}?person={quote(key)}#person" if key else PAGE
