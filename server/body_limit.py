"""No body is larger than `MAX_BODY_BYTES`; a larger one is answered like every other error (`server/problems.py`)."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.errors import TooLarge
from server.problems import answer

MAX_BODY_BYTES = 4 * 1024 * 1024


class BodyLimit:
    """ASGI middleware. A length that is announced is refused before anything is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if _announced(scope) > MAX_BODY_BYTES:
            response = answer(Request(scope, receive), TooLarge(_said()))
            await response(scope, receive, send)
            return
        read = 0

        async def receive_within_limit() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > MAX_BODY_BYTES:
                # The framework lets only its own errors through while it reads a body; problems.py makes it ours.
                raise HTTPException(TooLarge.status, _said())
            return message

        await self.app(scope, receive_within_limit, send)


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0


def _said() -> str:
    return f"At most {MAX_BODY_BYTES} bytes are taken in one request."
