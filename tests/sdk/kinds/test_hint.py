"""Hints: several at once, by click, pointer, focus or because a field does not fit."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.sdk.guides import JSON, guide, step
from tests.sdk.scripted import Shirube
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser
BODY = """<p style="margin:80px"><button id=save>Save</button> <button id=send>Send</button> <input id=code aria-label=Code></p>
<div id=inner style="height:80px;overflow:auto"><div style="height:400px"><button id=deep>Deep</button></div></div>"""


def hint(key: str, target: str, text: str, **look: Any) -> JSON:
    return step(key, target, kind="hint", content=[{"type": "text", "text": text}], buttons=[], hint=look)


def test_each_opens_in_its_own_way(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [
        guide(
            "hints",
            hint("click", "#save", "By click.", look="beacon", opens="click"),
            hint("hover", "#send", "By pointer.", look="none", opens="hover"),
            hint("field", "#code", "", look="none", opens="invalid", check={"matches": "^[0-9]{4}$", "message": "Four digits.", "required": False}),
            kind="hint",
        )
    ]  # fmt: skip
    visitor.page_of("/", BODY)
    visitor.opens()
    page, tip = visitor.page, visitor.page.get_by_role("note")
    mark = page.get_by_role("button", name="Hint: By click.")
    mark.focus()
    page.keyboard.press("Enter")
    expect(tip).to_have_text("By click.×")
    expect(mark).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    expect(mark).to_be_focused()
    page.hover("#send")
    expect(tip).to_contain_text("By pointer.")
    tip.hover()
    page.wait_for_timeout(500)
    expect(tip).to_be_visible()
    page.mouse.move(900, 500)
    expect(tip).to_have_count(0)
    page.fill("#code", "12")
    expect(tip).to_have_count(0)
    page.locator("#code").blur()
    expect(tip).to_contain_text("Four digits.")
    page.fill("#code", "1234")
    expect(tip).to_have_count(0)
    shirube.wait_for("step_verified")
    acted = [(event["step"], event["props"]["by"]) for event in shirube.events if event["type"] == "step_acted"]
    assert acted == [("click", "open"), ("hover", "open"), ("field", "invalid")]
    assert len(shirube.wait_for("step_seen", 3)) == 3
    assert "1234" not in str(shirube.batches)


def test_what_was_read_and_need_not_stay_is_gone_for_good(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [
        guide("hints", *(hint(name, f"#{name}", f"About {name}.", opens="click", keep=False) for name in ("save", "send")), kind="hint")
    ]  # fmt: skip
    visitor.page_of("/", BODY)
    visitor.opens()
    marks = visitor.page.locator(".mark")
    expect(marks).to_have_count(2)
    marks.first.click()
    visitor.page.get_by_role("button", name="Close").click()
    expect(marks).to_have_count(1)
    visitor.opens()
    expect(marks).to_have_count(1)
    marks.first.click()
    visitor.page.mouse.click(900, 500)
    shirube.wait_for("guide_completed")
    expect(marks).to_have_count(0)


def test_a_mark_follows_its_element_and_hides_with_it(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("hints", hint("deep", "#deep", "Deep.", opens="click"), kind="hint")]
    visitor.page_of("/", BODY)
    visitor.opens()
    mark = visitor.page.locator(".mark")
    expect(mark).to_be_visible()
    visitor.page.evaluate("document.querySelector('#inner').scrollTop = 200")
    expect(mark).to_be_hidden()
    visitor.page.evaluate("document.querySelector('#inner').scrollTop = 0")
    expect(mark).to_be_visible()
