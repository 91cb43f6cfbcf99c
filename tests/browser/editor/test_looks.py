"""Steps looked at as others will see them: on a phone, in the dark, in another language, as a person, on one page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from guides.canonical import to_json
from guides.definition import Guide
from guides.theme import Colours, Theme
from server.models import GuideRow, Member
from server.stores.themes import ThemeStore
from tests.browser.editor.test_host_page import AXE, VIOLATIONS
from tests.browser.editor.test_with_server import Studio, now, press, studio
from tests.factories import make_account, make_membership, make_person

__all__ = ["studio"]
pytestmark = pytest.mark.browser

HELLO = [{"text": "Hello "}, {"text": "", "variable": "person.name", "fallback": "there"}]
STEPS = [
    {"key": "new", "kind": "tooltip", "page": "/invoices", "target": "#new-invoice",
     "content": [{"type": "heading", "text": "New invoice"}, {"type": "text", "text": HELLO}],
     "buttons": [{"label": "Next", "does": ["next"]}],
     "branch": [{"if": {"account": "plan", "is": "team"}, "go_to": "team"}]},
    {"key": "all", "kind": "modal", "content": [{"type": "heading", "text": "For everybody"}]},
    {"key": "team", "kind": "modal", "content": [{"type": "heading", "text": "For teams"}]},
]  # fmt: skip
JAPANESE = {"ja": {"steps": {"new": {"content": [{"type": "heading", "text": "新しい請求書"}], "buttons": ["次へ"]}}}}


@pytest.fixture
def looked_at(studio: Studio) -> Studio:
    """A guide in two languages with a branch, two themes, and somebody on the plan that takes the branch."""
    with studio.session() as session:
        row = session.exec(select(GuideRow)).one()
        guide = {"key": row.key, "name": "First invoice", "steps": STEPS, "translations": JAPANESE}
        row.draft = to_json(Guide.model_validate(guide))
        session.add(row)
        environment = studio.environment(session)
        hana = make_person(session, environment, "u-1", name="Hana Sato")
        make_membership(session, hana, make_account(session, environment, "acct-1", name="Acme", plan="team"))
        store = ThemeStore(session, studio.scope)
        store.save(Theme(key="plain", name="Plain"), now())
        store.save(Theme(key="leaf", name="Leaf", light=Colours(accent="#0a6b3d")), now())
        session.commit()
    return studio


def test_a_step_is_seen_as_others_see_it(looked_at: Studio, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(looked_at.launch("/invoices"))
    press(page, "Step 1 of 3: New invoice")
    panel = page.locator("shirube-editor .panel")
    box, button = page.locator("shirube-guide [role=dialog]"), page.locator("shirube-guide .foot .primary")
    expect(box.locator(".writer")).to_contain_text("Hello")
    press(page, "Seen as")

    panel.get_by_label("Theme").select_option("Leaf")
    expect(button).to_have_css("background-color", "rgb(10, 107, 61)")
    panel.get_by_role("radio", name="Dark").click()
    expect(box).to_have_css("background-color", "rgb(29, 32, 39)")

    panel.get_by_role("radio", name="Desktop").press("ArrowRight")
    expect(panel.get_by_role("radio", name="Tablet")).to_be_focused()
    expect(box).to_have_css("width", "340px")
    panel.get_by_role("radio", name="Tablet").press("ArrowRight")
    expect(box).to_have_css("width", "374px")
    frame, sheet = page.locator("shirube-editor .region").bounding_box(), box.bounding_box()
    assert frame
    assert sheet
    assert frame["width"] == 390
    assert abs(frame["y"] + frame["height"] - 8 - sheet["y"] - sheet["height"]) <= 1  # at the lower edge: a sheet

    panel.get_by_label("Language", exact=True).select_option("Japanese")
    expect(box).to_contain_text("新しい請求書")
    expect(button).to_have_text("次へ")
    expect(box.locator(".writer")).to_have_count(0)

    panel.get_by_label("Person", exact=True).fill("hana")
    panel.get_by_role("button", name="Hana Sato").click()
    expect(panel.get_by_role("button", name="Nobody in particular")).to_be_focused()
    expect(panel.get_by_text("Hana Sato goes on to 3: For teams")).to_be_visible()
    page.evaluate(AXE.read_text())  # the app's policy lets no other script in
    assert page.evaluate(VIOLATIONS) == []
    panel.get_by_label("Language", exact=True).select_option("English")
    expect(box).to_contain_text("Hello Hana Sato")
    press(page, "Reset")
    expect(box.locator(".writer")).to_contain_text("New invoice")
    expect(page.locator("shirube-editor .region")).to_have_count(0)


def test_a_preview_is_played_as_it_is_looked_at(looked_at: Studio, page: Page) -> None:
    page.goto(looked_at.launch("/invoices"))
    press(page, "Seen as")
    page.locator("shirube-editor .panel").get_by_label("Person", exact=True).fill("hana")
    press(page, "Hana Sato")
    press(page, "Preview")
    box = page.locator("shirube-guide [role=dialog]")
    expect(box).to_contain_text("Hello Hana Sato")
    box.get_by_role("button", name="Next").click()
    expect(box).to_contain_text("For teams")


def test_the_app_s_colours_and_font_become_the_guide_s_theme(looked_at: Studio, page: Page) -> None:
    with looked_at.session() as session:
        member = session.get_one(Member, looked_at.scope.member_id)
        member.role = "admin"
        session.commit()
    page.goto(looked_at.launch("/invoices"))
    press(page, "Step 1 of 3: New invoice")
    panel = page.locator("shirube-editor .panel")
    panel.get_by_role("tab", name="Guide").click()
    press(page, "Take colours and font from this app")
    draft = panel.get_by_role("group", name="Theme from this app")
    expect(draft.get_by_role("list", name="Contrast").get_by_role("listitem")).to_have_count(4)
    # Before it is kept, the step on the page has it already: the colour of the app's main button.
    main = page.locator("#new-invoice").evaluate("each => getComputedStyle(each).backgroundColor")
    expect(page.locator("shirube-guide .foot .primary")).to_have_css("background-color", main)
    assert looked_at.draft().get("theme") is None
    draft.get_by_label("Name of the theme").fill("Choba blue")
    press(page, "Save and use it")
    expect(panel.get_by_label("Theme", exact=True)).to_be_focused()
    expect(page.locator("shirube-editor .save")).to_contain_text("Saved")
    with looked_at.session() as session:
        kept = ThemeStore(session, looked_at.scope).get(looked_at.draft()["theme"])
        assert kept.definition["name"] == "Choba blue"
        assert kept.definition["font"] == page.evaluate("getComputedStyle(document.body).fontFamily")
