"""An app with a few pages, a scripted Shirube, and an author at work in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.editor.author import Author
from tests.browser.editor.fake_shirube import CODE, App, Shirube, serve_app, serve_shirube
from tests.browser.editor.pages import PAGES, harness

# For what has to come in the end, on however busy a machine.
expect.set_options(timeout=20_000)


@pytest.fixture
def shirube() -> Iterator[Shirube]:
    made = Shirube()
    server = serve_shirube(made)
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def app(shirube: Shirube) -> Iterator[App]:
    made = App(pages={**PAGES, "/harness.js": harness(shirube.origin)})
    server = serve_app(made)
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def author(page: Page, app: App, shirube: Shirube) -> Author:
    """An author; `author.opens("/orders")` opens that page of the app from the studio."""
    return Author(page, app, shirube, CODE)
