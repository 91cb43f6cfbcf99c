"""Publishing from the pages: now or at a time, in the environments that are ticked, and calling a plan off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from fastapi import APIRouter, Form, Request, Response

from server.auth.current import Author, SignedIn
from server.database import SessionDep
from server.errors import Conflict, FieldProblem, Invalid
from server.models import Environment
from server.services import services_of
from server.stores.guides import GuideStore
from server.stores.plans import PlanStore
from server.stores.scoped import Scope
from server.studio.going_live import publishing
from server.studio.going_live.publishing import NotApproved, NotPublishable
from server.studio.going_live.version_page import versions_again
from server.templating import go_to, translate
from server.words import N_

router = APIRouter(include_in_schema=False)
LONGEST_NOTE = 1000


@router.post("/guides/{key}/publish")
def publish_guide(
    request: Request,
    session: SessionDep,
    signed_in: Author,
    key: str,
    revision: Annotated[int, Form()],
    note: Annotated[str, Form()] = "",
    when: Annotated[str, Form()] = "now",
    at: Annotated[str, Form()] = "",
    zone: Annotated[str, Form()] = "UTC",
    environment: Annotated[list[str] | None, Form()] = None,
) -> Response:
    now, text = services_of(request).clock(), note.strip()[:LONGEST_NOTE]
    chosen = chosen_environments(signed_in, environment or [])
    names, edit = ", ".join(one.name for one in chosen), f"/guides/{key}/edit"
    try:
        if when == "later":
            moment = read_moment(at, zone, now)
            for scope in _scopes(signed_in, chosen):
                publishing.plan(session, scope, key, moment, zone, now, text, revision)
            said = translate(request, "Planned for %(at)s (%(zone)s) in %(environments)s.",
                             at=at.replace("T", " "), zone=zone, environments=names)  # fmt: skip
            return go_to(f"/guides/{key}/versions", said)
        for scope in _scopes(signed_in, chosen):
            version = publishing.publish(session, scope, key, now, text, revision)
    except NotPublishable:
        return go_to(edit, translate(request, "Not published: mend the errors first."))
    except NotApproved:
        said = translate(request, "Not published: this content needs an approval first. Ask for a review.")
        return go_to(f"/guides/{key}/review", said)
    except Conflict:
        said = translate(request, "Not published: the guide was changed meanwhile. Look at it once more.")
        return go_to(edit, said)
    except Invalid as wrong:
        if not wrong.fields:
            return go_to(edit, translate(request, wrong.detail))
        # The dialog opens again with what was filled in, and the sentence beside the field it is about.
        again: dict[str, Any] = {"note": text, "when": when, "at": at, "zone": zone}
        again |= {
            "environments": [one.key for one in chosen],
            "errors": {one.where: one.message for one in wrong.fields},
        }
        return versions_again(request, session, signed_in, key, again)
    said = translate(request, "Version %(number)s is live in %(environment)s.",
                     number=version.number, environment=names)  # fmt: skip
    return go_to(f"/guides/{key}/versions", said)


@router.post("/guides/{key}/plan/cancel")
def cancel_plan(
    request: Request, session: SessionDep, signed_in: Author, key: str, environment: Annotated[str, Form()] = ""
) -> Response:
    row = GuideStore(session, signed_in.scope).get(key)
    for scope in _scopes(signed_in, chosen_environments(signed_in, [environment] if environment else [])):
        PlanStore(session, scope).cancel(row, services_of(request).clock())
    return go_to(f"/guides/{key}/versions", translate(request, "The plan is called off."))


def chosen_environments(signed_in: SignedIn, keys: list[str]) -> list[Environment]:
    """Those of the workspace with these keys; the one the member looks at when none is named."""
    return [one for one in signed_in.environments if one.key in keys] or [signed_in.environment]


def _scopes(signed_in: SignedIn, environments: list[Environment]) -> list[Scope]:
    return [replace(signed_in.scope, environment_id=one.id) for one in environments]


def read_moment(at: str, zone: str, now: datetime) -> datetime:
    """The moment a wall clock in the zone shows `at`. Raises `Invalid` with what to write instead."""
    if zone not in available_timezones():
        raise _wrong("zone", N_("Not planned: write a time zone such as Asia/Tokyo or Europe/Berlin."))
    try:
        wall = datetime.fromisoformat(at)
    except ValueError as error:
        raise _wrong("at", N_("Not planned: choose a day and a time.")) from error
    moment = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        raise _wrong("at", N_("Not planned: clocks skip that hour on that day. Choose another time."))
    if moment <= now:
        raise _wrong("at", N_("Not planned: that time has passed. Choose a later one, or publish now."))
    return moment


def _wrong(where: str, message: str) -> Invalid:
    return Invalid(fields=[FieldProblem(where, message)])
