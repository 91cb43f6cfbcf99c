"""Elements that are hard to find again, picked in the real editor and found by the real player for somebody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.authoring import create_guide, log_in, open_editor
from tests.browser.loop.conftest import Loop
from tests.browser.third_party.following import expect_beside, expect_step, step

pytestmark = [pytest.mark.browser]

AUTHOR, READER = "u-clarke@bramble-finch", "u-rossi@bramble-finch"


def third_row(page: Page) -> Locator:
    """The menu of one of many invoices."""
    return page.locator("#invoices tbody tr:nth-child(3) summary")


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("iframe.paper")


def customers(page: Page) -> Locator:
    return page.locator("#customers")


def open_third_invoice(page: Page) -> None:
    page.locator("#invoices tbody tr:nth-child(3) a").first.click()
    expect(preview(page).locator("#print-now")).to_be_visible()


def open_a_customer(page: Page) -> None:
    page.get_by_role("link", name="Customers").first.click()
    customers(page).get_by_role("button").nth(1).click()
    expect(page.locator("amount-field .more, amount-field button").last).to_be_visible()


def further_down(page: Page) -> None:
    """The list draws only the rows in sight; this brings others."""
    customers(page).evaluate("(list) => list.scrollTo(0, 30 * 52)")


def test_rows_frames_shadow_roots_and_virtual_lists(loop: Loop, author: Page, visitor: Page) -> None:
    loop.become(author, AUTHOR, then="/invoices")
    log_in(author, loop.stack.address)
    create_guide(author, loop.stack.address, "Hard targets", loop.app + "/invoices")
    editor = open_editor(author)

    def picks(target: Locator, heading: str) -> None:
        editor.picks(target)
        editor.writes("Heading", heading)
        editor.waits_until_saved()

    picks(third_row(editor.page), "One of many rows")
    number = third_row(editor.page).get_attribute("aria-label")
    open_third_invoice(editor.page)
    picks(preview(editor.page).locator("#print-now"), "Inside a frame")
    open_a_customer(editor.page)
    picks(editor.page.locator("amount-field button").last, "Inside a shadow root")
    further_down(editor.page)
    row = customers(editor.page).get_by_role("button").nth(8)
    name = row.locator("span").first.inner_text()
    picks(row, "A row not drawn yet")
    editor.publishes()

    loop.become(visitor, READER, then="/invoices")
    expect_step(visitor, "One of many rows")
    assert third_row(visitor).get_attribute("aria-label") == number
    expect_beside(visitor, third_row(visitor))
    step(visitor).get_by_role("button", name="Next").click()
    open_third_invoice(visitor)
    expect_step(visitor, "Inside a frame")
    expect_beside(visitor, preview(visitor).locator("#print-now"))
    step(visitor).get_by_role("button", name="Next").click()
    open_a_customer(visitor)
    expect_step(visitor, "Inside a shadow root")
    expect_beside(visitor, visitor.locator("amount-field button").last)
    step(visitor).get_by_role("button", name="Next").click()
    further_down(visitor)
    expect_step(visitor, "A row not drawn yet")
    expect_beside(visitor, customers(visitor).get_by_role("button", name=name))
