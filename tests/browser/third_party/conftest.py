"""A Shirube for each app nobody here wrote: an environment belongs to one app."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.stack import Stack, a_stack


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with a_stack(tmp_path_factory.mktemp("stack")) as made:
        yield made


@pytest.fixture
def author(browser: Browser) -> Iterator[Page]:
    """The author's browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """An end user's browser, which knows nothing of the author's. Fails the test when the page threw."""
    yield from _visits(browser, "en")


@pytest.fixture
def japanese_visitor(browser: Browser) -> Iterator[Page]:
    """The same in Japanese."""
    yield from _visits(browser, "ja")


def _visits(browser: Browser, locale: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale=locale)
    context.set_default_timeout(30_000)
    page = context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    yield page
    context.close()
    assert [error for error in thrown if "shirube" in error.lower()] == []
