"""Bodies from browsers: JSON whatever the content type says, gzip accepted, never larger than allowed."""

from __future__ import annotations

import zlib

from starlette.requests import Request

from server.errors import Malformed, TooLarge


async def read_body(request: Request, limit: int) -> bytes:
    """The body, unpacked. Raises `TooLarge` beyond `limit` bytes (unpacked) and `Malformed` for broken gzip."""
    # The app bounds every body (`server/body_limit.py`), so that reading it whole is safe.
    body = await request.body()
    if len(body) > limit:
        raise TooLarge(f"At most {limit} bytes are taken in one request.")
    gzipped = request.headers.get("content-encoding") == "gzip" or body[:2] == b"\x1f\x8b"
    return _unzip(body, limit) if gzipped else body


def _unzip(body: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(body, limit + 1)
    except zlib.error as error:
        raise Malformed("The body says it is gzip, but it is not.") from error
    if len(unpacked) > limit:
        raise TooLarge(f"At most {limit} bytes are taken in one request, unpacked.")
    if not unpacker.eof:
        raise Malformed("The gzip body is cut off.")
    return unpacked
