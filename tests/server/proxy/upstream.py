"""A nasty app: every encoding, policy, cookie, redirect, stream and socket that a proxy may stumble over."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator

import brotli
import zstandard
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

PAGE = "<!doctype html><html><head><title>A page</title></head><body><p>請求書 ¥1,000</p></body></html>"


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS = {
    "gzip": ("gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "raw-deflate": ("deflate", _raw_deflate),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", zstandard.ZstdCompressor().compress),
    "twice": ("br, gzip", lambda data: gzip.compress(brotli.compress(data))),
    "identity": ("identity", bytes),
}

PAGES = {
    "no-head": "<!doctype html><title>x</title><p>hi",
    "no-tags": "<p>only a fragment</p>",
    "tricky": (
        "<!doctype html><html><head><!-- </head> --><script>var a='</head><body>';</script></head>"
        "<body>real</body></html>"
    ),
    "upper": "<HTML><HEAD></HEAD><BODY>x</BODY></HTML>",
    "attributes": '<!doctype html><html data-x="<body>"><head data-y="a>b"></head><body></body></html>',
    "meta": """<html><head>
        <meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'nonce-abc'">
        </head><body></body></html>""",
    "empty": "",
}


async def page(request: Request) -> Response:
    return Response(PAGES[request.path_params["name"]], media_type="text/html")


async def packed(request: Request) -> Response:
    encoding, pack = PACKERS[request.path_params["name"]]
    headers = {"content-encoding": encoding, "etag": '"1"'}
    return Response(pack(PAGE.encode()), media_type="text/html; charset=utf-8", headers=headers)


async def in_charset(request: Request) -> Response:
    name = request.path_params["name"]
    return Response(PAGE.encode(name, "replace"), headers={"content-type": f"text/html; charset={name}"})


async def with_policy(request: Request) -> Response:
    response = Response(PAGE, media_type="text/html")
    for policy in request.query_params.getlist("p"):
        response.headers.append("content-security-policy", policy)
    return response


async def cookies(request: Request) -> Response:
    response = PlainTextResponse(request.headers.get("cookie", ""))
    response.headers.append("set-cookie", f"a=1; Domain={request.url.hostname}; Path=/; HttpOnly")
    response.headers.append("set-cookie", "b=2; SameSite=Lax")
    return response


async def redirect(request: Request) -> Response:
    return RedirectResponse(str(request.base_url) + "there?x=1", 302)


async def elsewhere(request: Request) -> Response:
    return RedirectResponse("https://other.test/there", 302)


async def told(request: Request) -> Response:
    body = await request.body()
    return JSONResponse({"method": request.method, "path": request.url.path, "query": request.url.query,
                         "headers": dict(request.headers), "bytes": len(body)})  # fmt: skip


async def ticks(request: Request) -> Response:
    async def stream() -> AsyncIterator[bytes]:
        for number in range(3):
            yield f"data: {number}\n\n".encode()
            await asyncio.sleep(0.4)

    return StreamingResponse(stream(), media_type="text/event-stream")


async def slow_page(request: Request) -> Response:
    async def stream() -> AsyncIterator[bytes]:
        for piece in ("<!doctype html><html><he", "ad></he", "ad><body>first", "second</body></html>"):
            yield piece.encode()
            await asyncio.sleep(0.3)

    return StreamingResponse(stream(), media_type="text/html")


async def fixed(request: Request) -> Response:
    status = request.path_params["status"]
    return Response(b"" if status in (204, 304) else b"<html><head></head></html>", status, media_type="text/html")


async def download(request: Request) -> Response:
    return Response(PAGE, media_type="text/html", headers={"content-disposition": "attachment; filename=x.html"})


async def echo(socket: WebSocket) -> None:
    await socket.accept(subprotocol="v2.chat" if "v2.chat" in socket.scope["subprotocols"] else None)
    await socket.send_text(f"cookie {socket.headers.get('cookie', '')} origin {socket.headers.get('origin', '')}")
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        if message.get("text") == "bye":
            await socket.close(4321, "as you wish")
            return
        text = message.get("text")
        await (socket.send_text(text) if text is not None else socket.send_bytes(message["bytes"]))


async def refused(socket: WebSocket) -> None:
    await socket.send_denial_response(PlainTextResponse("no", 403))


METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
app = Starlette(
    routes=[
        Route("/page/{name}", page),
        Route("/packed/{name}", packed),
        Route("/charset/{name}", in_charset),
        Route("/policy", with_policy),
        Route("/cookies", cookies),
        Route("/redirect", redirect),
        Route("/elsewhere", elsewhere),
        Route("/ticks", ticks),
        Route("/slow", slow_page),
        Route("/status/{status:int}", fixed),
        Route("/download", download),
        WebSocketRoute("/echo", echo),
        WebSocketRoute("/refused", refused),
        Route("/{path:path}", told, methods=METHODS),
    ]
)
