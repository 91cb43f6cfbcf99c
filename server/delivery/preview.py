"""The calls of a browser that looks at a draft by a link, and the link itself."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from guides.conditions import Facts
from server.database import SessionDep
from server.delivery import previews
from server.delivery.editor_sessions import calling_origin, set_cookie
from server.delivery.live_guide import LiveGuide
from server.delivery.previews import Previewing
from server.delivery.variables import values_for
from server.services import services_of
from server.stores.themes import ThemeStore
from server.studio.drafts.definitions import read_definition

router = APIRouter(include_in_schema=False)


def previewing_browser(request: Request, session: SessionDep) -> Previewing:
    token = request.cookies.get(previews.COOKIE, "")
    return previews.find_previewing(session, token, calling_origin(request), services_of(request).clock())


PreviewingDep = Annotated[Previewing, Depends(previewing_browser)]


class Exchange(BaseModel):
    code: str = Field(max_length=200)


@router.get("/preview/{token}")
def open_preview(request: Request, session: SessionDep, token: str) -> Response:
    """Leads to the app, where the snippet shows the draft to this browser alone."""
    address = previews.open_link(session, token, services_of(request).clock())
    return RedirectResponse(address, 303, headers={"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"})


@router.post("/v1/editor/preview/exchange")
def exchange(request: Request, response: Response, session: SessionDep, body: Exchange) -> dict[str, Any]:
    now = services_of(request).clock()
    token = previews.exchange_code(session, body.code, calling_origin(request), now)
    set_cookie(response, request, token, previews.COOKIE)
    return {}


@router.get("/v1/editor/preview/guide")
def preview_guide(
    request: Request, session: SessionDep, previewing: PreviewingDep, language: str = "en"
) -> dict[str, Any]:
    """The draft as it is now, made ready as a live guide would be (`protocol.DeliveredGuide`)."""
    guide, now = read_definition(previewing.guide.draft), services_of(request).clock()
    theme = ThemeStore(session, previews.scope_of(previewing)).properties_for(guide.theme)
    live = LiveGuide(guide, 0, previewing.environment.languages, style=theme)
    facts = Facts(language=language[:40], now=now)
    delivered = live.encoded(language[:40], facts, True, None, values_for(live.variables, {}, {}), {})
    return {"guide": msgspec.json.decode(delivered)}
