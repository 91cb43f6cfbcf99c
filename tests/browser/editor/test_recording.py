"""Recording: the author does the task, and the draft has its steps; nothing that was typed is in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editor.author import Author
from tests.browser.editor.fake_shirube import Shirube
from tests.browser.editor.test_host_page import AXE, VIOLATIONS
from tests.browser.editor.test_writing import headings

pytestmark = pytest.mark.browser

TYPED = {"name": "Zanzibar Quarry", "new": "hunter2-hunter2", "about": "Pays in cowrie shells"}


def fill_in_the_form(page: Page) -> None:
    page.get_by_label("Name").press_sequentially(TYPED["name"])
    page.get_by_label("Country").press("ArrowDown")
    page.get_by_label("News by e-mail").check()
    page.get_by_label("Password").fill(TYPED["new"])
    page.get_by_label("About").fill(TYPED["about"])
    page.get_by_label("Note").press_sequentially("Tangerine")
    page.get_by_role("button", name="One more").click()
    page.get_by_role("button", name="One more").click()
    page.get_by_role("button", name="Deep inside").click()


def strings_in(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in parts for text in strings_in(part)]


def test_a_task_becomes_steps_and_no_value_is_kept(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/sign-up").presses("Record what I do")
    expect(author.bar).to_contain_text("Do the task in your app")
    fill_in_the_form(page)
    expect(author.bar).to_contain_text("8 steps")
    author.bar.get_by_role("button", name="Stop").click()
    expect(author.panel.locator(".notice")).to_contain_text("8 steps recorded")
    author.waits_for(lambda: len(shirube.steps) == 8)
    assert headings(shirube) == [
        "Fill in “Name”", "Choose under “Country”", "Switch “News by e-mail”", "Fill in “Password”", "Fill in “About”",
        "Fill in “Note”", "Click “One more”", "Click “Deep inside”",
    ]  # fmt: skip
    assert [step["advance"][0]["on"] for step in shirube.steps] == [
        "input", "select", "click", "input", "input", "input", "click", "click",
    ]  # fmt: skip
    kept = json.dumps(shirube.guide) + page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    for value in ["Zanzibar", "Quarry", "hunter2", "cowrie", "Tangerine"]:
        assert [text for text in strings_in(shirube.guide) if value in text] == []
        assert value not in kept
    # The choices are the app's own words; which one was made is not told.
    assert "Norway" not in strings_in(shirube.guide)


def test_the_app_works_as_ever_and_recording_goes_on_over_page_loads(
    author: Author, shirube: Shirube, page: Page
) -> None:
    author.opens("/orders").presses("Record what I do")
    page.locator("#new-order").click()
    expect(page.locator("#log")).to_have_text("clicked New order")
    page.locator("#to-people").click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    expect(author.bar).to_contain_text("2 steps")
    page.locator("#invite").click()
    page.get_by_role("heading", name="People").click()
    expect(author.bar).to_contain_text("3 steps")
    author.bar.get_by_role("button", name="Stop").click()
    author.waits_for(lambda: headings(shirube) == ["Click “New order”", "Go to “People”", "Click “Invite”"])
    assert [step["page"] for step in shirube.steps] == ["/orders", "/orders", "/people"]
    page.locator("#invite").click()
    author.waits_until_saved()
    assert len(shirube.steps) == 3


def test_the_last_step_is_taken_back(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/orders").presses("Record what I do")
    back = author.bar.get_by_role("button", name="Undo")
    expect(back).to_be_disabled()
    page.locator("input[name=q]").fill("Aoki")
    page.locator("#new-order").click()
    expect(author.bar).to_contain_text("2 steps")
    back.click()
    expect(author.bar).to_contain_text("1 step")
    expect(author.bar).to_contain_text("Fill in “Search”")
    back.click()
    page.locator("input[name=q]").fill("Brown")
    expect(author.bar).to_contain_text("1 step")
    author.bar.get_by_role("button", name="Stop").click()
    author.waits_for(lambda: headings(shirube) == ["Fill in “Search”"])


def test_nothing_is_recorded_or_picked_where_people_log_in(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/log-in").presses("Point at an element")
    expect(author.panel.get_by_text("This is a log-in page")).to_be_visible()
    author.presses("Record what I do")
    expect(author.bar).to_contain_text("This is a log-in page")
    page.get_by_label("E-mail").fill("aki@example.com")
    page.get_by_label("Password").fill("secret-secret")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Orders")).to_be_visible()
    # The page is there before the editor is: what is done meanwhile, nobody hears.
    expect(author.bar).to_contain_text("0 steps")
    page.locator("#new-order").click()
    expect(author.bar).to_contain_text("1 step")
    page.add_script_tag(path=AXE)
    assert page.evaluate(VIOLATIONS) == []
    author.waits_for(lambda: headings(shirube) == ["Click “New order”"])
    assert "secret-secret" not in json.dumps(shirube.guide)


def test_in_japanese(author: Author, shirube: Shirube, page: Page) -> None:
    shirube.language = shirube.guide["language"] = "ja"
    author.opens("/orders").presses("操作を記録")
    page.locator("#new-order").click()
    expect(author.bar).to_contain_text("記録中 · 1ステップ")
    author.bar.get_by_role("button", name="終了").click()
    author.waits_for(lambda: headings(shirube) == ["「New order」をクリック"])
