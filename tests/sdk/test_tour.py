"""`dist/tour.mjs`: the player alone, one file that a page brings its own steps to."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.sdk.sources import SDK

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="ja" dir="rtl"><title>App</title><p style="height:300px">…</p>
<button id="save">Save</button><shadow-part></shadow-part>
<script>customElements.define("shadow-part", class extends HTMLElement {
  constructor() { super(); this.attachShadow({ mode: "open" }).innerHTML = "<button id=inner>Inside</button>"; } })</script>"""

STEPS = '[{target: "#save", title: "保存", text: "ここです。"}, {target: "#inner", title: "中", text: "<b>文字</b>"}]'
IMPORT = "async (source) => { window.begin = (await import(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})))).start }"
JAPANESE = '{labels: {next: "次へ", done: "完了", close: "閉じる"}}'


def test_the_player_alone(page: Page) -> None:
    source = (SDK / "dist" / "tour.mjs").read_text()
    page.set_content(PAGE)
    page.evaluate(IMPORT, source)

    def start(options: str) -> None:
        page.evaluate(f"() => {{ window.tour = begin({STEPS}, {options}) }}")

    box = page.get_by_role("dialog")
    start("{}")
    expect(box).to_have_accessible_name("保存")
    expect(box.get_by_role("button", name="Next")).to_be_visible()
    expect(box.get_by_role("button", name="Close")).to_be_visible()
    assert box.get_attribute("dir") == "rtl"
    page.evaluate("tour.stop()")
    expect(page.locator("shirube-guide")).to_have_count(0)

    start(JAPANESE)
    expect(box.get_by_role("button", name="閉じる")).to_be_visible()
    box.get_by_role("button", name="次へ").click()
    expect(box.get_by_text("<b>文字</b>")).to_be_visible()
    # Arrows mean what they show: on a page read from right to left, the left one leads on.
    page.evaluate("tour.back()")
    expect(box.get_by_text("ここです。")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(box.get_by_text("2 / 2")).to_be_visible()
    box.get_by_role("button", name="完了").click()
    expect(page.locator("shirube-guide")).to_have_count(0)
