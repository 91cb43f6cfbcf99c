"""No lost work: autosave, page loads, conflicts, lost connections, ended sessions."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editor.author import Author
from tests.browser.editor.fake_shirube import Shirube
from tests.browser.editor.test_writing import headings

pytestmark = pytest.mark.browser


def texts(shirube: Shirube) -> list[str]:
    return [block["text"] for step in shirube.steps for block in step["content"] if block["type"] == "text"]


def test_the_code_leaves_the_address_and_no_secret_stays(author: Author, page: Page) -> None:
    author.opens("/orders")
    assert "shirube-editor" not in page.url
    stored = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie, history.state])")
    assert "secret" not in stored
    assert author.code not in stored


def test_the_editor_comes_back_on_the_next_page(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/orders").presses("Add a dialog")
    author.writes("Heading", "Across pages")
    page.locator("#to-people").click()  # at once, before the draft rests long enough to be saved
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    expect(author.panel.get_by_label("Heading", exact=True)).to_have_value("Across pages")
    author.waits_for(lambda: headings(shirube) == ["Across pages"])
    expect(author.panel.locator(".notice.warn")).to_have_count(0)


def test_typing_is_saved_once_it_rests(author: Author, shirube: Shirube) -> None:
    author.opens("/orders").presses("Add a dialog")
    author.waits_until_saved()
    before = shirube.saves
    author.panel.get_by_label("Text", exact=True).press_sequentially("Twenty-five characters …", delay=20)
    author.waits_for(lambda: texts(shirube) == ["Twenty-five characters …"])
    assert shirube.saves - before <= 2


def test_without_a_connection_work_goes_on_and_is_saved_later(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/orders").presses("Add a dialog")
    author.waits_until_saved()
    shirube.broken = True
    author.writes("Heading", "Written offline")
    expect(author.panel.get_by_role("alert").get_by_text("Offline")).to_be_visible()
    shirube.broken = False
    author.presses("Try again")
    author.waits_until_saved()
    assert headings(shirube) == ["Written offline"]


def test_an_ended_session_says_so_and_keeps_what_was_written(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/orders").presses("Add a dialog")
    author.waits_until_saved()
    shirube.over = True
    author.writes("Heading", "Too late")
    expect(author.panel.get_by_text("This editing session has ended")).to_be_visible()
    shirube.over = False
    page.reload()
    expect(author.panel.get_by_label("Heading", exact=True)).to_have_value("Too late")
    author.waits_for(lambda: headings(shirube) == ["Too late"])


def test_a_session_that_is_over_does_not_come_back(author: Author, shirube: Shirube, page: Page) -> None:
    shirube.used_codes.append(author.code)
    page.goto(f"{author.app.origin}/orders#shirube-editor={author.code}")
    expect(author.bar).to_contain_text("This editing session has ended")
    author.bar.get_by_role("button", name="Leave the editor").click()
    page.reload()
    page.wait_for_timeout(300)
    expect(page.locator("shirube-editor")).to_have_count(0)


def test_what_the_server_refuses_is_said_where_it_belongs(author: Author, shirube: Shirube) -> None:
    author.opens("/orders").panel.get_by_role("tab", name="Guide").click()
    author.writes("Name", " ")
    expect(author.panel.get_by_text("A guide needs a name.")).to_be_visible()
    author.writes("Name", "Better")
    author.waits_until_saved()
    assert shirube.guide["name"] == "Better"


def test_done_saves_closes_and_returns_to_the_studio(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/orders").presses("Add a dialog")
    author.writes("Heading", "Last words")
    author.presses("Done")
    page.wait_for_url("**/guides/first-invoice/edit")
    assert headings(shirube) == ["Last words"]
    assert shirube.closed
    page.goto(f"{author.app.origin}/orders")
    page.wait_for_timeout(300)
    expect(page.locator("shirube-editor")).to_have_count(0)
