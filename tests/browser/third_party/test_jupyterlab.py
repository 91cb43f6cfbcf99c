"""JupyterLab, a heavy single-page app: strict headers, web sockets, menus made by script, elements drawn late."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.authoring import create_guide, log_in, open_editor
from tests.browser.processes import free_port
from tests.browser.stack import Stack
from tests.browser.third_party.following import expect_analytics, expect_beside, expect_step, step

pytestmark = [pytest.mark.browser, pytest.mark.third_party]

LAUNCHER_CARD = ".jp-LauncherCard[title*='Python 3']"


@pytest.fixture(scope="module")
def app(stack: Stack) -> str:
    """JupyterLab on an empty folder, served with the snippet."""
    port = free_port()
    work = stack.folder / "notebooks"
    work.mkdir()
    options = ["--no-browser", "--allow-root", "--ServerApp.token=", "--ServerApp.password=", f"--port={port}"]
    folder = f"--ServerApp.root_dir={work}"
    return stack.proxied(stack.start(["jupyter", "lab", *options, folder], port))


def test_pick_publish_follow_and_see(stack: Stack, app: str, author: Page, visitor: Page) -> None:
    guide = write_the_guide(stack, app, author)
    visitor.goto(app + "/lab?reset")
    expect_step(visitor, "Start a notebook")
    expect_beside(visitor, visitor.locator(LAUNCHER_CARD).first)
    visitor.locator(LAUNCHER_CARD).first.click()
    expect_step(visitor, "Run it here")
    run = visitor.locator("[data-command='notebook:run-cell-and-select-next'], [data-command*='run-cell']").first
    expect_beside(visitor, run, near_pixels=90)
    step(visitor).get_by_role("button", name="Done").click()
    expect(step(visitor)).to_have_count(0)
    expect_analytics(author, stack.address, guide, 1, ["Start a notebook", "Run it here"])


def write_the_guide(stack: Stack, app: str, author: Page) -> str:
    log_in(author, stack.address)
    guide = create_guide(author, stack.address, "A first notebook", app + "/lab")
    editor = open_editor(author)
    card = editor.page.locator(LAUNCHER_CARD).first
    expect(card).to_be_visible(timeout=60_000)
    editor.picks(card)
    editor.writes("Heading", "Start a notebook")
    editor.panel.get_by_label("Moves on when").select_option("the element is clicked")
    editor.waits_until_saved()
    card.click()
    run = editor.page.locator("[data-command='notebook:run-cell-and-select-next'], [data-command*='run-cell']").first
    expect(run).to_be_visible(timeout=60_000)
    editor.picks(run)
    editor.writes("Heading", "Run it here")
    editor.writes("Page", "/lab/*")  # every notebook has an address of its own
    editor.waits_until_saved()
    editor.publishes()
    return guide
