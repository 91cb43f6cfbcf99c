"""From a blank guide to a published one: adding, writing, ordering, undoing, saving."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editor.author import Author
from tests.browser.editor.fake_shirube import Shirube

pytestmark = pytest.mark.browser


def headings(shirube: Shirube) -> list[str]:
    return [step["content"][0]["text"] if step["content"] else "" for step in shirube.steps]


def step(key: str, heading: str, page: str = "/orders", **more: object) -> dict[str, object]:
    content = [{"type": "heading", "text": heading}, {"type": "text", "text": "Because."}]
    buttons = [{"label": "Next", "does": [{"do": "next"}]}]
    return {"key": key, "kind": "modal", "page": page, "content": content, "buttons": buttons, **more}


def test_a_tooltip_from_pick_to_draft(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/orders").picks("#new-order")
    expect(author.panel.get_by_label("Heading", exact=True)).to_be_focused()
    author.writes("Heading", "Create an order")
    author.writes("Text", "Click here.")
    author.waits_until_saved()
    [saved] = shirube.steps
    assert saved["kind"] == "tooltip"
    assert saved["page"] == "/orders"
    assert saved["content"] == [{"type": "heading", "text": "Create an order"}, {"type": "text", "text": "Click here."}]
    assert saved["buttons"] == [{"label": "Done", "does": [{"do": "next"}]}]
    assert saved["target"]["evidence"]["testHooks"] == {"data-testid": "new-order"}
    expect(author.live).to_contain_text("Create an order")


def test_a_dialog_is_shown_and_its_words_are_edited_where_they_stand(author: Author, shirube: Shirube) -> None:
    author.opens("/orders").presses("Add a dialog")
    author.page.locator("shirube-guide .writer h2").click()
    author.page.keyboard.type("Welcome")
    expect(author.panel.get_by_label("Heading", exact=True)).to_have_value("Welcome")
    author.waits_until_saved()
    author.waits_for(lambda: headings(shirube) == ["Welcome"])


def test_steps_are_reordered_duplicated_deleted_and_come_back(author: Author, shirube: Shirube) -> None:
    shirube.guide["steps"] = [step("one", "One"), step("two", "Two"), step("three", "Three")]
    author.opens("/orders")
    row = author.panel.get_by_role("button", name="Step 3 of 3: Three")
    row.focus()
    row.press("Alt+ArrowUp")
    author.waits_for(lambda: headings(shirube) == ["One", "Three", "Two"])
    author.panel.get_by_role("listitem").first.hover()
    author.presses("Delete")
    author.waits_for(lambda: headings(shirube) == ["Three", "Two"])
    author.panel.locator(".notice").get_by_role("button", name="Undo").click()
    author.waits_for(lambda: headings(shirube) == ["One", "Three", "Two"])
    author.panel.get_by_role("listitem").first.hover()
    author.presses("Duplicate")
    author.waits_for(lambda: headings(shirube) == ["One", "One", "Three", "Two"])
    assert len({each["key"] for each in shirube.steps}) == 4


def test_dragging_a_step_moves_it(author: Author, shirube: Shirube, page: Page) -> None:
    shirube.guide["steps"] = [step("one", "One"), step("two", "Two"), step("three", "Three")]
    author.opens("/orders")
    rows = author.panel.get_by_role("listitem")
    rows.nth(0).hover()
    grip = rows.nth(0).locator(".grip").bounding_box()
    last = rows.nth(2).bounding_box()
    assert grip
    assert last
    page.mouse.move(grip["x"] + 8, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(grip["x"] + 8, last["y"] + last["height"] / 2, steps=5)
    page.mouse.up()
    author.waits_for(lambda: headings(shirube) == ["Two", "Three", "One"])


def test_undo_and_redo(author: Author, shirube: Shirube) -> None:
    author.opens("/orders").presses("Add a dialog")
    author.writes("Heading", "First")
    author.waits_for(lambda: headings(shirube) == ["First"])
    author.panel.get_by_label("Heading", exact=True).press("ControlOrMeta+z")
    author.waits_for(lambda: headings(shirube) == [""])
    author.presses("Undo")
    author.waits_for(lambda: shirube.steps == [])
    author.presses("Redo")
    author.presses("Redo")
    author.waits_for(lambda: headings(shirube) == ["First"])


@pytest.mark.parametrize(
    ("rule", "advance", "labels"),
    [
        ("the element is clicked", [{"on": "click"}], []),
        ("something is typed into it", [{"on": "input"}], []),
        ("a button is pressed", [], ["Done"]),
    ],
)
def test_what_moves_the_person_on(
    author: Author, shirube: Shirube, rule: str, advance: list[object], labels: list[str]
) -> None:
    author.opens("/orders").picks("#new-order")
    author.panel.get_by_label("Moves on when").select_option("the element is clicked")
    author.panel.get_by_label("Moves on when").select_option(rule)
    author.waits_for(lambda: bool(shirube.steps) and shirube.steps[0].get("advance") == advance)
    assert [button["label"] for button in shirube.steps[0]["buttons"]] == labels


def test_only_the_last_step_says_done(author: Author, shirube: Shirube) -> None:
    author.opens("/orders").presses("Add a dialog")
    author.presses("Add a dialog")
    author.writes("Heading", "Two")
    author.waits_for(lambda: [each["buttons"][0]["label"] for each in shirube.steps] == ["Next", "Done"])
    author.presses("Delete")
    author.waits_for(lambda: [each["buttons"][0]["label"] for each in shirube.steps] == ["Done"])


def test_buttons_page_and_side(author: Author, shirube: Shirube) -> None:
    author.opens("/orders").picks("#new-order")
    author.presses("Add a button")
    author.panel.get_by_label("Label").nth(1).fill("Not now")
    author.panel.get_by_label("Does").nth(1).select_option("Later")
    author.writes("Page", "/orders*")
    author.panel.get_by_label("Side", exact=True).select_option("Right")
    author.panel.get_by_label("Dim the rest of the page").check()
    author.waits_for(lambda: bool(shirube.steps) and bool(shirube.steps[0].get("backdrop")))
    [saved] = shirube.steps
    assert saved["buttons"][1] == {"label": "Not now", "does": [{"do": "snooze"}], "look": "secondary"}
    assert saved["page"] == "/orders*"
    assert saved["place"] == {"side": "right"}


def test_ids_in_the_address_become_stars(author: Author, shirube: Shirube) -> None:
    author.opens("/orders/4711").picks("#ship")
    author.waits_for(lambda: [each["page"] for each in shirube.steps] == ["/orders/*"])


def test_blocks_the_editor_does_not_know_are_kept(author: Author, shirube: Shirube) -> None:
    image = {"type": "image", "source": "https://example.com/a.png", "alt": "A chart"}
    marked = {"type": "text", "text": [{"text": "bold", "bold": True}]}
    branch = [{"if": {"page": "/x"}, "go_to": "one"}]
    shirube.guide |= {"goal": {"event": "invoice_created"}, "steps": [step("one", "One", branch=branch)]}
    shirube.steps[0]["content"] += [image, marked]
    author.opens("/orders").presses("Step 1 of 1: One", exact=False)
    expect(author.panel.get_by_text("A chart")).to_be_visible()
    author.writes("Heading", "Two")
    author.waits_for(lambda: headings(shirube) == ["Two"])
    assert shirube.steps[0]["content"][2:] == [image, marked]
    assert shirube.steps[0]["branch"] == [{"if": {"page": "/x"}, "go_to": "one"}]
    assert shirube.guide["goal"] == {"event": "invoice_created"}


def test_the_list_says_where_the_way_forks(author: Author, shirube: Shirube) -> None:
    leave = [{"label": "Skip", "does": [{"do": "go_to", "step": "three"}]}]
    branch = [{"if": {"page": "/x"}, "go_to": "gone"}]
    first = step("one", "One", buttons=leave, branch=branch)
    shirube.guide["steps"] = [first, step("two", "Two"), step("three", "Last")]
    author.opens("/orders")
    rows = author.panel.get_by_role("listitem")
    expect(rows.nth(0)).to_contain_text("May go on to 3: Last")
    expect(rows.nth(0)).to_contain_text("May go to “gone”, which is no step any more")
    expect(rows.nth(1)).not_to_contain_text("May go")


def test_the_guide_in_brief(author: Author, shirube: Shirube) -> None:
    author.opens("/orders").panel.get_by_role("tab", name="Guide").click()
    author.writes("Name", "New name")
    author.presses("Use this page")
    author.panel.get_by_label("How often").select_option("Until it is finished")
    author.waits_for(lambda: shirube.guide.get("frequency") == {"show": "until_completed"})
    assert shirube.guide["name"] == "New name"
    assert shirube.guide["trigger"] == {"page": "/orders"}
