"""Pick mode: what is offered, what is taken, and that the app hears nothing of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editor.author import Author
from tests.browser.editor.fake_shirube import JSON, App, Shirube

pytestmark = pytest.mark.browser

PARAGRAPH = "Text “New order Save all Search”"


def evidence(shirube: Shirube) -> JSON:
    found: JSON = shirube.steps[-1]["target"]["evidence"]
    return found


def picked(author: Author, shirube: Shirube, count: int = 1) -> JSON:
    author.waits_for(lambda: len(shirube.steps) == count)
    return evidence(shirube)


def test_the_chip_names_what_is_under_the_pointer(author: Author, page: Page) -> None:
    author.opens("/orders").presses("Point at an element")
    chip = page.locator("shirube-editor .chip:not([hidden])")
    for selector, words in [
        ("#new-order", "Button “New order”"), ("input[name=q]", "Text field “Search”"),
        ("#to-people", "Link “People”"), ("td >> nth=0", "Table cell “Aoki”"),
    ]:  # fmt: skip
        page.locator(selector).hover()
        expect(chip).to_have_text(words)
        expect(author.bar).to_contain_text(words)


def test_the_app_hears_nothing_of_a_pick(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/orders").picks("#new-order")
    picked(author, shirube)
    assert page.evaluate("heard") == []
    assert page.locator("#log").text_content() == ""
    author.writes("Heading", "Typed")
    author.panel.get_by_label("Heading", exact=True).press_sequentially("…")
    assert page.evaluate("heard") == []


def test_a_link_is_picked_not_followed(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/orders").picks("#to-people")
    assert picked(author, shirube)["accessibleName"] == "People"
    assert page.url.endswith("/orders")


def test_a_disabled_button_can_be_picked(author: Author, shirube: Shirube) -> None:
    author.opens("/orders").picks("#save")
    assert picked(author, shirube)["accessibleName"] == "Save all"


def test_the_keyboard_alone_picks(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/orders").presses("Point at an element")
    expect(author.bar).to_be_visible()
    for key, words in [
        ("ArrowDown", "Main area"), ("ArrowDown", "Heading “Orders”"),
        ("ArrowRight", PARAGRAPH),
        ("ArrowDown", "Button “New order”"), ("ArrowUp", PARAGRAPH), ("ArrowLeft", "Heading “Orders”"),
    ]:  # fmt: skip
        page.keyboard.press(key)
        expect(page.locator("shirube-editor .chip:not([hidden])")).to_have_text(words)
        expect(page.locator("shirube-editor [aria-live]")).to_have_text(words)
    page.keyboard.press("Enter")
    assert picked(author, shirube)["tag"] == "h1"


def test_escape_leaves_and_the_app_works_again(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/orders").presses("Point at an element")
    page.locator("#new-order").hover()
    page.keyboard.press("Escape")
    expect(author.panel).to_be_visible()
    expect(page.locator("shirube-editor .outline")).to_have_count(0)
    page.locator("#new-order").click()
    expect(page.locator("#log")).to_have_text("clicked New order")
    assert shirube.steps == []


def test_the_whole_way_by_keyboard(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/orders")
    start = author.panel.get_by_role("button", name="Point at an element")
    start.focus()
    page.keyboard.press("Enter")
    expect(author.bar).to_be_visible()
    page.keyboard.press("Escape")
    expect(start).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(author.panel.get_by_label("Heading", exact=True)).to_be_focused()
    page.keyboard.type("By hand")
    back = author.panel.get_by_role("button", name="All steps")
    back.focus()
    page.keyboard.press("Enter")
    expect(author.panel.get_by_role("button", name="Step 1 of 1: By hand")).to_be_focused()
    page.keyboard.press("Enter")
    expect(back).to_be_focused()


def test_picks_inside_a_shadow_root_and_a_frame(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/inside").picks(page.locator("#inner"))
    expect(author.panel.locator(".card")).to_contain_text("Button “Deep inside”")
    expect(author.panel.get_by_text("1 match on this page")).to_be_visible()
    picked(author, shirube)
    author.picks(page.frame_locator("iframe").locator("#export"))
    assert picked(author, shirube, 2)["accessibleName"] == "Export report"
    assert shirube.steps[1]["target"]["scope"][0]["via"] == "frame"
    assert shirube.steps[1]["page"] == "/inside"


def test_a_frame_of_another_site_is_one_element(author: Author, app: App, shirube: Shirube, page: Page) -> None:
    app.pages["/inside"] = app.pages["/inside"].replace('src="/report"', f'src="{shirube.origin}/elsewhere"')
    author.opens("/inside").presses("Point at an element")
    page.locator("iframe").hover(position={"x": 60, "y": 60}, force=True)
    expect(author.bar).to_contain_text("another site")
    box = page.locator("iframe").bounding_box()
    assert box
    page.mouse.click(box["x"] + 70, box["y"] + 70)
    assert picked(author, shirube)["tag"] == "iframe"


def test_a_menu_that_closes_by_itself_stays_open(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/menus")
    page.locator("#more").click()
    page.locator("#archive").hover()
    page.keyboard.press("F8")
    expect(author.panel.get_by_text("Page frozen")).to_be_visible()
    author.picks("#archive")
    assert picked(author, shirube)["accessibleName"] == "Archive"
    expect(author.panel.get_by_label("Heading", exact=True)).to_be_focused()
    expect(author.live).to_be_visible()
    author.presses("Let go")
    page.get_by_role("heading", name="Menus").click()
    expect(page.locator("#archive")).to_be_hidden()


def test_a_menu_opened_before_picking_stays_until_the_app_is_used_again(author: Author, page: Page) -> None:
    author.opens("/menus")
    page.locator("#more").click()
    page.evaluate("window.addEventListener('mouseleave', (event) => event.stopImmediatePropagation(), true)")
    author.picks("#archive")
    expect(author.live).to_be_visible()
    page.get_by_role("heading", name="Menus").click()
    expect(page.locator("#archive")).to_be_hidden()


def test_rows_that_look_alike_are_asked_about(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/orders").picks("tbody tr:nth-child(2) .edit")
    expect(author.panel.get_by_text("3 elements here look alike")).to_be_visible()
    expect(page.locator("shirube-editor .outline.alike")).to_have_count(2)
    assert picked(author, shirube)["cell"]["row"] == "Brown"
    author.panel.get_by_label("Any one like it").check()
    author.waits_for(lambda: bool(shirube.steps) and shirube.steps[0]["target"].get("mode") == "any")
    assert "row" not in evidence(shirube).get("cell", {})
    author.panel.get_by_label("This one").check()
    author.waits_for(lambda: bool(shirube.steps) and shirube.steps[0]["target"].get("mode") == "this")
    assert evidence(shirube)["cell"]["row"] == "Brown"
    expect(author.panel.locator(".notice.warn")).to_have_count(0)
    expect(page.locator("shirube-editor .outline.alike")).to_have_count(0)


def test_rows_are_alike_whatever_each_is_called(author: Author, shirube: Shirube) -> None:
    author.opens("/orders").picks("tbody tr:nth-child(2) td:first-child")
    expect(author.panel.get_by_text("3 elements here look alike")).to_be_visible()
    author.panel.get_by_label("Any one like it").check()
    author.waits_for(lambda: bool(shirube.steps) and shirube.steps[0]["target"].get("mode") == "any")
    assert shirube.steps[0]["target"]["text"] == "ignore"
    expect(author.live).to_be_visible()


def test_what_the_target_rests_on_is_said(author: Author) -> None:
    author.opens("/orders").picks("#new-order")
    card = author.panel.locator(".card")
    expect(card).to_contain_text("Button “New order”")
    expect(card).to_contain_text("Will survive a redesign")
    expect(card).to_contain_text("its test hook data-testid “new-order”")
    author.presses("All steps")
    author.picks("h1")
    expect(author.panel.locator(".card")).to_contain_text("Survives moves, not new wording")


def test_choosing_a_step_brings_its_element_into_sight(author: Author, page: Page) -> None:
    author.opens("/orders").picks("#new-order")
    author.presses("All steps")
    page.evaluate("document.querySelector('#log').style.height = '3000px'; scrollTo(0, 2000)")
    expect(page.locator("#new-order")).not_to_be_in_viewport()
    author.presses("Step 1 of 1", exact=False)
    expect(page.locator("#new-order")).to_be_in_viewport()
    expect(author.live).to_be_in_viewport()


def test_picking_again_changes_the_target_only(author: Author, shirube: Shirube) -> None:
    author.opens("/orders").picks("#new-order")
    author.writes("Heading", "Kept")
    author.picks("#to-people", button="Pick again")
    author.waits_for(lambda: bool(shirube.steps) and evidence(shirube)["accessibleName"] == "People")
    assert [step["content"][0]["text"] for step in shirube.steps] == ["Kept"]


def test_a_step_whose_element_is_gone_says_so(author: Author, page: Page) -> None:
    author.opens("/orders").picks("#new-order")
    expect(author.live).to_be_visible()
    page.evaluate("document.querySelector('#new-order').remove()")
    expect(author.panel.get_by_text("No match on this page right now")).to_be_visible()
    expect(author.live).to_have_count(0)
