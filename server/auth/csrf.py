"""Cross-site requests: an unsafe request must come from our own pages and carry the session's token."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request

from server.auth.secrets import same
from server.errors import Forbidden
from server.services import services_of

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FIELD = "csrf"
HEADER = "X-CSRF"


async def sent_token(request: Request) -> str:
    """The token in the header, else in the form field; empty for safe requests."""
    if request.method in SAFE_METHODS:
        return ""
    if HEADER in request.headers:
        return request.headers[HEADER]
    if not request.headers.get("content-type", "").startswith(("application/x-www-form", "multipart/form-data")):
        return ""
    form = await request.form()
    return str(form.get(FIELD, ""))


def check_origin(request: Request) -> None:
    """Raises `Forbidden` when a browser says that another site sent this."""
    origin = request.headers.get("origin")
    if origin is not None and origin not in _own_origins(request):
        raise Forbidden("This request came from another site.")
    if origin is None and request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden("This request came from another site.")


def check_token(request: Request, sent: str, expected: str) -> None:
    """Raises `Forbidden` when an unsafe request lacks the session's token."""
    if request.method in SAFE_METHODS:
        return
    check_origin(request)
    if not same(sent, expected):
        raise Forbidden("This page is out of date. Reload it and try again.")


def _own_origins(request: Request) -> set[str]:
    public = urlsplit(services_of(request).settings.resolved_public_url)
    return {f"{public.scheme}://{public.netloc}", f"{request.url.scheme}://{request.url.netloc}"}
