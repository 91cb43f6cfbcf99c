"""Bodies from browsers: JSON whatever the content type says, gzip accepted, never larger or slower than allowed."""

from __future__ import annotations

import asyncio
import zlib

from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from server.delivery.patience import Patience
from server.errors import Malformed, TooLarge, TooSlow

SECONDS_FOR_A_BODY = 15.0
"""A phone on a bad line sends a batch in this time; whoever takes twice as long holds memory for nothing."""
_GZIP = b"\x1f\x8b"
"""No JSON begins like this, so the header, which some clients forget and some proxies keep, need not be asked."""


async def read_body(patience: Patience, receive: Receive, limit: int) -> bytes:
    """The body, unpacked. Raises `TooLarge` beyond `limit` bytes (sent or unpacked), `TooSlow`, `Malformed` for broken
    gzip, and ClientDisconnect.
    """
    body = await _in_time(patience, receive, limit)
    if len(body) > limit:
        raise TooLarge(f"At most {limit} bytes are taken in one request.")
    return _unzip(body, limit) if body.startswith(_GZIP) else body


async def _in_time(patience: Patience, receive: Receive, limit: int) -> bytes:
    task = asyncio.current_task()
    assert task is not None
    patience.begin(task)
    try:
        message = await _next(receive)
        body: bytes = message.get("body", b"")
        return await _rest(body, receive, limit) if message.get("more_body") else body
    except asyncio.CancelledError:
        if patience.end(task):
            raise
        task.uncancel()
        raise TooSlow(f"A body has to arrive within {patience.seconds:.0f} seconds.") from None
    finally:
        patience.end(task)


async def _rest(first: bytes, receive: Receive, limit: int) -> bytes:
    parts, size, more = [first], len(first), True
    while more and size <= limit:
        message = await _next(receive)
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        more = message.get("more_body", False)
    return b"".join(parts)


async def _next(receive: Receive) -> Message:
    message = await receive()
    if message["type"] == "http.disconnect":
        raise ClientDisconnect
    return message


def _unzip(body: bytes, limit: int) -> bytes:
    """One member after the other: clients that write as they go, and proxies that join, send several."""
    parts: list[bytes] = []
    left = limit + 1
    while body:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            parts.append(unpacker.decompress(body, left))
        except zlib.error as error:
            raise Malformed("The body says it is gzip, but it is not.") from error
        left -= len(parts[-1])
        if left <= 0:
            raise TooLarge(f"At most {limit} bytes are taken in one request, unpacked.")
        if not unpacker.eof:
            raise Malformed("The gzip body is cut off.")
        body = unpacker.unused_data.lstrip(b"\0")  # padding is allowed after a member
    return b"".join(parts)
