"""JupyterLab, a heavy single-page app: strict headers, web sockets, menus made by script, elements drawn late."""

from __future__ import annotations

import json
import sys

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.authoring import create_guide, log_in, open_editor, translate_guide
from tests.browser.processes import free_port
from tests.browser.stack import Stack
from tests.browser.third_party.following import expect_analytics, expect_beside, expect_step, step

pytestmark = [pytest.mark.browser, pytest.mark.third_party]

RUNNING_TAB = ".jp-SideBar [data-id='jp-running-sessions']"
LAUNCHER_CARD = ".jp-LauncherCard[title*='Python 3']"


@pytest.fixture(scope="module")
def app(stack: Stack) -> str:
    """JupyterLab on an empty folder, served with the snippet."""
    port = free_port()
    work = stack.folder / "notebooks"
    work.mkdir()
    for variable in ("JUPYTER_PATH", "JUPYTER_CONFIG_DIR", "JUPYTERLAB_WORKSPACES_DIR"):  # nothing of earlier runs
        stack.environment[variable] = str(stack.folder / "jupyter")
    name_the_kernel(stack, "Analysis")
    options = ["--no-browser", "--allow-root", "--ServerApp.token=", "--ServerApp.password=", f"--port={port}"]
    folder = f"--ServerApp.root_dir={work}"
    return stack.proxied(stack.start(["jupyter", "lab", *options, folder], port))


def name_the_kernel(stack: Stack, name: str) -> None:
    """JupyterLab offers one more kernel under this name; what pages show follows when they load next."""
    folder = stack.folder / "jupyter" / "kernels" / "analysis"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (folder / "kernel.json").write_text(json.dumps({"argv": command, "display_name": name, "language": "python"}))


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
    editor.page.close()  # an open page writes down what the next one finds open
    return guide


def open_launcher(page: Page, card: Locator) -> None:
    """JupyterLab may open what an earlier page left open, whatever its address asks for."""
    try:
        expect(card).to_be_visible(timeout=20_000)
    except AssertionError:
        page.get_by_role("button", name="New Launcher").first.click()
        expect(card).to_be_visible(timeout=60_000)


def test_record_translate_and_repair(stack: Stack, app: str, author: Page, visitor: Page) -> None:
    place = app + "/lab/workspaces/look?reset"  # the other test's guide is for /lab
    log_in(author, stack.address)
    guide = create_guide(author, stack.address, "Look around", place)
    editor = open_editor(author)
    card, tab = editor.page.locator(".jp-LauncherCard[title='Analysis']").first, RUNNING_TAB
    open_launcher(editor.page, card)
    editor.records(editor.page.locator(tab), card)
    titles = editor.panel.locator(".step-title")
    expect(titles).to_have_text(["Choose “Running Terminals and Kernels”", "Click “A Analysis”"])
    japanese = dict(zip(titles.all_inner_texts(), ("実行中を見る", "分析を開く"), strict=True))
    translate_guide(author, stack.address, guide, "ja", japanese)

    name_the_kernel(stack, "Data lab")
    editor.page.goto(place)
    open_launcher(editor.page, editor.page.locator(".jp-LauncherCard[title='Data lab']").first)
    editor.panel.get_by_role("button", name="Step 2 of 2").click()
    expect(editor.panel).to_contain_text("No match on this page right now")
    editor.picks_again(editor.page.locator(".jp-LauncherCard[title='Data lab']").first)
    editor.waits_until_saved()
    # JupyterLab says that it speaks English, so guides do; the author sees the translation in the editor.
    editor.presses_some("Seen as")
    editor.panel.get_by_label("Language", exact=True).select_option("Japanese")
    expect_step(editor.page, "分析を開く")
    editor.publishes()
    editor.page.close()
    visitor.goto(place)
    expect_step(visitor, "Choose “Running")
    visitor.locator(tab).click()
    expect_step(visitor, "Click “A Analysis”")
    expect_beside(visitor, visitor.locator(".jp-LauncherCard[title='Data lab']").first)
