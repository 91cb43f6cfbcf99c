"""A scripted Shirube, a tiny app, and a visitor of it in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.sdk.scripted import App, Shirube, serve_app, serve_shirube
from tests.sdk.visitor import Visitor


@pytest.fixture
def shirube() -> Iterator[Shirube]:
    made = Shirube()
    server = serve_shirube(made)
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def app() -> Iterator[App]:
    made = App()
    server = serve_app(made)
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(6_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def visitor(page: Page, app: App, shirube: Shirube) -> Iterator[Visitor]:
    """Fails the test when anything was thrown into the page."""
    made = Visitor(page, app, shirube)
    yield made
    assert made.errors == []
