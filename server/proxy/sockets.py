"""Web sockets through the proxy: both ways, text and bytes, subprotocols and close codes as they are."""

from __future__ import annotations

import asyncio
import contextlib

from starlette.responses import Response
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.typing import Origin, Subprotocol

from server.proxy.headers import HOP_BY_HOP, moved

OWN_HEADERS = HOP_BY_HOP | {b"host", b"origin"}
CANNOT_CONNECT = 1014
"""Close code «bad gateway» of the IANA registry."""


async def bridge(browser: WebSocket, ours: str, theirs: str) -> None:
    """Connect to the app first, so that the browser learns the subprotocol the app chose, then carry messages."""
    path = browser.scope["raw_path"].decode("latin-1")
    query = browser.scope["query_string"].decode("latin-1")
    address = "ws" + theirs.removeprefix("http") + path + (f"?{query}" if query else "")
    try:
        app = await _connected(browser, address, ours, theirs)
    except (OSError, WebSocketException, TimeoutError) as error:
        await _refuse(browser, error)
        return
    async with app:
        await browser.accept(subprotocol=app.subprotocol)
        await _carry(browser, app)


async def _connected(browser: WebSocket, address: str, ours: str, theirs: str) -> ClientConnection:
    headers = browser.scope["headers"]
    kept = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in headers
        if name not in OWN_HEADERS and not name.startswith(b"sec-websocket-")
    ]
    origin = next((moved(value, ours, theirs).decode() for name, value in headers if name == b"origin"), None)
    return await connect(
        address,
        origin=Origin(origin) if origin else None,
        subprotocols=[Subprotocol(name) for name in browser.scope.get("subprotocols", [])] or None,
        additional_headers=kept,
        user_agent_header=None,
        max_size=None,
        ping_interval=None,
        proxy=None,
    )


async def _refuse(browser: WebSocket, error: Exception) -> None:
    """Before the handshake the browser gets the app's own HTTP status; there is no close code yet."""
    if isinstance(error, InvalidStatus):
        response = error.response
        head = [(name.lower().encode(), value.encode()) for name, value in response.headers.raw_items()]
        await browser.send_denial_response(_denial(response.status_code, head, bytes(response.body or b"")))
    else:
        await browser.close(CANNOT_CONNECT)


def _denial(status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> Response:
    response = Response(body, status_code=status)
    response.raw_headers += [(name, value) for name, value in headers if name in (b"www-authenticate", b"location")]
    return response


async def _carry(browser: WebSocket, app: ClientConnection) -> None:
    ways = [asyncio.create_task(_to_app(browser, app)), asyncio.create_task(_to_browser(browser, app))]
    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    for way in ways:
        way.cancel()
    await asyncio.gather(*ways, return_exceptions=True)


async def _to_app(browser: WebSocket, app: ClientConnection) -> None:
    try:
        while True:
            message = await browser.receive()
            if message["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(message.get("code", 1000), message.get("reason"))
            text = message.get("text")
            await app.send(text if text is not None else message["bytes"])
    except WebSocketDisconnect as gone:
        await app.close(_sendable(gone.code), gone.reason or "")
    except ConnectionClosed:
        return


async def _to_browser(browser: WebSocket, app: ClientConnection) -> None:
    with contextlib.suppress(ConnectionClosed):
        async for message in app:
            await (browser.send_text(message) if isinstance(message, str) else browser.send_bytes(message))
    with contextlib.suppress(RuntimeError):  # the browser may have gone first
        await browser.close(_sendable(app.close_code or 1000), app.close_reason or "")


def _sendable(code: int) -> int:
    """1005 and 1006 say what happened and may not be sent."""
    return 1000 if code in (1005, 1006, 1015) else code
