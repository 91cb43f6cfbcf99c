"""Comments on steps, who else has the guide open, and the activity log."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from server.auth.current import CurrentMember
from server.database import SessionDep
from server.errors import Invalid
from server.services import services_of
from server.stores.activity import ActivityStore
from server.stores.comments import CommentStore, PresenceStore
from server.stores.guides import GuideStore
from server.stores.members import MemberStore
from server.studio.together.activity_words import KINDS, quoted, said
from server.templating import go_to, render, translate

router = APIRouter(include_in_schema=False)
PER_PAGE = 50


@router.post("/guides/{key}/comments")
def say_something(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    key: str,
    text: Annotated[str, Form()] = "",
    step: Annotated[str, Form()] = "",
    thread: Annotated[str, Form()] = "",
) -> Response:
    """Every member may comment: whoever reads a guide may see what is wrong with it."""
    row, now = GuideStore(session, signed_in.scope).get(key), services_of(request).clock()
    members = MemberStore(session, signed_in.scope).all()
    try:
        comment = CommentStore(session, signed_in.scope).say(row, step, text, members, now, thread)
    except Invalid as wrong:
        return go_to(f"/guides/{key}/review", translate(request, wrong.fields[0].message))
    session.flush()
    return go_to(f"/guides/{key}/review#comment-{comment.thread_id or comment.id}")


@router.post("/guides/{key}/comments/{comment_id}/{deed}")
def resolve_comment(
    request: Request, session: SessionDep, signed_in: CurrentMember, key: str, comment_id: str, deed: str
) -> Response:
    row = GuideStore(session, signed_in.scope).get(key)
    store = CommentStore(session, signed_in.scope)
    store.resolve(row, comment_id, deed != "reopen", services_of(request).clock())
    return go_to(f"/guides/{key}/review#comment-{comment_id}")


@router.post("/guides/{key}/presence")
def be_there(
    request: Request, session: SessionDep, signed_in: CurrentMember, key: str, place: Annotated[str, Form()] = ""
) -> Response:
    """Says that the member has the guide open; answers who else has. The page asks again every 20 seconds."""
    row, now = GuideStore(session, signed_in.scope).get(key), services_of(request).clock()
    store = PresenceStore(session, signed_in.scope)
    store.touch(row, place, now)
    names = {step["key"]: number for number, step in enumerate(row.draft.get("steps", []), 1)}
    return render(request, "studio/_presence.html", others=store.others(row, now), numbers=names, place=place)


@router.get("/activity")
def activity_page(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    guide: str = "",
    member: str = "",
    kind: str = "",
    before: str = "",
) -> Response:
    guides = GuideStore(session, signed_in.scope)
    row = guides.get(guide) if guide else None
    words = KINDS[kind][1] if kind in KINDS else ()
    store = ActivityStore(session, signed_in.scope)
    lines = store.page(row.id if row else "", member, words, before, PER_PAGE + 1)
    return render(
        request,
        "studio/activity.html",
        lines=lines[:PER_PAGE],
        more=lines[PER_PAGE - 1].row.id if len(lines) > PER_PAGE else "",
        guide=row,
        guides=guides.names(),
        names=MemberStore(session, signed_in.scope).names(),
        kinds=KINDS,
        chosen={"guide": guide, "member": member, "kind": kind},
        say=partial(said, translate=partial(translate, request)),
        quoted=quoted,
        mentions=CommentStore(session, signed_in.scope).mentioning_me() if not guide else [],
    )
