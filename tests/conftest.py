"""Fixtures of every room: a real database, the real app, members of each role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import settings as hypothesis_settings
from sqlmodel import Session

from analytics.store import OwnedStore, open_store
from server.app import create_app
from server.database import open_session
from server.models import Environment, Member, Workspace
from server.models.tenancy import Role
from server.services import Services
from server.settings import Settings
from tests.chromium import launch_options
from tests.databases import PostgresTemplate, SqliteTemplate
from tests.factories import TickingClock, log_in, make_environment, make_member, make_workspace

hypothesis_settings.register_profile("shirube", deadline=None)  # how long an example takes says how busy the machine is
hypothesis_settings.load_profile("shirube")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """What pytest-playwright starts."""
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[PostgresTemplate]:
    template = PostgresTemplate()
    yield template
    template.stop()


@pytest.fixture
def sqlite_url(sqlite_template: SqliteTemplate, tmp_path: Path) -> str:
    return sqlite_template.copy(tmp_path)


@pytest.fixture
def postgres_url(postgres_template: PostgresTemplate) -> Iterator[str]:
    url = postgres_template.copy()
    yield url
    postgres_template.drop(url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """An upgraded, empty database; a test that asks for it (by name or `usefixtures`) runs once on each engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings on SQLite, or on each engine when the test also asks for `database_url`."""
    chosen = "database_url" if "database_url" in request.fixturenames else "sqlite_url"
    url: str = request.getfixturevalue(chosen)
    return Settings(data=tmp_path, database_url=url, public_url="http://testserver")


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def app(settings: Settings, clock: TickingClock) -> Iterator[FastAPI]:
    made = create_app(settings, clock=clock)
    yield made
    made.state.services.engine.dispose()


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A browser that nobody has logged in with; the app's parts are running."""
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def session(app: FastAPI) -> Iterator[Session]:
    """For preparing and reading rows. Commit what the app is to see; call `expire_all` before reading its changes."""
    with open_session(app.state.services.engine) as session:
        yield session


@pytest.fixture
def workspace(session: Session) -> Workspace:
    return make_workspace(session)


@pytest.fixture
def environment(session: Session, workspace: Workspace) -> Environment:
    made = make_environment(session, workspace)
    session.commit()
    return made


@pytest.fixture
def member(session: Session, workspace: Workspace, environment: Environment) -> Member:
    """An author."""
    made = make_member(session, workspace, "author")
    session.commit()
    return made


@pytest.fixture
def as_role(
    client: TestClient, session: Session, workspace: Workspace, environment: Environment
) -> Callable[[Role], TestClient]:
    """`as_role("csm")` answers the client, logged in as a member with that role."""

    def logged_in(role: Role) -> TestClient:
        log_in(client, session, make_member(session, workspace, role, email=f"{role}-logged-in@example.com"))
        return client

    return logged_in


@pytest.fixture
def author(client: TestClient, session: Session, member: Member) -> TestClient:
    """The client, logged in as an author."""
    log_in(client, session, member)
    return client


@pytest.fixture
def services(app: FastAPI) -> Services:
    made: Services = app.state.services
    return made


@pytest.fixture(scope="session")
def embedded_clickhouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnedStore]:
    """One a test run: the engine lives once in a process."""
    store = open_store(f"chdb://{tmp_path_factory.mktemp('chdb')}")
    yield store
    store.close()
