"""Where a step's box lies, by dragging it and by arrow keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.editor.author import Author
from tests.browser.editor.fake_shirube import Shirube
from tests.browser.editor.test_writing import step

pytestmark = pytest.mark.browser


def handle(author: Author) -> Locator:
    return author.page.locator("shirube-guide .handle")


def drags_to(author: Author, x: float, y: float) -> None:
    box = handle(author).bounding_box()
    assert box
    mouse = author.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(x, y, steps=6)
    mouse.up()


def test_a_tooltip_is_dragged_around_its_element(author: Author, shirube: Shirube, page: Page) -> None:
    author.opens("/orders")
    page.evaluate("document.querySelector('#new-order').style.cssText = 'position: fixed; left: 500px; top: 400px'")
    author.picks("#new-order")
    element = page.locator("#new-order").bounding_box()
    assert element
    middle = element["y"] + element["height"] / 2
    drags_to(author, element["x"] + element["width"] + 120, middle)
    author.waits_for(
        lambda: bool(shirube.steps) and shirube.steps[0].get("place") == {"side": "right", "align": "center"}
    )
    expect(author.panel.get_by_label("Side", exact=True)).to_have_value("right")
    shown = author.live.bounding_box()
    assert shown
    assert shown["x"] > element["x"] + element["width"]
    drags_to(author, element["x"] - 40, element["y"] - 150)
    author.waits_for(lambda: shirube.steps[0].get("place") == {"side": "top", "align": "end"})
    handle(author).focus()
    page.keyboard.press("ArrowDown")
    author.waits_for(lambda: shirube.steps[0].get("place") == {"side": "bottom", "align": "end"})
    author.presses("Undo")
    author.waits_for(lambda: "place" not in shirube.steps[0])


def test_a_slide_out_is_dragged_into_a_corner(author: Author, shirube: Shirube, page: Page) -> None:
    shirube.guide["steps"] = [step("one", "One", kind="slide_out")]
    author.opens("/orders").presses("Step 1 of 1: One", exact=False)
    expect(author.live).to_be_visible()
    drags_to(author, 200, 120)
    author.waits_for(lambda: shirube.steps[0].get("corner") == "top_start")
    shown = author.live.bounding_box()
    assert shown
    assert (shown["x"] < 100, shown["y"] < 100) == (True, True)
    handle(author).focus()
    page.keyboard.press("ArrowDown")
    author.waits_for(lambda: shirube.steps[0].get("corner") == "bottom_start")
