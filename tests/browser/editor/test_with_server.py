"""The whole way, nothing scripted: the real server, the built snippet, the sample app under its strict policy."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Locator, Page, expect
from sqlmodel import Session, select
from starlette.types import ASGIApp

from examples.sample_app.app import create_app as create_sample_app
from guides.canonical import to_json
from guides.definition import Guide
from server.app import create_app
from server.database import open_session
from server.delivery.editor_sessions import open_editor
from server.models import Environment, GuideRow, GuideVersion
from server.settings import Settings
from server.stores.scoped import Scope
from tests.browser.editor.test_written_in_place import PNG
from tests.databases import SqliteTemplate
from tests.factories import make_environment, make_member, make_workspace

pytestmark = pytest.mark.browser


def now() -> datetime:
    return datetime.now(UTC)


class Served:
    """An application on a free port, in a thread."""

    def __init__(self, app: ASGIApp) -> None:
        self._server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
        self.origin = f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)


@dataclass
class Studio:
    """A guide without steps, an author, and the sample app with the snippet."""

    app: FastAPI
    scope: Scope
    sample: str

    def launch(self, path: str) -> str:
        """What the studio's button answers: the app's address with a one-time code."""
        with self.session() as session:
            address = open_editor(session, self.scope, "first-invoice", self.sample + path, now())
            session.commit()
        return address

    def session(self) -> Session:
        return open_session(self.app.state.services.engine)

    def environment(self, session: Session) -> Environment:
        return session.get_one(Environment, self.scope.environment_id)

    def draft(self) -> dict[str, Any]:
        with self.session() as session:
            return session.exec(select(GuideRow)).one().draft

    def versions(self) -> list[dict[str, Any]]:
        with self.session() as session:
            return [row.definition for row in session.exec(select(GuideVersion)).all()]


@pytest.fixture
def studio(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    data = tmp_path_factory.mktemp("shirube")
    settings = Settings(data=data, database_url=sqlite_template.copy(data), port=0)
    app = create_app(settings, clock=now)
    shirube = Served(app)
    settings.public_url = shirube.origin
    with open_session(app.state.services.engine) as session:
        workspace = make_workspace(session)
        environment = make_environment(session, workspace)
        member = make_member(session, workspace, "author")
        guide = to_json(Guide(key="first-invoice", name="First invoice", language="en"))
        row = GuideRow(workspace_id=workspace.id, key="first-invoice", kind="walkthrough", name="First invoice",
                       draft=guide, created_at=now(), updated_at=now())  # fmt: skip
        session.add(row)
        scope, key = Scope(workspace.id, environment.id, member.id, member.role), environment.write_key
        session.commit()
    sample = Served(create_sample_app(shirube.origin, key))
    yield Studio(app, scope, sample.origin)
    sample.stop()
    shirube.stop()


def press(page: Page, name: str) -> None:
    page.locator("shirube-editor .panel").get_by_role("button", name=name).first.click()


def write(page: Page, label: str, text: str) -> None:
    page.locator("shirube-editor .panel").get_by_label(label, exact=True).fill(text)


def pick(page: Page, element: Locator) -> None:
    press(page, "Point at an element")
    box = element.bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_from_the_studio_to_a_published_walkthrough(studio: Studio, page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(studio.launch("/invoices"))
    press(page, "Add a dialog")
    write(page, "Heading", "Welcome")
    pick(page, page.locator("#new-invoice"))
    write(page, "Heading", "Create an invoice")
    page.locator("shirube-editor .panel").get_by_label("Moves on when").select_option("the element is clicked")
    expect(page.locator("shirube-editor .save")).to_contain_text("Saved")
    press(page, "All steps")
    page.locator("nav").get_by_role("link").first.click()
    page.wait_for_url("**/")
    press(page, "Step 1 of 2")
    write(page, "Heading", "Welcome to Choba")
    press(page, "Publish")
    expect(page.locator("shirube-editor").get_by_text("Version 1 is live")).to_be_visible()
    [version] = studio.versions()
    assert [step["content"][0]["text"] for step in version["steps"]] == ["Welcome to Choba", "Create an invoice"]
    assert version["steps"][1]["advance"] == [{"on": "click"}]
    assert errors == []


def test_preview_leads_through_the_app_and_back_also_while_all_guides_are_stopped(studio: Studio, page: Page) -> None:
    """Whoever mends the guide for which all were stopped must see it."""
    with studio.session() as session:
        studio.environment(session).stopped_at = now()
        session.commit()
    page.goto(studio.launch("/invoices"))
    press(page, "Add a dialog")
    write(page, "Heading", "Welcome")
    pick(page, page.locator("#new-invoice"))
    write(page, "Heading", "Create an invoice")
    press(page, "All steps")
    press(page, "Preview")
    box = page.locator("shirube-guide [role=dialog]")
    expect(box).to_contain_text("Welcome")
    with page.expect_response("**/v1/events") as told:
        page.evaluate("shirube('track', 'looked')")
    assert told.value.json()["stopped"]
    box.get_by_role("button", name="Next").click()
    expect(box).to_contain_text("Create an invoice")
    box.get_by_role("button", name="Done").click()
    expect(page.locator("shirube-editor .panel")).to_be_visible()
    expect(box).to_have_count(0)


def test_closing_ends_the_session(studio: Studio, page: Page) -> None:
    address = studio.launch("/invoices")
    page.goto(address)
    press(page, "Add a dialog")
    write(page, "Heading", "Kept")
    press(page, "Done")
    page.wait_for_url("**/log-in**")
    assert studio.draft()["steps"][0]["content"] == [{"type": "heading", "level": 2, "text": "Kept"}]
    page.goto(address)
    expect(page.locator("shirube-editor .bar")).to_contain_text("This editing session has ended")


def test_two_authors_at_once_with_a_picture(studio: Studio, page: Page, browser: Browser) -> None:
    """Each in a browser of their own; the second meets the first one's work when saving, and both are kept."""
    page.goto(studio.launch("/invoices"))
    press(page, "Add a dialog")
    write(page, "Heading", "First")
    expect(page.locator("shirube-editor .save")).to_contain_text("Saved")
    other = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    other.goto(studio.launch("/invoices"))
    expect(other.locator("shirube-editor .panel")).to_contain_text("First")
    page.locator("shirube-guide .writer p").click()
    page.locator("shirube-editor .writerbar").get_by_role("button", name="Picture").click()
    page.locator("shirube-editor #picture-file").set_input_files(
        {"name": "shot.png", "mimeType": "image/png", "buffer": PNG}
    )
    picture = page.locator("shirube-guide .writer img[src]")
    expect(picture).to_be_visible()
    expect(page.locator("shirube-editor .save")).to_contain_text("Saved")
    press(other, "Add a dialog")
    write(other, "Heading", "Second")
    expect(other.locator("shirube-editor .panel")).to_contain_text("worked on this guide too")
    expect(other.locator("shirube-editor .save")).to_contain_text("Saved")
    steps = studio.draft()["steps"]
    assert [step["content"][0]["text"] for step in steps] == ["First", "Second"]
    [image] = [block for block in steps[0]["content"] if block["type"] == "image"]
    assert page.request.get(image["source"]).headers["content-type"] == "image/png"
    other.context.close()
