"""Puts the sample app together: pages, actions, static files, and the Content-Security-Policy it insists on."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from starlette.applications import Starlette
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from examples.sample_app.actions import ACTIONS
from examples.sample_app.books import Book, open_book
from examples.sample_app.cast import Company
from examples.sample_app.pages import PAGES

FOLDER = Path(__file__).parent

Release = Literal["this", "next"]
"""The app changes as apps do: in its next release ids, classes and words are others, and a button is gone."""


@dataclass
class Office:
    """What the running app holds: where Shirube is, today's date, its release, each company's books once opened."""

    shirube: str
    key: str
    today: Callable[[], date]
    release: Release = "this"
    books: dict[str, Book] = field(default_factory=dict)

    def book(self, company: Company) -> Book:
        """The company's books, opened on first use. They live as long as the process."""
        if company.key not in self.books:
            self.books[company.key] = open_book(company, self.today())
        return self.books[company.key]


def create_app(shirube: str, key: str, today: Callable[[], date] = lambda: datetime.now(UTC).date()) -> Starlette:
    """The app. `shirube` is where the snippet comes from (empty: not embedded), `key` the public write key."""
    static = Mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")
    app = Starlette(routes=[*PAGES, *ACTIONS, static])
    app.state.office = Office(shirube.rstrip("/"), key, today)
    app.add_middleware(BaseHTTPMiddleware, dispatch=_strict)
    return app


async def _strict(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Every answer carries a policy that trusts this app and Shirube's host, and nothing inline without the nonce."""
    request.state.nonce = secrets.token_urlsafe(16)
    response = await call_next(request)
    response.headers["Content-Security-Policy"] = policy(request.app.state.office.shirube, request.state.nonce)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def policy(shirube: str, nonce: str) -> str:
    """The Content-Security-Policy a customer needs: one host in `script-src`, `connect-src`, `img-src`."""
    return "; ".join(
        f"{name} {' '.join(part for part in sources if part)}"
        for name, sources in {
            "default-src": ["'none'"],
            "script-src": ["'self'", f"'nonce-{nonce}'", shirube],
            "connect-src": ["'self'", shirube],
            "style-src": ["'self'"],
            "img-src": ["'self'", "data:", shirube],
            "frame-src": ["'self'"],
            "form-action": ["'self'"],
            "base-uri": ["'none'"],
            "frame-ancestors": ["'self'"],
        }.items()
    )
