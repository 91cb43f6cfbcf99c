"""Datasette, a server-rendered app of many pages: every click loads a new page."""

from __future__ import annotations

import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.browser.authoring import create_guide, log_in, open_editor, translate_guide
from tests.browser.processes import free_port
from tests.browser.stack import Stack
from tests.browser.third_party.following import expect_analytics, expect_beside, expect_step, step

pytestmark = [pytest.mark.browser, pytest.mark.third_party]


@pytest.fixture(scope="module")
def app(stack: Stack) -> str:
    """A shop's orders in Datasette, served with the snippet."""
    file = stack.folder / "shop.db"
    with sqlite3.connect(file) as database:
        database.execute("create table orders (id integer primary key, customer text, total int)")
        rows = [(f"Customer {number}", number * 1200) for number in range(40)]
        database.executemany("insert into orders (customer, total) values (?, ?)", rows)
    port = free_port()
    return stack.proxied(stack.start(["datasette", str(file), "-p", str(port)], port))


def test_pick_publish_follow_and_see(stack: Stack, app: str, author: Page, visitor: Page) -> None:
    guide = write_the_guide(stack, app, author)
    visitor.goto(app + "/")
    expect_step(visitor, "Open the orders")
    expect_beside(visitor, visitor.get_by_role("link", name="orders"))
    visitor.get_by_role("link", name="orders").click()
    visitor.wait_for_url("**/shop/orders")
    expect_step(visitor, "Narrow them down")
    visitor.reload()
    expect_step(visitor, "Narrow them down")
    step(visitor).get_by_role("button", name="Done").click()
    expect(step(visitor)).to_have_count(0)
    expect_analytics(author, stack.address, guide, 1, ["Open the orders", "Narrow them down"])


def write_the_guide(stack: Stack, app: str, author: Page) -> str:
    log_in(author, stack.address)
    guide = create_guide(author, stack.address, "Find an order", app + "/")
    editor = open_editor(author)
    editor.picks(editor.page.get_by_role("link", name="orders"))
    editor.writes("Heading", "Open the orders")
    editor.panel.get_by_label("Moves on when").select_option("the element is clicked")
    editor.waits_until_saved()
    editor.page.get_by_role("link", name="orders").click()
    editor.page.wait_for_url("**/shop/orders")
    expect(editor.panel).to_be_visible()
    editor.picks(editor.page.get_by_role("button", name="Apply"))
    editor.writes("Heading", "Narrow them down")
    editor.waits_until_saved()
    editor.publishes()
    return guide


def test_record_translate_and_repair(
    stack: Stack, app: str, author: Page, visitor: Page, japanese_visitor: Page
) -> None:
    log_in(author, stack.address)
    guide = create_guide(author, stack.address, "Sort the orders", app + "/shop")
    editor = open_editor(author)
    editor.records(editor.page.get_by_role("link", name="orders"), editor.page.get_by_role("link", name="total"))
    expect(editor.panel.get_by_role("button", name="Step 1 of 2: Go to “orders”")).to_be_visible()
    translate_guide(
        author, stack.address, guide, "ja", {"Go to “orders”": "注文を開く", "Go to “total”": "金額で並べ替える"}
    )
    editor.page.reload()  # the translations are the other page's work
    editor.publishes()
    japanese_visitor.goto(app + "/shop")
    expect_step(japanese_visitor, "注文を開く")
    japanese_visitor.get_by_role("link", name="orders").click()
    expect_step(japanese_visitor, "金額で並べ替える")

    with sqlite3.connect(stack.folder / "shop.db") as database:
        database.execute("alter table orders rename to purchases")
    editor.page.goto(app + "/shop")
    editor.panel.get_by_role("button", name="Step 1 of 2").click()
    expect(editor.panel).to_contain_text("No match on this page right now")
    editor.picks_again(editor.page.get_by_role("link", name="purchases"))
    editor.writes("Heading", "Go to the purchases")
    editor.waits_until_saved()
    editor.publishes(2)
    visitor.goto(app + "/shop")
    expect_step(visitor, "Go to the purchases")
    expect_beside(visitor, visitor.get_by_role("link", name="purchases"))
