"""What every page view of every end user calls: answered in front of routing and of the middleware for pages.

A `HotRoute` is an ordinary route (so that it is listed, guarded and found like all others); `HotPaths` only takes the
shorter way to the same endpoint, which costs a third of the way through the whole application.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from starlette.requests import ClientDisconnect, Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from server.delivery.cors import ANY_ORIGIN
from server.errors import ProblemError
from server.problems import answer
from server.services import Services

Handler = Callable[[Services, Scope, Receive], Awaitable[bytes]]
"""Answers JSON. Raises ProblemError, or ClientDisconnect when nobody waits for an answer."""

_HEADERS = [
    (b"content-type", b"application/json"),
    (b"cache-control", b"no-store"),
    *((name.lower().encode(), value.encode()) for name, value in ANY_ORIGIN.items()),
]


class HotEndpoint:
    """A handler as an ASGI application."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await self._handler(scope["app"].state.services, scope, receive)
        except ProblemError as error:
            await answer(Request(scope, receive), error)(scope, receive, send)
            return
        except ClientDisconnect:
            return
        headers = [*_HEADERS, (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class HotRoute(Route):
    """A POST answered by a `Handler`."""

    def __init__(self, path: str, handler: Handler) -> None:
        self.hot = HotEndpoint(handler)
        super().__init__(path, self.hot, methods=["POST"])


class HotPaths:
    """ASGI middleware, the outermost."""

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute]) -> None:
        self.app = app
        self._endpoints = {route.path: route.hot for route in routes if isinstance(route, HotRoute)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "POST":
            endpoint = self._endpoints.get(scope["path"])
            if endpoint is not None:
                await endpoint(scope, receive, send)
                return
        await self.app(scope, receive, send)
