"""A resource centre: searchable, with news that count until they are read, and a way to ask for help."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.sdk.beside import article, center, checklist, news, task
from tests.sdk.guides import button, guide, step
from tests.sdk.scripted import Shirube
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser
BODY = '<button id="save">Save</button>'
ARTICLES = [
    article("vat", "VAT rates", "Food is taxed at 8 %."),
    article("refund", "返金の手順", "請求書を取り消します。", keywords=["キャンセル"]),
    article("invoice", "Writing invoices", "An invoice has lines.", page="/invoices"),
]


def panel(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("dialog", name="Help")


def open_center(visitor: Visitor) -> Locator:
    visitor.page.locator("button.launcher").click()
    expect(panel(visitor)).to_be_visible()
    return panel(visitor)


def test_it_searches_opens_articles_and_tells_what_was_looked_for(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [center(articles=ARTICLES)]
    visitor.page_of("/invoices", BODY)
    visitor.opens("/invoices")
    box = open_center(visitor)
    entries = box.locator("li .entry")
    expect(entries).to_have_text(["Writing invoices", "VAT rates", "返金の手順"])
    field = box.get_by_role("searchbox", name="Search")
    for query, titles in {
        "ｖａｔ": ["VAT rates"],
        "キャンセル": ["返金の手順"],
        "取り消し": ["返金の手順"],
        "invoice lines": ["Writing invoices"],
    }.items():
        field.fill(query)
        expect(entries).to_have_text(titles)
    field.press("ArrowDown")
    expect(entries).to_be_focused()
    visitor.page.keyboard.press("Enter")
    expect(box).to_contain_text("An invoice has lines.")
    box.get_by_role("button", name="Back").click()
    expect(field).to_have_value("invoice lines")
    field.fill("nothing like it")
    expect(box).to_contain_text("Nothing found for “nothing like it”.")
    searches = shirube.wait_for("center_searched", 2)
    assert [event["props"] for event in searches] == [
        {"query": "invoice lines", "results": 1},
        {"query": "nothing like it", "results": 0},
    ]
    viewed = shirube.wait_for("article_viewed")[0]
    assert (viewed["step"], viewed["props"]) == ("invoice", {"title": "Writing invoices", "query": "invoice lines"})


def test_news_count_until_they_are_read(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [
        center(news=[news("n1", "Faster export", "It is twice as fast."), news("n2", "Old", unread=False)])
    ]
    visitor.page_of("/", BODY)
    visitor.opens()
    badge = visitor.page.locator("button.launcher .badge")
    expect(badge).to_have_attribute("data-count", "1")
    box = open_center(visitor)
    box.get_by_role("button", name="Faster export").click()
    expect(box).to_contain_text("It is twice as fast.")
    expect(badge).to_be_hidden()
    visitor.opens()
    expect(visitor.page.locator("button.launcher")).to_be_visible()
    expect(badge).to_be_hidden()
    assert [event["step"] for event in shirube.wait_for("news_read")] == ["n1"]


def test_it_starts_guides_that_were_not_delivered(visitor: Visitor, shirube: Shirube) -> None:
    tour = guide("tour", step("one", "#save"), trigger={"manual": True})
    shirube.guides = [center(guides=[{"guide": "tour", "title": "The tour", "page": "", "completed": False}])]
    shirube.on_request["tour"] = tour
    visitor.page_of("/", BODY)
    visitor.opens()
    open_center(visitor).get_by_role("button", name="The tour").click()
    expect(visitor.page.get_by_role("dialog", name="One")).to_be_visible()
    expect(panel(visitor)).to_be_hidden()
    assert shirube.sessions[-1]["start"] == "tour"


def test_asking_for_help_says_where_and_what_was_tried(visitor: Visitor, shirube: Shirube) -> None:
    tour = guide("tour", step("one", "#save", buttons=[button("Skip", "dismiss")]))
    shirube.guides = [tour, center()]
    visitor.page_of("/", BODY)
    visitor.opens()
    expect(visitor.page.locator("button.launcher")).to_be_visible()
    visitor.page.get_by_role("dialog", name="One").get_by_role("button", name="Skip").click()
    visitor.shirube_says("help")
    box = panel(visitor)
    field = box.get_by_label("What do you need help with?")
    expect(field).to_be_focused()
    field.fill("Where is it?")
    box.get_by_role("button", name="Send").click()
    expect(box).to_contain_text("Somebody will get back to you.")
    asked = shirube.wait_for("help_requested")[0]["props"]
    assert (asked["message"], asked["about"]) == ("Where is it?", {"guide": "tour", "step": "one"})
    assert {"type": "guide_dismissed", "guide": "tour"} in asked["tried"]
    assert shirube.types().count("help_requested") == 1


def test_checklists_and_links_have_sections_of_their_own(visitor: Visitor, shirube: Shirube) -> None:
    links = [{"label": "Status", "link": "https://status.example"}, {"label": "Bad", "link": "javascript:alert(1)"}]
    todo = checklist("start", task("a"), task("b", done=True), opens_by_itself=False)
    shirube.guides = [center(links=links), todo]
    visitor.page_of("/", BODY)
    visitor.opens()
    visitor.page.get_by_role("button", name="Help").click()
    box = panel(visitor)
    expect(box.get_by_role("link", name="Status")).to_have_attribute("href", "https://status.example")
    expect(box.get_by_role("link")).to_have_count(1)
    box.get_by_role("button", name="Start").click()
    expect(visitor.page.get_by_role("dialog", name="Get going")).to_contain_text("1 of 2 done")
