"""The real server on a real database, and authors at work in a real browser."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import Session, select

from guides.definition import Guide
from server.app import create_app
from server.clock import system_clock
from server.database import open_session
from server.models import Environment, GuideRow, Member, Workspace
from server.settings import Settings
from tests import factories
from tests.databases import SqliteTemplate

expect.set_options(timeout=20_000)  # a machine that does other work too answers slowly, and right


@dataclass
class Studio:
    """A running server with one workspace, and what its pages complained about."""

    origin: str
    engine: Any
    workspace: Workspace
    environment: Environment
    complaints: list[str] = field(default_factory=list)

    def session(self) -> Session:
        return open_session(self.engine)

    def draft(self, key: str) -> Guide:
        with self.session() as session:
            row = session.exec(select(GuideRow).where(GuideRow.key == key)).one()
            return Guide.model_validate(row.draft)


@pytest.fixture(scope="module")
def studio(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    folder: Path = tmp_path_factory.mktemp("studio")
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    origin = f"http://127.0.0.1:{bound.getsockname()[1]}"
    app = create_app(Settings(data=folder, database_url=sqlite_template.copy(folder), public_url=origin))
    engine = app.state.services.engine
    with open_session(engine) as session:
        workspace = factories.make_workspace(session)
        environment = factories.make_environment(session, workspace, app_url="http://127.0.0.1:9")
        for role in ("author", "csm", "admin"):
            factories.make_member(session, workspace, role)
        session.commit()
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield Studio(origin, engine, workspace, environment)
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def guide(studio: Studio) -> Callable[..., str]:
    """`guide("key", name=…)` makes a draft of two steps and answers its key."""

    def make(key: str, published: bool = False, **values: Any) -> str:
        with studio.session() as session:
            definition = factories.guide_definition(key, **values)
            if published:
                environment = session.get_one(Environment, studio.environment.id)
                factories.make_published(session, environment, definition)
            else:
                factories.make_guide(session, session.get_one(Workspace, studio.workspace.id), definition)
            session.commit()
        return key

    return make


@pytest.fixture
def as_member(studio: Studio, browser: Browser) -> Iterator[Callable[..., Page]]:
    """`as_member("author")` answers a page of a browser in which that member is logged in."""
    contexts: list[BrowserContext] = []

    def open_page(role: str = "author", locale: str = "en", scheme: Any = "light", width: int = 1280) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=studio.origin
        )
        contexts.append(context)
        context.set_default_timeout(30_000)
        with studio.session() as session:
            member = session.exec(select(Member).where(Member.role == role)).one()
            member.locale = locale
            _, token = factories.make_log_in(session, member, now=system_clock())
            session.commit()
        context.add_cookies([{"name": "shirube", "value": token, "url": studio.origin}])
        page = context.new_page()
        page.on("console", lambda message: _note(studio, message.type, message.text))
        page.on("pageerror", lambda error: studio.complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()


def _note(studio: Studio, kind: str, text: str) -> None:
    if kind in ("error", "warning") and "status of 4" not in text:
        studio.complaints.append(text)


@pytest.fixture(autouse=True)
def _no_complaints(studio: Studio) -> Iterator[None]:
    """No page may log an error or break our Content Security Policy."""
    studio.complaints.clear()
    yield
    assert studio.complaints == []
