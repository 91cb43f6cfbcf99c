"""The whole loop on the sample app: written and published by pointing, followed by an end user, seen in the numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.authoring import create_guide, log_in, open_editor
from tests.browser.loop.conftest import Loop
from tests.browser.processes import ROOT
from tests.browser.third_party.following import expect_analytics, expect_beside, expect_step, step

pytestmark = [pytest.mark.browser]

FEED_BUTTON = "#bank-feed a.button"
BOARD_GUIDE = ROOT / "examples" / "guides" / "new-board.yaml"


def write_the_guide(loop: Loop, author: Page) -> str:
    """Three steps: beside what the bank's answer brings late, on a link to another page, and in a form there."""
    log_in(author, loop.stack.address)
    guide = create_guide(author, loop.stack.address, "The first week", loop.app + "/")
    editor = open_editor(author)
    expect(editor.page.locator(FEED_BUTTON)).to_be_visible()
    editor.picks(editor.page.locator(FEED_BUTTON))
    editor.writes("Heading", "Your bank, connected")
    editor.waits_until_saved()
    editor.picks(editor.page.locator("#new-invoice"))
    editor.writes("Heading", "Every invoice begins here")
    editor.panel.get_by_label("Moves on when").select_option("the element is clicked")
    editor.waits_until_saved()
    editor.page.locator("#new-invoice").click()
    editor.page.wait_for_url("**/app/composer")
    expect(editor.panel).to_be_visible()
    editor.picks(editor.page.locator("select[name=customer]"))
    editor.writes("Heading", "Who is it for")
    editor.waits_until_saved()
    editor.publishes()
    return guide


def test_write_publish_follow_and_see(loop: Loop, author: Page, visitor: Page) -> None:
    guide = write_the_guide(loop, author)
    loop.become(visitor, "u-clarke@bramble-finch")
    expect_step(visitor, "Your bank, connected")
    expect_beside(visitor, visitor.locator(FEED_BUTTON))
    step(visitor).get_by_role("button", name="Next").click()
    expect_step(visitor, "Every invoice begins here")
    visitor.reload()
    expect_step(visitor, "Every invoice begins here")
    expect_beside(visitor, visitor.locator("#new-invoice"))
    visitor.locator("#new-invoice").click()
    visitor.wait_for_url("**/app/composer")
    expect_step(visitor, "Who is it for")
    expect_beside(visitor, visitor.locator("select[name=customer]"))
    step(visitor).get_by_role("button", name="Done").click()
    expect(step(visitor)).to_have_count(0)
    steps = ["Your bank, connected", "Every invoice begins here", "Who is it for"]
    expect_analytics(author, loop.stack.address, guide, 1, steps)


def test_who_has_finished_is_left_alone(loop: Loop, visitor: Page) -> None:
    """On the next visit nothing starts; somebody else is still to meet the guide."""
    loop.wait_until_known("u-clarke", "the-first-week", "completed")
    loop.become(visitor, "u-clarke@bramble-finch")
    expect(visitor.locator(FEED_BUTTON)).to_be_visible()
    visitor.wait_for_timeout(1500)
    expect(step(visitor)).to_have_count(0)
    loop.become(visitor, "u-takahashi@hoshino-print")
    expect_step(visitor, "Your bank, connected")


def test_leaving_counts_as_leaving(loop: Loop, visitor: Page, author: Page) -> None:
    loop.become(visitor, "u-osei@larkfield-robotics")
    expect_step(visitor, "Your bank, connected")
    visitor.keyboard.press("Escape")
    expect(step(visitor)).to_have_count(0)
    visitor.reload()
    expect(visitor.locator(FEED_BUTTON)).to_be_visible()
    visitor.wait_for_timeout(1500)
    expect(step(visitor)).to_have_count(0)
    log_in(author, loop.stack.address)
    author.goto(f"{loop.stack.address}/people/u-osei")
    expect(author.locator("main")).to_contain_text("Daniel Osei")
    expect(author.locator("main")).to_contain_text("The first week")


@pytest.mark.parametrize(
    ("who", "heading"),
    [("u-sato@minato-foods", "承認"), ("u-rossi@larkfield-robotics", "on one board")],
)
def test_each_reads_their_own_language(loop: Loop, visitor: Page, tmp_path: Path, who: str, heading: str) -> None:
    """A guide kept as a file, with its translation, in the single-page part; more urgent than what is live already."""
    file = tmp_path / "new-board.yaml"
    file.write_text(BOARD_GUIDE.read_text("utf-8").replace("priority: 20", "priority: 90"), "utf-8")
    loop.stack.command("guides", "push", str(file), "--publish")
    loop.become(visitor, who, then="/app/board")
    expect_step(visitor, heading)
