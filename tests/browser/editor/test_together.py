"""Two authors on one guide: at different things both keep their work, and neither overwrites the other."""

from __future__ import annotations

from typing import Any

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


@pytest.mark.parametrize(
    "theirs",
    [
        [step("one", "Theirs"), step("two", "Two")],
        [step("two", "Two")],
    ],
    ids=["the same words", "removed"],
)
def test_changes_of_the_same_step_are_asked_about(
    at_one: Author, shirube: Shirube, theirs: list[dict[str, Any]]
) -> None:
    shirube.changed_elsewhere(steps=theirs)
    at_one.writes("Heading", "Mine")
    expect(at_one.panel.get_by_text("Mika changed this guide meanwhile")).to_be_visible()
    assert shirube.steps == theirs


def test_what_an_older_page_kept_does_not_overwrite_either(author: Author, shirube: Shirube, page: Page) -> None:
    shirube.guide["steps"] = [step("one", "One"), step("two", "Two")]
    author.opens("/orders").presses("Step 1 of 2: One", exact=False)
    shirube.broken = True
    author.writes("Heading", "Mine")
    expect(author.panel.get_by_role("alert").get_by_text("Offline")).to_be_visible()
    shirube.changed_elsewhere(steps=[step("one", "One"), step("two", "Theirs")])
    shirube.broken = False
    page.reload()
    expect(author.panel.get_by_text("Mika changed this guide meanwhile")).to_be_visible()
    assert headings(shirube) == ["One", "Theirs"]
