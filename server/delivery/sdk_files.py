"""The snippet's files: `/sdk/v1/…` moves with each release, `/sdk/<version>/…` never changes."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.delivery.cors import ANY_ORIGIN
from server.delivery.sdk import MOVING
from server.services import Services

_FOR_A_YEAR = "public, max-age=31536000, immutable"
_FOR_MINUTES = "public, max-age=300, stale-while-revalidate=86400"
_HEADERS = ANY_ORIGIN | {
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept-Encoding",
}


async def serve_sdk_file(request: Request) -> Response:
    services: Services = request.app.state.services
    version, name = request.path_params["version"], request.path_params["name"]
    file = await run_in_threadpool(services.sdk.get, version, name)
    headers = _HEADERS | {"ETag": file.etag, "Cache-Control": _FOR_MINUTES if version == MOVING else _FOR_A_YEAR}
    if request.headers.get("if-none-match") == file.etag:
        return Response(status_code=304, headers=headers)
    body, encoding = await run_in_threadpool(file.packed, request.headers.get("accept-encoding", ""))
    if encoding:
        headers["Content-Encoding"] = encoding
    return Response(body, 200, headers, "text/javascript; charset=utf-8")


async def serve_sri(request: Request) -> Response:
    """The hashes for `integrity=` with the addresses they belong to."""
    services: Services = request.app.state.services
    manifest = await run_in_threadpool(services.sdk.manifest)
    base = f"{services.settings.resolved_public_url}/sdk/{manifest['version']}"
    files = {name: {"url": f"{base}/{name}", **facts} for name, facts in manifest["files"].items()}
    headers = ANY_ORIGIN | {"Cache-Control": "no-cache"}
    return JSONResponse({"version": manifest["version"], "files": files}, headers=headers)


ROUTES = [
    Route("/sdk/sri.json", serve_sri, methods=["GET"]),
    Route("/sdk/{version}/{name}", serve_sdk_file, methods=["GET"]),
]
