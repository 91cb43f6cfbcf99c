"""`Idempotency-Key`: a POST that is sent twice, because its answer got lost, is done once and answered twice.

The key is claimed in a transaction of its own before the work; the answer is written in the work's transaction, so
there is never one without the other. A request that fails changed nothing, so its key is free again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Request, Response
from fastapi.params import Depends as Dependency
from fastapi.routing import APIRoute
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from server.api.caller import token_of
from server.database import SessionDep, open_session
from server.errors import FieldProblem, Invalid
from server.models import IdempotencyKey
from server.services import services_of
from server.stores.idempotency import IdempotencyStore
from server.stores.scoped import Scope

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST = 200
KEPT_HEADERS = ("content-type", "location", "etag")

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
Key = Annotated[
    str | None,
    Header(
        alias=HEADER,
        description="A new random text for every new request, such as a UUID, at most 200 ASCII characters. The same "
        "request with the same key within 24 hours is not done again: it is answered as the first time, with "
        f"`{REPLAYED}: true`.",
    ),
]


def repeatable(request: Request, session: SessionDep, idempotency_key: Key = None) -> None:  # noqa: ARG001 - described
    """Describes the header, and lends the request's session to the route."""
    request.state.session = session


@dataclass(frozen=True)
class Claim:
    """The first request with this key. `row_id` is where its answer goes."""

    scope: Scope
    row_id: str

    def keep(self, session: Session, response: Response) -> None:
        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        body = bytes(response.body).decode()
        IdempotencyStore(session, self.scope).keep(self.row_id, response.status_code, headers, body)

    def release(self, request: Request) -> None:
        working: Session | None = getattr(request.state, "session", None)
        if working is not None:
            working.rollback()  # or SQLite's one writer would be waited for in vain
        with open_session(services_of(request).engine) as session:
            IdempotencyStore(session, self.scope).release(self.row_id)
            session.commit()


class ApiRoute(APIRoute):
    """The route of every operation of the API. POSTs take an `Idempotency-Key`."""

    def __init__(
        self, *given: Any, dependencies: Sequence[Dependency] | None = None, methods: Any = None, **options: Any
    ) -> None:
        more = [Depends(repeatable)] if "POST" in (methods or ()) else []
        super().__init__(*given, dependencies=[*(dependencies or ()), *more], methods=methods, **options)

    def get_route_handler(self) -> Handler:
        handler = super().get_route_handler()
        if "POST" not in (self.methods or ()):
            return handler

        async def handle(request: Request) -> Response:
            if HEADER not in request.headers:
                return await handler(request)
            return await _once(request, handler)

        return handle


async def _once(request: Request, handler: Handler) -> Response:
    key, body = _key_of(request), await request.body()
    found = await run_in_threadpool(_claim, request, key, body)
    if found is None:  # no token that we know, which the handler answers
        return await handler(request)
    if isinstance(found, Response):
        return found
    try:
        response = await handler(request)
        await run_in_threadpool(found.keep, request.state.session, response)
    except Exception:
        await run_in_threadpool(found.release, request)
        raise
    return response


def _key_of(request: Request) -> str:
    key = request.headers[HEADER].strip()
    if not (1 <= len(key) <= LONGEST and key.isascii() and key.isprintable()):
        problem = FieldProblem(f"header.{HEADER.lower()}", f"1 to {LONGEST} printable ASCII characters")
        raise Invalid(f"This is not an {HEADER}.", fields=[problem])
    return key


def _claim(request: Request, key: str, body: bytes) -> Claim | Response | None:
    """A claim when this is the first request with the key, otherwise the answer to the first."""
    services = services_of(request)
    with open_session(services.engine) as session:
        token = token_of(request, session)
        if token is None:
            return None
        scope = Scope(token.workspace_id, "", role=token.role)
        row = IdempotencyStore(session, scope).claim(token.id, key, _fingerprint(request, body), services.clock())
        session.commit()
        return Claim(scope, row.id) if row.status is None else _again(row.status, row)


def _again(status: int, row: IdempotencyKey) -> Response:
    return Response(row.body, status, {**row.headers, REPLAYED: "true"})


def _fingerprint(request: Request, body: bytes) -> str:
    address = f"{request.method} {request.url.path}?{request.url.query}\n"
    return hashlib.sha256(address.encode() + body).hexdigest()
