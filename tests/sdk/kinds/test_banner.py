"""A banner pushes the page aside, and puts everything back when it goes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.sdk.guides import JSON, button, guide, step
from tests.sdk.scripted import Shirube
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser
BODY = """<style>body{margin:0}#head{position:fixed;top:0;left:0;right:0;height:40px;background:#eee}main{padding-top:60px;height:1800px}</style>
<div id=head>Head</div><main><div id=list><p id=row>Row</p></div></main>"""
TOP = "[...document.querySelectorAll('#head,#row')].map(e => e.getBoundingClientRect().top)"


def banner(where: str, target: str | None = None, sticky: bool = True, **more: Any) -> JSON:
    own = step(
        "say",
        target,
        kind="banner",
        banner={"where": where, "sticky": sticky, "tone": "info"},
        content=[{"type": "text", "text": "Saving is paused."}],
    )
    return guide(
        "notice",
        own | {"buttons": [button("Details", {"do": "track", "event": "details_opened"})]},
        kind="banner",
        **more,
    )


@pytest.mark.parametrize("sticky", [True, False])
def test_the_page_makes_room_and_gets_it_back(visitor: Visitor, shirube: Shirube, sticky: bool) -> None:
    shirube.guides = [banner("page_top", sticky=sticky)]
    visitor.page_of("/", BODY)
    visitor.opens()
    strip = visitor.page.get_by_role("region", name="Notice")
    expect(strip).to_be_visible()
    height = strip.evaluate("e => e.offsetHeight")
    assert visitor.page.evaluate(TOP) == [height, height + 76]
    visitor.page.evaluate("scrollTo(0, 400)")
    visitor.page.wait_for_timeout(100)
    assert visitor.page.evaluate(TOP)[0] == (height if sticky else 0)
    assert strip.evaluate("e => e.getBoundingClientRect().top") == (0 if sticky else -400)
    visitor.page.evaluate("scrollTo(0, 0)")
    strip.get_by_role("button", name="Close").click()
    expect(strip).to_have_count(0)
    assert visitor.page.evaluate(TOP) == [0, 76]
    assert (
        visitor.page.evaluate("document.documentElement.style.cssText + document.querySelector('#head').style.cssText")
        == ""
    )
    shirube.wait_for("guide_dismissed")
    visitor.opens()
    visitor.page.wait_for_timeout(600)
    expect(strip).to_have_count(0)


def test_its_button_is_what_it_is_for(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [banner("page_bottom")]
    visitor.page_of("/", BODY)
    visitor.opens()
    visitor.page.get_by_role("button", name="Details").click()
    expect(visitor.page.get_by_role("region")).to_have_count(0)
    shirube.wait_for("guide_completed")
    assert shirube.types() == ["guide_started", "step_seen", "step_acted", "details_opened", "guide_completed"]


def test_it_comes_back_when_the_page_draws_its_place_anew(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [banner("after", "#row", sticky=False)]
    visitor.page_of("/", BODY)
    visitor.opens()
    strip = visitor.page.get_by_role("region")
    expect(strip).to_be_visible()
    order = "[...document.querySelector('#list').children].map(e => e.localName).join()"
    assert visitor.page.evaluate(order) == "p,shirube-guide"
    visitor.page.evaluate(
        "document.querySelector('#list').replaceChildren(); setTimeout(() => { const p = document.createElement('p'); p.id = 'row'; p.textContent = 'Row'; document.querySelector('#list').append(p) }, 300)"
    )
    visitor.page.wait_for_function(f"() => {order} === 'p,shirube-guide'")
    expect(strip).to_be_visible()
    shirube.wait_for("step_seen")
    assert shirube.types() == ["guide_started", "step_seen"]
