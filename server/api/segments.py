"""`/api/v1/segments`: who belongs together, by conditions; read with an ETag, written with If-Match."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, JsonValue, ValidationError
from sqlmodel import Session

from guides.segments import Segment
from server.api.caller import AuthorCaller, Caller, CallerDep
from server.api.drafts import IfMatch, etag, revision_in
from server.api.paging import Cursor, Limit, Page, after, page_of
from server.api.repeating import ApiRoute
from server.database import SessionDep
from server.errors import Conflict, PreconditionFailed
from server.models import SegmentRow
from server.services import services_of
from server.stores.segments import SegmentStore, Use
from server.studio.drafts.definitions import refused

router = APIRouter(tags=["segments"], route_class=ApiRoute)


class SegmentIn(BaseModel):
    """A segment's definition; guides name it by `key`, as `{segment: KEY}`."""

    segment: dict[str, JsonValue] = Field(description="key, name, description, when (a condition about people)")


class SegmentOut(BaseModel):
    key: str
    name: str
    revision: int
    segment: dict[str, JsonValue]
    guides: list[str] = Field(description="Keys of the guides whose draft, live or planned version names it.")

    @classmethod
    def of(cls, row: SegmentRow, uses: list[Use]) -> SegmentOut:
        guides = [use.guide for use in uses]
        return cls(key=row.key, name=row.name, revision=row.revision, segment=row.definition, guides=guides)


@router.get("/segments")
def list_segments(session: SessionDep, caller: CallerDep, cursor: Cursor = "", limit: Limit = 50) -> Page[SegmentOut]:
    """By key."""
    store = SegmentStore(session, caller.scope)
    uses = store.uses()
    rows = store.all(after(cursor), limit + 1)
    return page_of(rows, limit, lambda row: row.key, lambda row: SegmentOut.of(row, uses.get(row.key, [])))


@router.post("/segments", status_code=201)
def create_segment(
    body: SegmentIn, request: Request, response: Response, session: SessionDep, caller: AuthorCaller
) -> SegmentOut:
    """409 when the key is taken."""
    row = SegmentStore(session, caller.scope).create(_read(body.segment), services_of(request).clock())
    response.headers["Location"] = f"/api/v1/segments/{row.key}"
    return _shown(response, session, caller, row)


@router.get("/segments/{key}")
def read_segment(key: str, response: Response, session: SessionDep, caller: CallerDep) -> SegmentOut:
    return _shown(response, session, caller, SegmentStore(session, caller.scope).get(key))


@router.put("/segments/{key}")
def change_segment(
    key: str,
    body: SegmentIn,
    request: Request,
    response: Response,
    session: SessionDep,
    caller: AuthorCaller,
    if_match: IfMatch = None,
) -> SegmentOut:
    """Live guides that name it follow at once. 412 when somebody saved since your If-Match."""
    store = SegmentStore(session, caller.scope)
    row = store.get(key)
    segment = _read({**body.segment, "key": key})
    try:
        store.change(row, segment, revision_in(if_match), services_of(request).clock())
    except Conflict as error:
        raise PreconditionFailed(error.detail, extra=error.extra) from error
    return _shown(response, session, caller, row)


@router.delete("/segments/{key}", status_code=204)
def delete_segment(key: str, request: Request, session: SessionDep, caller: AuthorCaller) -> None:
    """409 with `guides` while guides name it."""
    store = SegmentStore(session, caller.scope)
    store.remove(store.get(key), services_of(request).clock())


def _read(value: dict[str, Any]) -> Segment:
    try:
        return Segment.model_validate(value)
    except ValidationError as error:
        raise refused(error, "This is not a segment.") from error


def _shown(response: Response, session: Session, caller: Caller, row: SegmentRow) -> SegmentOut:
    response.headers["ETag"] = etag(row.revision)
    return SegmentOut.of(row, SegmentStore(session, caller.scope).uses(row.key).get(row.key, []))
