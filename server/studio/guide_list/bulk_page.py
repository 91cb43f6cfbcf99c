"""What is done to several guides of the list at once, and the labels of one: its tags and its owner."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from sqlmodel import Session

from server.auth.current import Author, SignedIn
from server.database import SessionDep
from server.models import GuideRow, Member
from server.services import services_of
from server.stores.activity import ActivityStore
from server.stores.guide_list import GuideListStore
from server.stores.guides import GuideStore
from server.stores.members import MemberStore
from server.templating import go_to, translate

router = APIRouter(include_in_schema=False)
Deed = Literal["archive", "pause", "resume", "tag", "untag", "own"]
_BETWEEN_TAGS = re.compile(r"[,、，\n]")


@router.post("/guides-bulk")
def change_several(
    request: Request,
    session: SessionDep,
    signed_in: Author,
    do: Annotated[Deed, Form()] = "tag",
    key: Annotated[list[str] | None, Form()] = None,
    tag: Annotated[str, Form()] = "",
    owner: Annotated[str, Form()] = "",
) -> Response:
    """Answers how many guides were changed; what does not apply to one (pausing a draft) leaves it as it is."""
    rows = GuideListStore(session, signed_in.scope).of_keys(key or [])
    if not rows:
        return go_to("/guides", translate(request, "Nothing was changed: tick the guides first."))
    member = MemberStore(session, signed_in.scope).get(owner) if do == "own" and owner else None
    changed = sum(_do(request, session, signed_in, do, row, tag, member) for row in rows)
    return go_to("/guides", translate(request, "Changed: %(count)s guides.", count=changed))


def _do(
    request: Request, session: Session, signed_in: SignedIn, do: Deed, row: GuideRow, tag: str, member: Member | None
) -> bool:
    scope, now = signed_in.scope, services_of(request).clock()
    guides, store = GuideStore(session, scope), GuideListStore(session, scope)
    match do:
        case "archive":
            if row.archived_at is None:
                guides.archive(row, now)
                return True
        case "pause" | "resume":
            publication = guides.publication(row)
            if publication is not None and publication.paused is (do == "resume"):
                guides.set_paused(row, publication, do == "pause", now)
                return True
        case "tag" | "untag":
            given, known = set(_BETWEEN_TAGS.split(tag)) - {""}, set(store.tags_of(row))
            after = known | given if do == "tag" else known - {one.strip() for one in given}
            if after != known:
                store.set_tags(row.id, sorted(after))
                ActivityStore(session, scope).note("tagged", now, row, tags=store.tags_of(row))
                return True
        case "own":
            return _own(session, signed_in, row, member, request)
    return False


def _own(session: Session, signed_in: SignedIn, row: GuideRow, member: Member | None, request: Request) -> bool:
    owner_id = member.id if member else None
    if row.owner_id == owner_id:
        return False
    row.owner_id = owner_id
    session.add(row)
    name = member.name if member else ""
    ActivityStore(session, signed_in.scope).note("owner_set", services_of(request).clock(), row, owner=name)
    return True


@router.post("/guides/{key}/labels")
def save_labels(
    request: Request,
    session: SessionDep,
    signed_in: Author,
    key: str,
    tags: Annotated[str, Form()] = "",
    owner: Annotated[str, Form()] = "",
) -> Response:
    """The tags and the owner of one guide; neither is content, so nothing has to be published."""
    row = GuideStore(session, signed_in.scope).get(key)
    store, before = GuideListStore(session, signed_in.scope), GuideListStore(session, signed_in.scope).tags_of(row)
    member = MemberStore(session, signed_in.scope).get(owner) if owner else None
    store.set_tags(row.id, _BETWEEN_TAGS.split(tags))
    session.flush()
    after = store.tags_of(row)
    if after != before:
        ActivityStore(session, signed_in.scope).note("tagged", services_of(request).clock(), row, tags=after)
    _own(session, signed_in, row, member, request)
    return go_to(f"/guides/{key}/edit", translate(request, "Saved."))
