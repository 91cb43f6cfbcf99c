"""Picked in the real editor and found again by the real player, where finding is hard.

In repeated rows, a frame, a list that draws only what is in sight, and a shadow root.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.authoring import Editor, create_guide, log_in, open_editor
from tests.browser.loop.conftest import Loop
from tests.browser.third_party.following import expect_beside, expect_step, step

pytestmark = [pytest.mark.browser]

USE_THE_APP = "Use the app, without the editor in the way"
CUSTOMERS = "#customers"
FAR = 40
"""A row of the customers' list that is not drawn until somebody scrolls."""


def paper(page: Page) -> Locator:
    """The total on the invoice as the customer will read it."""
    return page.frame_locator("iframe.paper").locator(".sum b")


def scroll_to_row(page: Page, row: int) -> None:
    page.locator(CUSTOMERS).evaluate("(list, row) => { list.scrollTop = row * 52 }", row)


def row_of(page: Page, name: str) -> Locator:
    return page.locator(f"{CUSTOMERS} button").filter(has=page.get_by_text(name, exact=True))


def customer_far_down(page: Page) -> str:
    """The name in a row that only scrolling brings, one that no other customer has."""
    names: list[str] = page.evaluate("fetch('/api/customers').then(r => r.json()).then(all => all.map(c => c.name))")
    return next(name for name in names[FAR:] if names.count(name) == 1)


def place_of(page: Page, name: str) -> int:
    place: int = page.evaluate(
        "name => fetch('/api/customers').then(r => r.json()).then(all => all.findIndex(c => c.name === name))", name
    )
    return place


def pointed_at(page: Page, rows: Locator) -> Locator:
    """Whichever of the rows the step has its ring around."""
    ring = page.locator("shirube-guide .ring")
    expect(ring).to_be_visible()
    around = ring.bounding_box()
    assert around
    boxes = [row.bounding_box() for row in rows.all()]
    middle = around["y"] + around["height"] / 2
    place = next(n for n, box in enumerate(boxes) if box and box["y"] < middle < box["y"] + box["height"])
    return rows.nth(place)


def write_the_guide(loop: Loop, author: Page) -> tuple[str, str]:
    """Four steps in hard places; answers the guide's key and the customer it is about."""
    log_in(author, loop.stack.address)
    loop.become(author, "u-clarke@bramble-finch")
    guide = create_guide(author, loop.stack.address, "Credit limits", loop.app + "/invoices")
    editor = open_editor(author)
    app = editor.page
    editor.panel.get_by_role("tab", name="Guide").click()
    editor.panel.get_by_label("Starts", exact=True).select_option("Only when asked for (link, button, API)")
    editor.panel.get_by_role("tab", name="Steps").click()
    editor.picks(app.locator("#invoices tbody tr:nth-child(3) td:first-child a"))
    expect(editor.panel.get_by_text("elements here look alike")).to_be_visible()
    editor.panel.get_by_label("Any one like it").check()
    editor.writes("Heading", "Open any invoice")
    editor.panel.get_by_label("Moves on when").select_option("the element is clicked")
    editor.waits_until_saved()
    pointed_at(app, app.locator("#invoices tbody td:first-child a")).click()
    app.wait_for_url("**/invoices/*")
    expect(editor.panel).to_be_visible()
    editor.picks(paper(app))
    editor.writes("Heading", "This is what they will read")
    editor.waits_until_saved()
    return guide, in_the_list_of_customers(editor)


def in_the_list_of_customers(editor: Editor) -> str:
    app = editor.page
    # The panel moved over to the app's own navigation, to show the step on the right.
    editor.presses(USE_THE_APP)
    app.locator("nav").get_by_role("link", name="Customers").first.click()
    app.get_by_role("button", name="Open the editor: Credit limits").click()
    app.wait_for_url("**/app/customers")
    expect(app.locator(f"{CUSTOMERS} button").first).to_be_visible()
    name = customer_far_down(app)
    scroll_to_row(app, place_of(app, name))
    editor.picks(row_of(app, name))
    editor.panel.get_by_label("This one").check()
    editor.writes("Heading", "Choose this customer")
    editor.panel.get_by_label("Moves on when").select_option("the element is clicked")
    editor.waits_until_saved()
    row_of(app, name).click()
    editor.picks(app.locator("amount-field button").last)
    editor.writes("Heading", "Raise the limit")
    editor.waits_until_saved()
    editor.publishes()
    return name


def test_rows_a_frame_a_virtual_list_and_a_shadow_root(loop: Loop, author: Page, visitor: Page) -> None:
    guide, name = write_the_guide(loop, author)
    loop.become(visitor, "u-clarke@bramble-finch", then="/invoices?status=paid")
    visitor.evaluate("key => shirube('start', key)", guide)
    expect_step(visitor, "Open any invoice")
    pointed_at(visitor, visitor.locator("#invoices tbody td:first-child a")).click()
    expect_step(visitor, "This is what they will read")
    expect_beside(visitor, paper(visitor))
    step(visitor).get_by_role("button", name="Next").click()
    visitor.locator("nav").get_by_role("link", name="Customers").first.click()
    visitor.wait_for_url("**/app/customers")
    expect(visitor.locator(f"{CUSTOMERS} button").first).to_be_visible()
    expect(step(visitor)).to_have_count(0)
    scroll_to_row(visitor, place_of(visitor, name))
    expect_step(visitor, "Choose this customer")
    expect_beside(visitor, row_of(visitor, name))
    row_of(visitor, name).click()
    expect_step(visitor, "Raise the limit")
    expect_beside(visitor, visitor.locator("amount-field button").last)
    step(visitor).get_by_role("button", name="Done").click()
    expect(step(visitor)).to_have_count(0)
