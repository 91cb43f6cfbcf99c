"""Two authors on one guide: at different things both keep their work, and neither overwrites the other."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editor.author import Author
from tests.browser.editor.fake_shirube import Shirube
from tests.browser.editor.test_writing import headings, step

pytestmark = pytest.mark.browser


@pytest.fixture
def at_one(author: Author, shirube: Shirube) -> Author:
    """At step one of two; the other author is about to save."""
    shirube.guide["steps"] = [step("one", "One"), step("two", "Two")]
    author.opens("/orders").presses("Step 1 of 2: One", exact=False)
    return author


def test_changes_of_different_steps_and_settings_are_put_together(at_one: Author, shirube: Shirube) -> None:
    theirs = [step("one", "One", backdrop=True), step("two", "Theirs", backdrop=True), step("three", "Three")]
    shirube.changed_elsewhere(steps=theirs, name="Their name")
    at_one.writes("Heading", "Mine")
    expect(at_one.panel.get_by_text("Mika worked on this guide too")).to_be_visible()
    at_one.waits_for(lambda: headings(shirube) == ["Mine", "Theirs", "Three"])
    at_one.waits_until_saved()
    assert shirube.guide["name"] == "Their name"
    assert [each.get("backdrop") for each in shirube.steps] == [True, True, None]
    expect(at_one.panel.get_by_role("button", name="Undo", exact=True).first).to_be_disabled()
    at_one.writes("Heading", "Mine again")
    at_one.waits_for(lambda: headings(shirube) == ["Mine again", "Theirs", "Three"])


def test_only_the_same_part_of_the_same_step_is_asked_about(at_one: Author, shirube: Shirube) -> None:
    theirs = [step("one", "Theirs", backdrop=True), step("two", "Two, theirs"), step("three", "Three")]
    shirube.changed_elsewhere(steps=theirs)
    at_one.writes("Heading", "Mine")
    clash = at_one.panel.get_by_role("group", name="Step 1 “Mine”: What it says")
    expect(clash.locator(".version")).to_have_text(["YoursMine · Because.", "Mika’sTheirs · Because."])
    assert shirube.steps == theirs
    at_one.writes("Heading", "Still mine")
    expect(at_one.panel.get_by_role("group", name="Step 1 “Still mine”: What it says")).to_be_visible()
    at_one.presses("Keep mine")
    at_one.waits_for(lambda: headings(shirube) == ["Still mine", "Two, theirs", "Three"])
    assert shirube.steps[0]["backdrop"] is True
    at_one.waits_until_saved()
    expect(at_one.panel.locator(".clash")).to_have_count(0)


def test_a_step_taken_away_by_one_and_changed_by_the_other(at_one: Author, shirube: Shirube) -> None:
    shirube.changed_elsewhere(steps=[step("two", "Two, theirs")])
    at_one.writes("Heading", "Mine")
    clash = at_one.panel.get_by_role("group", name="Step 1 “Mine”")
    expect(clash.locator(".version")).to_have_text(["YoursMine · Because.", "Mika’sDeleted"])
    at_one.presses("Take theirs")
    at_one.waits_for(lambda: headings(shirube) == ["Two, theirs"])
    at_one.presses("Undo")  # what was given up comes back; what the other author did elsewhere stays
    at_one.waits_for(lambda: headings(shirube) == ["Mine", "Two, theirs"])


def test_what_an_older_page_kept_does_not_overwrite_either(author: Author, shirube: Shirube, page: Page) -> None:
    shirube.guide["steps"] = [step("one", "One"), step("two", "Two")]
    author.opens("/orders").presses("Step 1 of 2: One", exact=False)
    shirube.broken = True
    author.writes("Heading", "Mine")
    expect(author.panel.get_by_role("alert").get_by_text("Offline")).to_be_visible()
    shirube.changed_elsewhere(steps=[step("one", "One"), step("two", "Theirs")])
    shirube.broken = False
    page.reload()
    author.waits_for(lambda: headings(shirube) == ["Mine", "Theirs"])


def test_new_steps_and_another_order_go_together_and_two_orders_do_not(author: Author, shirube: Shirube) -> None:
    one, two, three = step("one", "One"), step("two", "Two"), step("three", "Three")
    shirube.guide["steps"] = [one, two, three]
    author.opens("/orders")
    shirube.changed_elsewhere(steps=[three, one, two])
    author.panel.get_by_role("listitem").first.hover()
    author.presses("Duplicate")  # of the first
    author.waits_for(lambda: headings(shirube) == ["Three", "One", "One", "Two"])
    author.waits_until_saved()
    assert [each["buttons"][0]["label"] for each in shirube.steps] == ["Next", "Next", "Next", "Done"]

    author.presses("All steps")
    copy = next(each for each in shirube.steps if each["key"] not in ("one", "two", "three"))
    shirube.changed_elsewhere(steps=[two, one, copy, three])  # as the other author's page has them
    author.panel.get_by_role("button", name="Step 1 of 4: Three").press("Alt+ArrowDown")
    clash = author.panel.get_by_role("group", name="Order of the steps")
    expect(clash.locator(".version p")).to_have_text(["One → Three → One → Two", "Two → One → One → Three"])
    author.presses("Take theirs")
    author.waits_for(lambda: author.panel.locator(".step-title").all_inner_texts() == ["Two", "One", "One", "Three"])
    author.waits_until_saved()
    assert headings(shirube) == ["Two", "One", "One", "Three"]
