"""Pausing, and `/guides/KEY/versions`: who published what, what changed, and going back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from sqlmodel import Session

from guides.definition import Guide
from server.auth.current import Author, CurrentMember, SignedIn
from server.database import SessionDep
from server.models import GuideVersion
from server.services import services_of
from server.stores.guides import GuideStore
from server.stores.members import MemberStore
from server.studio.drafts.definitions import read_definition
from server.studio.drafts.draft import Draft, load_draft
from server.studio.going_live import publishing
from server.studio.guide_frame import render_guide
from server.studio.words.version_words import ChangeLine, change_lines
from server.templating import go_to, translate

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class VersionLine:
    """One version in the list. `number` is None for the draft."""

    number: int | None
    version: GuideVersion | None
    by: str
    is_live: bool
    changes: list[ChangeLine]


@router.get("/guides/{key}/versions")
def versions_page(request: Request, session: SessionDep, signed_in: CurrentMember, key: str) -> Response:
    return versions_again(request, session, signed_in, key, None)


def versions_again(
    request: Request, session: Session, signed_in: SignedIn, key: str, publishing: dict[str, Any] | None
) -> Response:
    """`publishing`: what was filled in to publish, when it was refused."""
    draft = load_draft(session, signed_in.scope, key)
    context = {"lines": version_lines(request, session, signed_in, draft), "publishing": publishing}
    return render_guide(
        request, session, signed_in, draft, "studio/versions.html", 422 if publishing else 200, **context
    )


def version_lines(request: Request, session: Session, signed_in: SignedIn, draft: Draft) -> list[VersionLine]:
    """The draft when it is not published, then the versions, newest first, each against the one before."""
    store = GuideStore(session, signed_in.scope)
    versions, publication = store.versions(draft.row), store.publication(draft.row)
    names = MemberStore(session, signed_in.scope).names()
    say = partial(translate, request)
    contents = [read_definition(version.definition) for version in versions]
    newest = contents[0] if contents else None
    lines = []
    if newest is None or newest != draft.guide:
        changes = change_lines(newest, draft.guide, say) if newest else []
        lines.append(VersionLine(None, None, names.get(draft.row.updated_by or "", ""), False, changes))
    for place, version in enumerate(versions):
        before: Guide | None = contents[place + 1] if place + 1 < len(contents) else None
        changes = change_lines(before, contents[place], say) if before else []
        is_live = publication is not None and publication.version_id == version.id
        lines.append(VersionLine(version.number, version, names.get(version.published_by or "", ""), is_live, changes))
    return lines


@router.post("/guides/{key}/pause")
def pause_guide(request: Request, session: SessionDep, signed_in: Author, key: str) -> Response:
    publishing.set_paused(session, signed_in.scope, key, True, services_of(request).clock())
    said = translate(request, "Paused: nobody new sees it in %(environment)s.", environment=signed_in.environment.name)
    return go_to(f"/guides/{key}/edit", said)


@router.post("/guides/{key}/resume")
def resume_guide(request: Request, session: SessionDep, signed_in: Author, key: str) -> Response:
    publishing.set_paused(session, signed_in.scope, key, False, services_of(request).clock())
    said = translate(request, "Shown again in %(environment)s.", environment=signed_in.environment.name)
    return go_to(f"/guides/{key}/edit", said)


@router.post("/guides/{key}/versions/{number}/show")
def show_version(request: Request, session: SessionDep, signed_in: Author, key: str, number: int) -> Response:
    """Makes an older version live again; the draft stays."""
    publishing.roll_back(session, signed_in.scope, key, number, services_of(request).clock())
    said = translate(
        request, "Version %(number)s is live in %(environment)s.", number=number, environment=signed_in.environment.name
    )
    return go_to(f"/guides/{key}/versions", said)


@router.post("/guides/{key}/versions/{number}/restore")
def restore_version(
    request: Request, session: SessionDep, signed_in: Author, key: str, number: int, revision: Annotated[int, Form()]
) -> Response:
    """Makes a version's content the draft again."""
    publishing.restore(session, signed_in.scope, key, number, revision, services_of(request).clock())
    said = translate(request, "The draft is version %(number)s again. Publish it to show it.", number=number)
    return go_to(f"/guides/{key}/edit", said)
