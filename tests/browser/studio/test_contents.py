"""Tasks of a checklist and articles of a resource center, written in the browser, shown by the snippet itself."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.studio.conftest import Studio
from tests.browser.studio.test_pages import violations

pytestmark = pytest.mark.browser


def waits_until_saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_have_text("Saved")


def test_a_checklist_is_written_refused_mended_reordered_and_shown(
    studio: Studio, as_member: Callable[..., Page], guide: Callable[..., str]
) -> None:
    guide("week", kind="checklist", steps=[{"key": "intro", "kind": "slide_out"}], checklist={"items": []})
    guide("tour", name="First tour")
    page = as_member("author")
    page.goto("/guides/week/edit")
    expect(page).to_have_url(re.compile("/guides/week/contents"))
    page.get_by_role("button", name="Add a task").click()
    page.get_by_label("What is to be done").fill("Invite a colleague")
    page.get_by_label("It is ticked off when").select_option("event")
    page.locator("#task-event").fill("member_invited")
    page.get_by_label("What it does").select_option("open")
    link = page.get_by_label("Address it opens")
    link.fill("javascript:alert(1)")
    expect(link).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#error-entry-form").get_by_role("alert")).to_contain_text("Not saved")
    expect(page.locator("#task-event")).to_have_value("member_invited")
    link.fill("/team")
    expect(link).not_to_have_attribute("aria-invalid", "true")
    # Two forms at once: neither loses what was typed last.
    page.get_by_label("One sentence more").fill("Two minutes.")
    page.get_by_label("Title", exact=True).fill("Your first week")
    page.get_by_label("Order", exact=True).select_option("fixed")
    waits_until_saved(page)
    page.get_by_role("button", name="Add a task").click()
    expect(page.locator("#entry-list li")).to_have_count(2)
    page.get_by_label("What is to be done").fill("Take the tour")
    page.get_by_label("What it does").select_option("start")
    page.get_by_label("Which one").select_option("tour")
    waits_until_saved(page)
    page.locator("#up-task-2").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#entry-list li").first).to_contain_text("Take the tour")
    made = studio.draft("week")
    assert made.checklist is not None
    assert [item.label for item in made.checklist.items] == ["Take the tour", "Invite a colleague"]
    first, second = (item.model_dump(mode="json", by_alias=True, exclude_none=True) for item in made.checklist.items)
    assert first["does"] == [{"do": "start", "guide": "tour"}]
    assert second["does"] == [{"do": "open", "link": "/team", "new_tab": False}]
    assert second["text"] == "Two minutes."
    assert (second["done_when"]["event"], made.checklist.order) == ("member_invited", "fixed")
    stage = page.frame_locator("#stage")
    expect(stage.get_by_role("dialog")).to_contain_text("Your first week")
    expect(stage.get_by_role("dialog")).to_contain_text("Invite a colleague")
    assert violations(page) == []


def test_a_deleted_task_comes_back(studio: Studio, as_member: Callable[..., Page], guide: Callable[..., str]) -> None:
    items = [{"key": "a", "label": "First"}, {"key": "b", "label": "Second"}]
    guide("undo", kind="checklist", steps=[{"key": "intro", "kind": "slide_out"}], checklist={"items": items})
    page = as_member("author")
    page.goto("/guides/undo/contents?entry=a")
    page.locator("#entry-list li").last.drag_to(page.locator("#entry-list li").first, target_position={"x": 20, "y": 2})
    expect(page.locator("#entry-list li").first).to_contain_text("Second")
    page.locator("#entry-list").get_by_role("link", name="First").click()
    expect(page.get_by_label("What is to be done")).to_have_value("First")
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator("#entry-list li")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#entry-list li")).to_have_count(2)
    checklist = studio.draft("undo").checklist
    assert checklist and [item.key for item in checklist.items] == ["b", "a"]


def test_a_resource_center_is_written_and_searched(
    studio: Studio, as_member: Callable[..., Page], guide: Callable[..., str]
) -> None:
    guide("help", kind="resource_center", steps=[], resource_center={"title": "Help"})
    guide("invoice", name="Send an invoice")
    page = as_member("author")
    page.goto("/guides/help/contents")
    page.get_by_role("button", name="Add an article").click()
    page.locator("#article-title").fill("Change the VAT rate")
    page.get_by_label("Text", exact=True).fill("Open **Settings**.")
    page.get_by_label("More words to find it by").fill("tax, 消費税")
    page.get_by_role("button", name="Add a guide").click()
    page.get_by_label("Guide", exact=True).select_option("invoice")
    waits_until_saved(page)
    page.get_by_role("button", name="Move “News” up").click()
    expect(page.locator("input[name=section]").nth(3)).to_have_value("news")
    center = studio.draft("help").resource_center
    assert center and center.sections[3] == "news"
    assert [one.guide for one in center.guides] == ["invoice"]
    assert (center.articles[0].title, center.articles[0].keywords) == ("Change the VAT rate", ["tax", "消費税"])
    panel = page.frame_locator("#stage").get_by_role("dialog")
    panel.get_by_role("searchbox").fill("消費税")
    expect(panel).to_contain_text("Change the VAT rate")
    assert violations(page) == []
