"""A first-time author, alone: from the log-in page to a published walkthrough of three steps, in at most 25 clicks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.loop.conftest import Loop
from tests.browser.stack import EMAIL, PASSWORD
from tests.browser.third_party.following import expect_beside, expect_step, step

pytestmark = [pytest.mark.browser]

MOST_CLICKS = 25
WAIT = 30_000


class Hand:
    """A pointer and a keyboard and nothing else: every press of the pointer is counted."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, page: Page, element: Locator) -> None:
        """Where somebody would click: in the middle of what is seen, on whatever lies on top there."""
        expect(element).to_be_visible(timeout=WAIT)
        element.scroll_into_view_if_needed()
        box = element.bounding_box()
        assert box
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(*middle, steps=2)
        page.mouse.click(*middle)
        self.clicks += 1

    def writes(self, page: Page, field: Locator, words: str) -> None:
        """Into the field that has the focus already, else after a click into it."""
        expect(field).to_be_visible(timeout=WAIT)
        if not field.evaluate("field => field.matches(':focus')"):
            self.click(page, field)
        page.keyboard.press("ControlOrMeta+A")  # an address that is known already is written over
        page.keyboard.type(words)
        expect(field).to_have_value(words)


def make_the_guide(hand: Hand, page: Page, loop: Loop) -> Page:
    """In the studio; answers the tab with the app and the editor."""
    page.goto(f"{loop.stack.address}/log-in")
    hand.writes(page, page.get_by_label("E-mail address"), EMAIL)
    hand.writes(page, page.get_by_label("Password"), PASSWORD)
    hand.click(page, page.get_by_role("button", name="Log in"))
    page.wait_for_url(f"{loop.stack.address}/")
    hand.click(page, page.get_by_role("navigation").get_by_role("link", name="Guides"))
    page.wait_for_url("**/guides")
    hand.click(page, page.get_by_role("button", name="New guide").first)
    dialog = page.locator("dialog[open]")
    hand.writes(page, dialog.locator("input[name=name]"), "Invite your team")
    hand.writes(page, dialog.locator("input[name=address]"), loop.app + "/settings/team")
    hand.click(page, dialog.get_by_role("button", name="Create guide"))
    page.wait_for_url("**/edit")
    with page.context.expect_page() as opened:
        hand.click(page, page.get_by_role("button", name="Pick in my app").first)
    return opened.value


def points_at(hand: Hand, app: Page, element: Locator, words: str) -> None:
    panel = app.locator("shirube-editor .panel")
    hand.click(app, panel.get_by_role("button", name="Point at an element"))
    expect(app.locator("shirube-editor .bar")).to_be_visible()
    hand.click(app, element)
    heading = panel.get_by_label("Heading", exact=True)
    expect(heading).to_be_focused()
    hand.writes(app, heading, words)


def test_three_steps_published_in_few_clicks(loop: Loop, author: Page, visitor: Page) -> None:
    hand = Hand()
    loop.become(author, "u-clarke@bramble-finch")
    app = make_the_guide(hand, author, loop)
    points_at(hand, app, app.locator("main h1"), "This is your team")
    points_at(hand, app, app.locator("#invite"), "Invite a colleague")
    points_at(hand, app, app.get_by_role("columnheader", name="Role"), "What each may do")
    panel = app.locator("shirube-editor .panel")
    hand.click(app, panel.get_by_role("button", name="Publish"))
    expect(panel.get_by_text("Version 1 is live")).to_be_visible(timeout=WAIT)
    print(f"\n{hand.clicks} clicks")
    assert hand.clicks <= MOST_CLICKS
    loop.become(visitor, "u-rossi@larkfield-robotics", then="/settings/team")
    expect_step(visitor, "This is your team")
    expect_beside(visitor, visitor.locator("main h1"))
    step(visitor).get_by_role("button", name="Next").click()
    expect_step(visitor, "Invite a colleague")
    step(visitor).get_by_role("button", name="Next").click()
    expect_step(visitor, "What each may do")
    step(visitor).get_by_role("button", name="Done").click()
    expect(step(visitor)).to_have_count(0)
