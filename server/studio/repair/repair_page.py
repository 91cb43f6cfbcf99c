"""What the author does about a target that changed: accept it into the draft, take that back, or say “not this one”."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from server.auth.current import Author
from server.database import SessionDep
from server.errors import Conflict
from server.services import services_of
from server.studio.repair import repairs
from server.templating import go_to, translate

router = APIRouter(include_in_schema=False)


@router.post("/guides/{key}/repairs/{report_id}/accept")
def accept_repair(request: Request, session: SessionDep, signed_in: Author, key: str, report_id: str) -> Response:
    now = services_of(request).clock()
    try:
        repairs.accept(session, signed_in.scope, key, report_id, now)
    except Conflict:
        return _over(request, key)
    said = translate(request, "The draft points at the element as it is now. Publish it when you have looked.")
    return go_to(f"/guides/{key}/edit", said)


@router.post("/guides/{key}/repairs/{report_id}/take-back")
def take_repair_back(request: Request, session: SessionDep, signed_in: Author, key: str, report_id: str) -> Response:
    now = services_of(request).clock()
    try:
        repairs.take_back(session, signed_in.scope, key, report_id, now)
    except Conflict:
        return _over(request, key)
    return go_to(f"/guides/{key}/edit", translate(request, "The draft points at the old element again."))


def _over(request: Request, key: str) -> Response:
    said = translate(request, "Nothing was changed: the step points at another element meanwhile.")
    return go_to(f"/guides/{key}/edit", said)


@router.post("/guides/{key}/repairs/{report_id}/dismiss")
def dismiss_repair(request: Request, session: SessionDep, signed_in: Author, key: str, report_id: str) -> Response:
    """The page then offers to undo it."""
    repairs.dismiss(session, signed_in.scope, key, report_id, services_of(request).clock())
    return RedirectResponse(f"/guides/{key}/edit?dismissed={report_id}", 303)


@router.post("/guides/{key}/repairs/{report_id}/bring-back")
def bring_repair_back(session: SessionDep, signed_in: Author, key: str, report_id: str) -> Response:
    repairs.dismiss(session, signed_in.scope, key, report_id, None)
    return RedirectResponse(f"/guides/{key}/edit", 303)
