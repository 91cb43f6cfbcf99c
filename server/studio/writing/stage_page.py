"""`/guides/KEY/stage`: the draft, played by the snippet itself on a page that stands for the app.

Nothing leaves the page: `built/stage.js` answers the snippet's requests from what the page carries. The page has an
origin of its own (`sandbox`), so that it can neither read nor keep anything of ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response

from guides.conditions import Facts
from guides.definition import Guide, Step
from guides.parts.resource_center import ResourceCenter
from guides.showing import Frequency, Schedule, Trigger
from guides.standing import is_news
from guides.target import Target
from server.auth.current import CurrentMember
from server.database import SessionDep
from server.delivery.live_guide import LiveGuide
from server.delivery.protocol import SessionSettings
from server.security import content_security_policy
from server.services import services_of
from server.stores.guides import GuideStore
from server.stores.themes import ThemeStore
from server.studio.drafts.definitions import read_definition
from server.studio.drafts.draft import load_draft
from server.studio.drafts.entries import ENTRY_LISTS
from server.studio.writing.step_view import SAMPLE_VALUES
from server.templating import render, translate
from server.words import LOCALES

router = APIRouter(include_in_schema=False)
NEWS = "stage-news"
STAND_IN = Target({"selector": "#stand-in"})
"""What steps point at here: the app's own elements are not on this page."""


@router.get("/guides/{key}/stage")
def stage_page(
    request: Request, session: SessionDep, signed_in: CurrentMember, key: str, language: str = "", step: str = ""
) -> Response:
    """`language`: as people with that language see it; `step`: from there on."""
    guide = load_draft(session, signed_in.scope, key).guide
    wanted, now = language or guide.language, services_of(request).clock()
    values = {name: translate(request, words) for name, words in SAMPLE_VALUES.items()}
    themes = ThemeStore(session, signed_in.scope)
    others = _others(GuideStore(session, signed_in.scope), guide, wanted)
    style = themes.properties_for(guide.theme) if guide.theme else None
    answer = {
        "person": None,
        "guides": [
            json.loads(one.encoded(wanted, Facts(now=now), True, _state(one.guide, step, now), values, {}))
            for one in _played(guide, wanted, others, style)
        ],
        "settings": SessionSettings(
            language=wanted if wanted in LOCALES else "en", theme=themes.properties_for(None)
        ).model_dump(mode="json"),
        "server_time": now.timestamp(),
    }
    opens = guide.key if guide.kind in ENTRY_LISTS else NEWS if is_news(guide) and not step else ""
    response = render(request, "studio/stage.html", guide=guide, answer=answer, wanted=wanted, opens=opens)
    policy = content_security_policy(request.state.nonce).replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    response.headers["Content-Security-Policy"] = f"{policy}; sandbox allow-scripts"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _state(guide: Guide, step: str, now: datetime) -> Mapping[str, Any] | None:
    """A run that was left at the step, so that the snippet goes on there."""
    if not guide.step(step):
        return None
    return {"status": "started", "run": "stage", "version": 0, "step": step, "shown": 1, "last_at": now.timestamp()}


def _played(guide: Guide, wanted: str, others: list[LiveGuide], style: dict[str, str] | None) -> list[LiveGuide]:
    """The guide, starting at once for whoever looks; news lies in a resource center."""
    made = [LiveGuide(prepared(guide), 0, [wanted], style=style, others=others)]
    if is_news(guide):
        center = Guide(key=NEWS, kind="resource_center", name=guide.name, language=guide.language,
                       resource_center=ResourceCenter(sections=["news"]))  # fmt: skip
        made.append(LiveGuide(center, 0, [wanted], style=style, others=made[:1]))
    return made


def _others(store: GuideStore, guide: Guide, wanted: str) -> list[LiveGuide]:
    """The guides that a resource center offers, and all that are news, as their drafts stand."""
    if guide.resource_center is None:
        return []
    offered = {entry.guide for entry in guide.resource_center.guides}
    drafts = [read_definition(row.draft) for row in store.all() if row.key in offered or row.kind == "announcement"]
    return [LiveGuide(prepared(one), 0, [wanted]) for one in drafts if one.key in offered or is_news(one)]


def prepared(guide: Guide) -> Guide:
    """Without what decides who sees it and where, its elements replaced by the one that the stage has."""
    checklist = guide.checklist and guide.checklist.model_copy(
        update={
            "opens_by_itself": True,
            "items": [item.model_copy(update={"shown_when": None}) for item in guide.checklist.items],
        }
    )
    return guide.model_copy(
        update={
            "audience": None, "trigger": Trigger(), "schedule": Schedule(), "frequency": Frequency(show="always"),
            "steps": [_on_stage(step) for step in guide.steps], "checklist": checklist,
        }
    )  # fmt: skip


def _on_stage(step: Step) -> Step:
    return step.model_copy(update={"page": "", "target": STAND_IN if step.target else None})
