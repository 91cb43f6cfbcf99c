"""From the review to what people see, and back; why a guide does not show; a draft by a link."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from server.models import GuideRow, GuideVersion, Publication, Workspace
from tests import factories
from tests.browser.studio.conftest import Studio

pytestmark = pytest.mark.browser
Member = Callable[..., Page]
MakeGuide = Callable[..., str]


@pytest.fixture
def approval(studio: Studio) -> Iterator[None]:
    def ask_for(whose: str) -> None:
        with studio.session() as session:
            session.get_one(Workspace, studio.workspace.id).approval = whose  # type: ignore[assignment]
            session.commit()

    ask_for("author")
    yield
    ask_for("none")


@pytest.fixture
def app(studio: Studio) -> Iterator[str]:
    """A customer's app with the snippet in it; its origin."""
    snippet = f'<script src="{studio.origin}/sdk/v1/shirube.js" data-key="{studio.environment.write_key}"></script>'
    body = f"<!doctype html><html lang=en><title>App</title>{snippet}<p>The app</p>".encode()

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def live_text(studio: Studio, key: str) -> str:
    """The first words of what people see."""
    with studio.session() as session:
        row = session.exec(select(GuideRow).where(GuideRow.key == key)).one()
        live = session.exec(select(Publication).where(Publication.guide_id == row.id)).one()
        return str(session.get_one(GuideVersion, live.version_id).definition["steps"][0]["content"][0]["text"])


@pytest.mark.usefixtures("approval")
def test_reviewed_published_and_rolled_back(studio: Studio, as_member: Member, guide: MakeGuide) -> None:
    key = guide("reviewed", published=True)
    author, admin = as_member("author"), as_member("admin")
    author.goto(f"/guides/{key}/edit?step=open")
    author.get_by_label("Text", exact=True).fill("New words")
    expect(author.locator("#save-state")).to_have_text("Saved")
    author.get_by_role("button", name="Publish…").click()
    author.locator("#publish").get_by_label("What should they look at?").fill("The first step")
    author.locator("#publish").get_by_role("button", name="Ask for a review").click()
    expect(author.get_by_text("Somebody else decides")).to_be_visible()

    admin.goto("/guides?status=review")
    admin.get_by_role("link", name="Waiting for review").click()
    expect(admin.get_by_text("The first step")).to_be_visible()
    admin.get_by_label("Your comment").first.fill("Well said")
    admin.get_by_role("button", name="Approve").click()
    expect(admin.get_by_text("“Well said”")).to_be_visible()
    assert live_text(studio, key) == "Press the button."

    author.goto(f"/guides/{key}/edit")
    author.get_by_role("button", name="Publish…").click()
    author.get_by_role("button", name="Publish", exact=True).click()
    author.wait_for_url("**/versions")
    assert live_text(studio, key) == "New words"

    author.get_by_role("button", name="Show this version").click()
    expect(author.locator("article", has_text="Version 1").get_by_text("Live in Production")).to_be_visible()
    assert live_text(studio, key) == "Press the button."


def test_why_a_guide_does_not_show_by_keyboard(studio: Studio, as_member: Member, guide: MakeGuide) -> None:
    key = guide("why", published=True, trigger={"page": "/billing/*"}, audience={"person": "role", "is": "billing"})
    with studio.session() as session:
        factories.make_person(session, session.merge(studio.environment), "why-7", traits={"role": "sales"})
        session.commit()
    page = as_member("author")
    page.goto(f"/guides/{key}/edit")
    page.locator("[popovertarget=guide-menu]").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Why doesn't it show?").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Person").focus()
    page.keyboard.type("why-7")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").get_by_text("It does not show.")).to_be_visible()
    expect(page.locator('[data-open="no"]')).to_have_count(1)
    expect(page.locator('[data-gate="audience"]')).to_contain_text("sales")


def test_a_colleague_sees_the_draft_by_a_link_and_nothing_of_it_stays_in_the_address(
    app: str, as_member: Member, guide: MakeGuide, browser: Browser
) -> None:
    key = guide("by-link", steps=[{"key": "one", "kind": "modal", "content": [{"type": "text", "text": "A draft"}],
                                   "buttons": [{"label": "Done", "does": ["complete"]}]}])  # fmt: skip
    author = as_member("author")
    author.goto(f"/guides/{key}/review")
    author.get_by_label("Page of your app to open").fill(f"{app}/home?a=1")
    author.get_by_role("button", name="Make a link").click()
    link = author.locator(".code-block pre").inner_text()

    colleague = browser.new_context().new_page()
    colleague.goto(link)
    expect(colleague.get_by_role("dialog")).to_contain_text("A draft")
    assert colleague.url.rstrip("#") == f"{app}/home?a=1"
    expect(colleague.get_by_role("region")).to_contain_text("Preview of a draft")
    colleague.get_by_role("button", name="Done").click()
    expect(colleague.get_by_role("dialog")).to_have_count(0)
    colleague.get_by_role("button", name="Play again").click()
    expect(colleague.get_by_role("dialog")).to_contain_text("A draft")
    colleague.get_by_role("button", name="Done").click()
    expect(colleague.get_by_role("dialog")).to_have_count(0)
    colleague.get_by_role("region").get_by_role("button", name="Close").click()
    expect(colleague.get_by_role("region")).to_have_count(0)

    author.get_by_role("button", name="Revoke").click()
    expect(author.get_by_role("button", name="Revoke")).to_have_count(0)
    answer = colleague.goto(link)
    assert answer is not None
    assert answer.status == 404
    colleague.context.close()
