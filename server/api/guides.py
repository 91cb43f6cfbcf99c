"""`/api/v1/guides`: create, publish, pause, roll back, archive."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from server.api.caller import AuthorCaller, Caller, CallerDep
from server.api.drafts import etag
from server.api.paging import Cursor, Limit, Page, after, page_of
from server.api.repeating import ApiRoute
from server.api.shapes import (
    DefinitionIn,
    GuideOut,
    LiveOut,
    PublishIn,
    RollBackIn,
    VersionOut,
    VersionWithDefinition,
)
from server.database import SessionDep
from server.models import GuideRow
from server.services import services_of
from server.stores.guides import GuideStore
from server.studio.drafts.definitions import read_definition
from server.studio.going_live import publishing

router = APIRouter(tags=["guides"], route_class=ApiRoute)


@router.get("/guides")
def list_guides(
    session: SessionDep, caller: CallerDep, cursor: Cursor = "", limit: Limit = 50, archived: bool = False
) -> Page[GuideOut]:
    """Guides by key, with what is live in the environment."""
    store = GuideStore(session, caller.scope)
    live = {row.id: LiveOut.of(version, publication) for row, version, publication in store.live()}
    rows = store.all(archived, after(cursor), limit + 1)
    return page_of(rows, limit, lambda row: row.key, lambda row: GuideOut.of(row, live.get(row.id)))


@router.post("/guides", status_code=201)
def create_guide(
    body: DefinitionIn, request: Request, response: Response, session: SessionDep, caller: AuthorCaller
) -> GuideOut:
    """Creates a guide with this definition as its draft; nobody sees it until it is published."""
    row = GuideStore(session, caller.scope).create(read_definition(body.definition), services_of(request).clock())
    response.headers["Location"] = f"/api/v1/guides/{row.key}"
    response.headers["ETag"] = etag(row.revision)
    return GuideOut.of(row, None)


@router.get("/guides/{key}")
def read_guide(key: str, session: SessionDep, caller: CallerDep) -> GuideOut:
    store = GuideStore(session, caller.scope)
    return _shown(store, store.get(key))


@router.post("/guides/{key}/publish")
def publish(key: str, body: PublishIn, request: Request, session: SessionDep, caller: AuthorCaller) -> GuideOut:
    """Freezes the draft and shows it in the environment. 422 with `problems` when lint finds errors."""
    services = services_of(request)
    publishing.publish(session, caller.scope, key, services.clock(), body.note, body.revision)
    services.metrics.publishes.inc()
    return _now(session, caller, key)


@router.post("/guides/{key}/pause")
def pause(key: str, request: Request, session: SessionDep, caller: AuthorCaller) -> GuideOut:
    """Nobody sees the guide in the environment until it is resumed."""
    publishing.set_paused(session, caller.scope, key, True, services_of(request).clock())
    return _now(session, caller, key)


@router.post("/guides/{key}/resume")
def resume(key: str, request: Request, session: SessionDep, caller: AuthorCaller) -> GuideOut:
    publishing.set_paused(session, caller.scope, key, False, services_of(request).clock())
    return _now(session, caller, key)


@router.post("/guides/{key}/rollback")
def roll_back(key: str, body: RollBackIn, request: Request, session: SessionDep, caller: AuthorCaller) -> GuideOut:
    """Shows another version in the environment; the draft stays as it is."""
    publishing.roll_back(session, caller.scope, key, body.version, services_of(request).clock())
    return _now(session, caller, key)


@router.post("/guides/{key}/archive")
def archive(key: str, request: Request, session: SessionDep, caller: AuthorCaller) -> GuideOut:
    """Takes the guide out of every environment and list. Its runs stay in the analytics."""
    store = GuideStore(session, caller.scope)
    store.archive(store.get(key), services_of(request).clock())
    return _now(session, caller, key)


@router.post("/guides/{key}/unarchive")
def unarchive(request: Request, key: str, session: SessionDep, caller: AuthorCaller) -> GuideOut:
    store = GuideStore(session, caller.scope)
    store.unarchive(store.get(key), services_of(request).clock())
    return _now(session, caller, key)


@router.get("/guides/{key}/versions")
def list_versions(key: str, session: SessionDep, caller: CallerDep) -> list[VersionOut]:
    """Newest first."""
    store = GuideStore(session, caller.scope)
    return [VersionOut.of(version) for version in store.versions(store.get(key))]


@router.get("/guides/{key}/versions/{number}")
def read_version(key: str, number: int, session: SessionDep, caller: CallerDep) -> VersionWithDefinition:
    store = GuideStore(session, caller.scope)
    version = store.version(store.get(key), number)
    return VersionWithDefinition(**dict(VersionOut.of(version)), definition=version.definition)


def _now(session: SessionDep, caller: Caller, key: str) -> GuideOut:
    store = GuideStore(session, caller.scope)
    return _shown(store, store.get(key))


def _shown(store: GuideStore, row: GuideRow) -> GuideOut:
    publication = store.publication(row)
    if publication is None or row.archived_at is not None:
        return GuideOut.of(row, None)
    version = store.version_of(publication)
    return GuideOut.of(row, LiveOut.of(version, publication))
