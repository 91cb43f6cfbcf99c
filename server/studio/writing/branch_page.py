"""`/guides/KEY/branches`: the steps drawn with the ways between them, and the same in words."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request, Response

from server.auth.current import CurrentMember
from server.database import SessionDep
from server.stores.guides import GuideStore
from server.studio.drafts.draft import load_draft
from server.studio.guide_frame import guide_names, render_guide
from server.studio.words.condition_words import ConditionWords
from server.studio.writing.branch_map import map_of
from server.templating import translate

router = APIRouter(include_in_schema=False)


@router.get("/guides/{key}/branches")
def branch_page(request: Request, session: SessionDep, signed_in: CurrentMember, key: str) -> Response:
    draft = load_draft(session, signed_in.scope, key)
    say = partial(translate, request)
    conditions = ConditionWords(say, guide_names(GuideStore(session, signed_in.scope)))
    drawn = map_of(draft.guide, say, conditions.say)
    return render_guide(request, session, signed_in, draft, "studio/branches.html", map=drawn)
