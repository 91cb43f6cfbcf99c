"""The OpenAPI 3.1 document at `/openapi.json`."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from server.api.shapes import Problem
from server.version import VERSION

DESCRIPTION = """\
Guides, people and accounts of one workspace. Make a token under Settings and send it as `Authorization: Bearer sk_…`.

Lists come in pages: ask again with `next_cursor`. Drafts carry an `ETag`; saving one needs `If-Match`. A POST may
carry an `Idempotency-Key`: repeated with the same key within 24 hours, it is answered again and done once. A request
that was refused changed nothing and may be repeated with its key. Errors are RFC 9457 problems with a stable `code`.
"""


def describe(app: FastAPI) -> None:
    """Makes the app answer our document instead of the framework's."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]  # the way FastAPI documents


def _document(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(title="Shirube", version=VERSION, description=DESCRIPTION, routes=app.routes)
    made["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    return made
