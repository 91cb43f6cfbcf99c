"""The calls of the in-app editor (`docs/architecture.md`, "The editor's calls")."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, JsonValue

from guides.definition import Guide
from guides.lint import lint
from guides.problem import Problem
from server.database import SessionDep
from server.delivery import editor_sessions
from server.delivery.editor_repairs import editor_repairs
from server.delivery.editor_sessions import Editing, EditingDep, calling_origin
from server.delivery.editor_themes import editor_themes, may_keep_themes
from server.errors import Invalid
from server.services import services_of
from server.stores.comments import PresenceStore
from server.studio.drafts.definitions import read_definition
from server.studio.going_live import publishing
from server.studio.repair import repairs
from server.words import words_in

router = APIRouter(prefix="/v1/editor", include_in_schema=False)


class Exchange(BaseModel):
    code: str = Field(max_length=200)


class Draft(BaseModel):
    definition: dict[str, JsonValue]
    revision: int


class AtRevision(BaseModel):
    revision: int


class Dismissal(BaseModel):
    id: str = Field(max_length=36)


@router.post("/exchange")
def exchange(request: Request, response: Response, session: SessionDep, body: Exchange) -> dict[str, Any]:
    now = services_of(request).clock()
    token = editor_sessions.exchange_code(session, body.code, calling_origin(request), now)
    editor_sessions.set_cookie(response, request, token)
    return {}


@router.get("/draft")
def read_draft(request: Request, session: SessionDep, editing: EditingDep) -> dict[str, Any]:
    guide = read_definition(editing.guide.draft)
    public = services_of(request).settings.resolved_public_url
    PresenceStore(session, editing.scope).touch(editing.guide, "", services_of(request).clock())
    return {
        "guide": editing.guide.draft,
        "revision": editing.guide.revision,
        "problems": _problems(editing, lint(guide)),
        "member": {"name": editing.member.name},
        "language": editing.member.locale,
        "environment": {"key": editing.environment.key, "name": editing.environment.name},
        "studio": f"{public}/guides/{editing.guide.key}/edit",
        "repairs": editor_repairs(session, editing, services_of(request).clock()),
        "themes": editor_themes(session, editing),
        "may_keep_themes": may_keep_themes(editing),
    }


@router.put("/draft")
def save_draft(request: Request, session: SessionDep, editing: EditingDep, body: Draft) -> dict[str, Any]:
    now = services_of(request).clock()
    key = editing.guide.key
    PresenceStore(session, editing.scope).touch(editing.guide, "", now)
    revision, guide = publishing.save_draft(session, editing.scope, key, body.definition, body.revision, now)
    return {"revision": revision, "guide": editing.guide.draft, "problems": _problems(editing, lint(guide))}


@router.post("/publish")
def publish(request: Request, session: SessionDep, editing: EditingDep, body: AtRevision) -> dict[str, Any]:
    now = services_of(request).clock()
    try:
        version = publishing.publish(session, editing.scope, editing.guide.key, now, revision=body.revision)
    except publishing.NotPublishable as error:
        raise _said_in_their_language(editing, error) from error
    except publishing.NotApproved as error:
        words = words_in(editing.member.locale)
        raise publishing.NotApproved(words.gettext(publishing.NotApproved.words)) from error
    services_of(request).metrics.publishes.inc()
    problems = _problems(editing, lint(Guide.model_validate(version.definition)))
    return {"version": version.number, "problems": problems}


@router.post("/repairs/dismiss", status_code=204)
def dismiss_repair(request: Request, session: SessionDep, editing: EditingDep, body: Dismissal) -> None:
    repairs.dismiss(session, editing.scope, editing.guide.key, body.id, services_of(request).clock())


@router.post("/close", status_code=204)
def close(request: Request, session: SessionDep, editing: EditingDep) -> Response:
    session.delete(editing.session)
    response = Response(status_code=204)
    editor_sessions.clear_cookie(response, request)
    return response


def _said_in_their_language(editing: Editing, error: publishing.NotPublishable) -> Invalid:
    error.extra = {"problems": _problems(editing, error.problems)}
    return error


def _problems(editing: Editing, problems: list[Problem]) -> list[dict[str, str]]:
    words = words_in(editing.member.locale)
    return [publishing.problem_json(problem, words.gettext(problem.message) % problem.values) for problem in problems]
