"""A checklist's tasks and a resource centre's articles, worded in the app; what they do is the studio's."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.editor.author import Author
from tests.browser.editor.fake_shirube import JSON, Shirube

pytestmark = pytest.mark.browser

INTRO: JSON = {"key": "intro", "kind": "slide_out", "content": [{"type": "heading", "level": 2, "text": "Get going"}]}


def entries(*words: str, **more: object) -> list[JSON]:
    return [{"key": f"e{place}", **more, "label": word} for place, word in enumerate(words)]


def test_tasks_are_worded_in_the_app(author: Author, shirube: Shirube) -> None:
    does = [{"do": "start", "guide": "tour"}]
    shirube.guide |= {
        "kind": "checklist", "steps": [INTRO],
        "checklist": {"items": entries("Take the tour", "Invite a colleague", does=does)},
    }  # fmt: skip
    author.opens("/orders")
    expect(author.panel.get_by_role("button", name="Point at an element")).to_have_count(0)
    author.panel.locator(".step-open").click()
    expect(author.live).to_contain_text("Get going")
    expect(author.panel.get_by_label("Heading", exact=True)).to_have_value("Get going")
    expect(author.panel.get_by_role("button", name="Point at an element")).to_have_count(0)
    author.presses("All steps")
    author.writes("Entry 2", "Bring a colleague in")
    author.panel.get_by_label("Celebrates once all is done").uncheck()
    author.waits_until_saved()
    author.waits_for(
        lambda: (
            shirube.guide["checklist"]
            == {"items": entries("Take the tour", "Bring a colleague in", does=does), "celebrate": False}
        )
    )
    author.presses("Undo")
    expect(author.panel.get_by_label("Celebrates once all is done")).to_be_checked()
    expect(author.panel.get_by_role("link", name="in the studio")).to_have_attribute(
        "href", f"{shirube.origin}/guides/first-invoice/contents"
    )


def test_articles_are_titled_in_the_app(author: Author, shirube: Shirube) -> None:
    article = {"key": "vat", "title": "VAT", "content": [{"type": "text", "text": "Ten per cent."}]}
    shirube.guide |= {"kind": "resource_center", "steps": [], "resource_center": {"articles": [article]}}
    author.opens("/orders")
    author.writes("Title", "Help")
    author.writes("Entry 1", "VAT in Japan")
    author.presses("Preview")
    author.page.wait_for_function("plays.at(-1)?.guide.resource_center.articles[0].title === 'VAT in Japan'")
    author.waits_for(
        lambda: shirube.guide["resource_center"] == {"title": "Help", "articles": [article | {"title": "VAT in Japan"}]}
    )
