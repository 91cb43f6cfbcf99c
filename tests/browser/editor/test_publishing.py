"""Preview and publishing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editor.author import Author
from tests.browser.editor.fake_shirube import Shirube
from tests.browser.editor.test_writing import step

pytestmark = pytest.mark.browser


def test_preview_plays_the_draft_from_the_step(author: Author, shirube: Shirube, page: Page) -> None:
    shirube.guide["steps"] = [step("one", "One"), step("two", "Two")]
    author.opens("/orders").presses("Step 2 of 2: Two", exact=False)
    author.writes("Heading", "Changed")
    author.presses("Preview")
    expect(author.panel).to_have_count(0)
    expect(author.live).to_have_count(0)
    played = page.evaluate("plays[0]")
    assert played["step"] == "two"
    assert played["guide"]["steps"][1]["content"][0]["text"] == "Changed"
    author.bar.get_by_role("button", name="Back to editing").click()
    expect(author.panel).to_be_visible()
    assert page.evaluate("plays[0].stopped")


def test_a_preview_goes_on_after_a_page_load_and_ends_by_itself(author: Author, shirube: Shirube, page: Page) -> None:
    shirube.guide["steps"] = [step("one", "One"), step("two", "Two", page="/people")]
    author.opens("/orders").presses("Preview")
    page.evaluate("playing.at('two')")
    page.locator("#to-people").click(force=True)
    expect(author.bar).to_contain_text("Preview")
    assert page.evaluate("plays[0].step") == "two"
    page.evaluate("playing.ended()")
    expect(author.panel).to_be_visible()


def test_publishing_saves_first_and_says_which_version_is_live(author: Author, shirube: Shirube) -> None:
    shirube.lint = [{"severity": "warning", "where": "goal", "message": "No goal: name the event that proves it."}]
    author.opens("/orders").presses("Add a dialog")
    author.writes("Heading", "Ready")
    author.presses("Publish")
    expect(author.panel.get_by_text("Version 1 is live")).to_be_visible()
    expect(author.panel.get_by_text("Production")).to_be_visible()
    author.panel.get_by_text("1 suggestion").click()
    expect(author.panel.get_by_text("No goal: name the event")).to_be_visible()
    assert shirube.steps[0]["content"][0]["text"] == "Ready"


def test_what_blocks_is_listed_and_leads_to_its_place(author: Author, shirube: Shirube) -> None:
    shirube.guide["steps"] = [step("one", "One"), step("two", "Two", content=[])]
    shirube.blocking = [
        {"severity": "error", "where": "steps.two.content", "message": "Step “two” says nothing: write a title."},
        {"severity": "warning", "where": "goal", "message": "No goal."},
    ]
    author.opens("/orders").presses("Publish")
    expect(author.panel.get_by_text("1 thing to mend before publishing")).to_be_visible()
    author.panel.locator(".notice").get_by_role("button", name="Step “two” says nothing").click()
    expect(author.panel.get_by_role("alert")).to_contain_text("says nothing")
    expect(author.panel.get_by_label("Heading", exact=True)).to_have_attribute("aria-invalid", "true")
    author.writes("Heading", "Two")
    shirube.blocking = []
    author.presses("Publish")
    expect(author.panel.get_by_text("Version 1 is live")).to_be_visible()


def test_what_another_author_saved_is_seen_before_it_is_published(author: Author, shirube: Shirube) -> None:
    shirube.guide["steps"] = [step("one", "One")]
    author.opens("/orders")
    shirube.changed_elsewhere(steps=[step("theirs", "Theirs")])
    author.presses("Publish")
    expect(author.panel.get_by_text("Mika worked on this guide too")).to_be_visible()
    expect(author.panel.get_by_role("button", name="Step 1 of 1: Theirs")).to_be_visible()
    assert shirube.published == 0
    author.presses("Publish")
    expect(author.panel.get_by_text("Version 1 is live")).to_be_visible()
