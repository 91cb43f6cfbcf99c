"""The snippet and the editor call from other sites' pages: the snippet without cookies, the editor with its own."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ANY_ORIGIN = {"Access-Control-Allow-Origin": "*"}
REFUSED = ANY_ORIGIN | {"Access-Control-Expose-Headers": "Retry-After"}
PREFLIGHT = ANY_ORIGIN | {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, Content-Encoding",
    "Access-Control-Max-Age": "86400",
}


async def preflight(_request: Request) -> Response:
    """The answer to a browser that asks before it sends."""
    return Response(status_code=204, headers=PREFLIGHT)


EDITOR = "/v1/editor/"
EDITOR_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "600",
}


class EditorCors:
    """ASGI middleware. Any page may read what it is answered; the handlers serve only the session's own origin."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(EDITOR):
            await self.app(scope, receive, send)
            return
        origin = Headers(scope=scope).get("origin", "")
        allowed = {"Vary": "Origin", "Cache-Control": "no-store"}
        if origin:
            allowed |= {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true"}
        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=allowed | EDITOR_PREFLIGHT)(scope, receive, send)
            return

        async def send_with_cors(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(allowed)
            await send(message)

        await self.app(scope, receive, send_with_cors)
