"""Pictures in steps: an author sends one, everybody's browser loads it by an address that never changes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from server.database import SessionDep
from server.delivery.editor_sessions import EditingDep
from server.delivery.pictures import checked
from server.errors import NotFound
from server.services import services_of
from server.stores import doors
from server.stores.pictures import PictureStore

router = APIRouter(include_in_schema=False)

_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    # Should it ever be opened as a page, it is one without scripts and without an origin.
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


async def sent_bytes(request: Request) -> bytes:
    """The body as it came; like all bodies it is limited before it gets here."""
    return await request.body()


@router.post("/v1/editor/pictures")
def add_picture(
    request: Request, session: SessionDep, editing: EditingDep, content: Annotated[bytes, Depends(sent_bytes)]
) -> dict[str, str]:
    services = services_of(request)
    picture = checked(content)
    store = PictureStore(session, editing.scope)
    name = store.keep(picture.content, picture.media_type, picture.ending, services.clock())
    return {"source": f"{services.settings.resolved_public_url}/media/{name}"}


@router.get("/media/{name}")
def serve_picture(request: Request, session: SessionDep, name: str) -> Response:
    headers = _HEADERS | {"ETag": f'"{name}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    picture = doors.picture_of_name(session, name)
    if picture is None:
        raise NotFound("There is no such picture.")
    return Response(picture.content, 200, headers, picture.media_type)
