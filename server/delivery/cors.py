"""The snippet calls from other sites' pages, without cookies."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

ANY_ORIGIN = {"Access-Control-Allow-Origin": "*"}
PREFLIGHT = ANY_ORIGIN | {
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, Content-Encoding",
    "Access-Control-Max-Age": "86400",
}


async def preflight(_request: Request) -> Response:
    """The answer to a browser that asks before it sends."""
    return Response(status_code=204, headers=PREFLIGHT)
