"""The proxy itself: every request goes to the app; documents come back with the snippet, all else as it is."""

from __future__ import annotations

import contextlib
import html
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx2
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from server.proxy.encodings import AsciiView, Decoder, decoders
from server.proxy.headers import Headers, for_injection, origin_of, to_app, to_browser, value_of
from server.proxy.markup import HeadRewriter
from server.proxy.policy import amend
from server.proxy.snippet import Snippet
from server.proxy.sockets import bridge

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "REPORT"]
DOCUMENTS = ("text/html", "application/xhtml+xml")
CONNECT_SECONDS = 15.0
BODYLESS = (204, 205, 206, 304)


@dataclass
class Proxy:
    """One proxied app. Reading has no time limit, so that streams and long polls live as long as they like."""

    upstream: str
    snippet: Snippet
    client: httpx2.AsyncClient

    async def http(self, request: Request) -> Response:
        ours = origin_of(str(request.base_url))
        try:
            answer = await self.client.send(self._forwarded(request, ours), stream=True)
        except ClientDisconnect:
            return Response(status_code=499)
        except httpx2.TransportError as error:
            return _unreachable(self.upstream, error)
        nonce = secrets.token_urlsafe(16)
        headers = to_browser(answer.headers.raw, ours, self.upstream, self.snippet.host, nonce)
        undo = _undoing(request, answer.status_code, headers)
        if undo is None:
            return _Raw(answer.status_code, headers, answer.aiter_raw(), answer)
        body = self._with_snippet(answer, undo, value_of(headers, b"content-type"), nonce)
        return _Raw(answer.status_code, for_injection(headers), body, answer)

    def _forwarded(self, request: Request, ours: str) -> httpx2.Request:
        path = request.scope["raw_path"] or b"/"
        query = request.scope["query_string"]
        target = httpx2.URL(self.upstream).copy_with(raw_path=path + (b"?" + query if query else b""))
        has_body = "content-length" in request.headers or "transfer-encoding" in request.headers
        forwarded = httpx2.Request(
            request.method,
            target,
            headers=to_app(request.scope["headers"], ours, self.upstream),
            content=request.stream() if has_body else None,
        )
        if "content-length" in request.headers:  # the length was known: do not turn the upload into chunks
            forwarded.headers.pop("transfer-encoding", None)
        return forwarded

    async def _with_snippet(
        self, answer: httpx2.Response, undo: list[Decoder], content_type: str, nonce: str
    ) -> AsyncIterator[bytes]:
        host = self.snippet.host
        rewriter = HeadRewriter(self.snippet.markup(nonce), lambda policy: amend(policy, host, nonce))
        view = AsciiView(content_type)
        async for chunk in answer.aiter_raw():
            if out := view.outward(rewriter.feed(view.inward(_undone(undo, chunk)))):
                yield out
        if out := view.outward(rewriter.end()):
            yield out

    async def socket(self, browser: WebSocket) -> None:
        await bridge(browser, origin_of(str(browser.base_url).replace("ws", "http", 1)), self.upstream)


class _Raw(StreamingResponse):
    """Headers exactly as given, repeated ones included; the app's connection is given back in every case."""

    def __init__(self, status: int, headers: Headers, body: AsyncIterator[bytes], answer: httpx2.Response) -> None:
        super().__init__(_closing(body, answer), status_code=status)
        self.raw_headers = headers


async def _closing(body: AsyncIterator[bytes], answer: httpx2.Response) -> AsyncIterator[bytes]:
    try:
        async for chunk in body:
            yield chunk
    finally:
        await answer.aclose()


def _undone(undo: list[Decoder], chunk: bytes) -> bytes:
    for decoder in undo:
        chunk = decoder.decompress(chunk)
    return chunk


def _undoing(request: Request, status: int, headers: Headers) -> list[Decoder] | None:
    """How to read the document the snippet goes into; None when this answer is none, or is in an encoding unknown."""
    content_type = value_of(headers, b"content-type").split(";")[0].strip().lower()
    asked_for = request.headers.get("sec-fetch-dest", "document")
    is_page = (
        content_type in DOCUMENTS
        and asked_for == "document"
        and "attachment" not in value_of(headers, b"content-disposition")
    )
    if not is_page or request.method == "HEAD" or status in BODYLESS:
        return None
    return decoders(value_of(headers, b"content-encoding"))


def _unreachable(upstream: str, error: Exception) -> HTMLResponse:
    reason = html.escape(str(error) or type(error).__name__)
    page = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>The app does not answer</title>
<meta name="viewport" content="width=device-width"><body>
<h1>The app does not answer</h1><p>Shirube could not reach <strong>{html.escape(upstream)}</strong>: {reason}.</p>
<p>Start the app, or give another address to <code>shirube proxy</code>, then reload this page.</p></body></html>"""
    return HTMLResponse(page, status_code=502)


def create_proxy(upstream: str, snippet: Snippet) -> Starlette:
    """The proxy of one app, e.g. `create_proxy("http://127.0.0.1:8888", Snippet(host, key))`."""
    client = httpx2.AsyncClient(
        timeout=httpx2.Timeout(None, connect=CONNECT_SECONDS),
        limits=httpx2.Limits(max_connections=None, max_keepalive_connections=64),
        trust_env=False,
        verify=True,
    )
    proxy = Proxy(origin_of(upstream), snippet, client)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with client:
            yield

    routes = [
        Route("/{path:path}", proxy.http, methods=METHODS),
        WebSocketRoute("/{path:path}", proxy.socket),
    ]
    return Starlette(routes=routes, lifespan=lifespan)
