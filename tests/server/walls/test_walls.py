"""No operation without protection, no role beyond its rights, no way into another workspace."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session

from server.auth.csrf import HEADER
from server.auth.log_ins import COOKIE
from server.auth.roles import ROLES
from server.models.tenancy import Role
from tests.factories import log_in, make_member
from tests.server.walls.operations import Operation, operations
from tests.server.walls.worlds import FORM, HEADERS, JSON, World, give_tokens, make_run, make_world, rows_of

SNIPPET = ["session", "events", "identify", "group", "track", "page", "screen", "alias", "batch", "import", *"tigpsabm"]
PUBLIC = {
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
    "GET /openapi.json",
    "GET /static",
    "GET /sdk/sri.json",
    "GET /v1/projects/{key}/settings",
    "GET /sdk/{version}/{name}",
    "GET /media/{name}",
    "GET /log-in",
    "POST /log-in",
    "POST /v1/editor/exchange",
    "POST /v1/editor/preview/exchange",
    "GET /preview/{token}",
    *(f"{method} /v1/{name}" for name in SNIPPET for method in ("POST", "OPTIONS")),
}
"""What anybody may call. Whatever else there is must ask who is calling."""


@pytest.fixture
def tolerant(app: FastAPI) -> Any:
    """A client that shows a crash as status 500, so that one does not hide the rest."""
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def ours(session: Session) -> World:
    world = make_world(session, "our")
    give_tokens(session, world, ROLES)
    session.commit()
    return world


@pytest.fixture
def theirs(session: Session) -> World:
    world = make_world(session, "their")
    session.commit()
    return world


def protected(app: FastAPI, *kinds: str) -> list[Operation]:
    return [operation for operation in operations(app) if operation.protection in kinds]


def call(client: TestClient, operation: Operation, values: dict[str, str], **headers: str) -> Response:
    """Calls an operation with a form or JSON that has all it may need."""
    address, sent = operation.address(values), HEADERS | headers
    if operation.protection == "page":
        return client.request(operation.method, address, headers=sent, data=FORM | values if operation.unsafe else None)
    return client.request(operation.method, address, headers=sent, json=JSON if operation.unsafe else None)


def as_member(client: TestClient, session: Session, world: World, role: Role) -> None:
    log_in(client, session, make_member(session, world.workspace, role, email=f"{role}@walls.example"))


def wrong(found: dict[Operation, Response], fine: Callable[[Operation, Response], bool]) -> list[str]:
    return [f"{operation} → {answer.status_code}" for operation, answer in found.items() if not fine(operation, answer)]


def test_every_operation_asks_who_is_calling_or_is_listed_as_public(app: FastAPI) -> None:
    unprotected = {str(operation) for operation in operations(app) if operation.protection == "none"}

    assert unprotected == PUBLIC


def test_there_are_pages_and_an_api_to_walk(app: FastAPI) -> None:
    assert len(protected(app, "page")) > 10
    assert len(protected(app, "api")) > 10
    assert len(protected(app, "editor")) == 11


def test_nobody_gets_in_without_logging_in(app: FastAPI, tolerant: TestClient, ours: World) -> None:
    found = {o: call(tolerant, o, ours.values) for o in protected(app, "page", "api", "editor")}

    def turned_away(operation: Operation, answer: Response) -> bool:
        if operation.protection == "page":
            return answer.status_code == 303 and answer.headers["location"].startswith("/log-in")
        return answer.status_code == 401

    assert wrong(found, turned_away) == []


@pytest.mark.parametrize("role", ROLES)
def test_pages_let_in_the_roles_they_name_and_no_other(
    app: FastAPI, tolerant: TestClient, session: Session, ours: World, role: Role
) -> None:
    found = {}
    for operation in protected(app, "page"):
        as_member_again(tolerant, session, ours, role)
        found[operation] = call(tolerant, operation, ours.values)

    assert wrong(found, lambda o, a: (a.status_code == 403) is (role not in o.allowed) and a.status_code < 500) == []


def as_member_again(client: TestClient, session: Session, world: World, role: Role) -> None:
    """Logs in before each call, since some of the calls log out."""
    client.cookies.clear()
    member = make_member(
        session, world.workspace, role, email=f"{role}-{len(str(client))}-{next(_numbers)}@walls.example"
    )
    log_in(client, session, member)


_numbers = count()


@pytest.mark.parametrize("role", ROLES)
def test_the_api_lets_in_the_roles_it_names_and_no_other(
    app: FastAPI, tolerant: TestClient, ours: World, role: Role
) -> None:
    bearer = f"Bearer {ours.tokens[role]}"
    found = {o: call(tolerant, o, ours.values, Authorization=bearer) for o in protected(app, "api")}

    assert wrong(found, lambda o, a: (a.status_code == 403) is (role not in o.allowed) and a.status_code < 500) == []


@pytest.mark.usefixtures("database_url")
def test_another_workspace_s_things_are_not_there(
    app: FastAPI, tolerant: TestClient, session: Session, ours: World, theirs: World
) -> None:
    """Their ids in the address answer 404; their ids in a form or body change nothing of theirs."""
    make_run(app.state.services, theirs)
    before, found = rows_of(session, theirs), {}
    bearer = f"Bearer {ours.tokens['admin']}"

    for operation in protected(app, "page", "api"):
        as_member_again(tolerant, session, ours, "admin")
        found[operation] = call(tolerant, operation, theirs.values, Authorization=bearer)

    assert wrong(found, lambda o, answer: answer.status_code == 404 if o.names else answer.status_code < 500) == []
    assert rows_of(session, theirs) == before


def test_our_own_things_are_there(app: FastAPI, tolerant: TestClient, session: Session, ours: World) -> None:
    """The same walk with our own ids, so that the test above does not pass because of a wrong address."""
    make_run(app.state.services, ours)
    as_member(tolerant, session, ours, "admin")
    walked = [o for o in protected(app, "page", "api") if o.names and not o.unsafe]

    found = {o: call(tolerant, o, ours.values, Authorization=f"Bearer {ours.tokens['admin']}") for o in walked}

    assert wrong(found, lambda _, answer: answer.status_code == 200) == []


def test_an_environment_of_another_workspace_cannot_be_chosen(
    tolerant: TestClient, session: Session, ours: World, theirs: World
) -> None:
    as_member(tolerant, session, ours, "admin")
    bearer = {"Authorization": f"Bearer {ours.tokens['admin']}"}
    theirs.environment.key = "only-theirs"
    session.commit()

    chosen = tolerant.post("/environment", data={"environment": theirs.environment.id})
    asked = tolerant.get("/api/v1/guides?environment=only-theirs", headers=bearer)

    assert (chosen.status_code, asked.status_code) == (404, 404)


FORGERIES = [
    # what a forged request lacks or carries
    {HEADER: ""},
    {HEADER: "guessed"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("forgery", FORGERIES)
def test_no_page_takes_a_forged_request(
    app: FastAPI, tolerant: TestClient, session: Session, ours: World, forgery: dict[str, str]
) -> None:
    as_member(tolerant, session, ours, "owner")
    before = rows_of(session, ours)
    unsafe = [o for o in protected(app, "page") if o.unsafe]

    found = {o: call(tolerant, o, ours.values, **forgery) for o in unsafe}

    assert wrong(found, lambda _, answer: answer.status_code == 403) == []
    assert rows_of(session, ours) == before
    assert COOKIE in tolerant.cookies
