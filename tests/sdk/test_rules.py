"""Limits, schedules that end, events, links and rescue: what decides whether a guide may begin by itself."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.sdk.guides import button, guide, step
from tests.sdk.scripted import Shirube, stopping
from tests.sdk.undriven import until
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser
BODY = """<button id="save">Save</button><button id="dead" style="position:absolute;top:300px;left:20px">Dead</button>
<button id="plus" aria-label="+" style="position:absolute;top:400px;left:20px">+</button>
<button id="wrong" style="position:absolute;top:300px;left:220px">Wrong</button><p id="said"></p>
<script>document.getElementById("wrong").onclick=()=>{const p=document.getElementById("said");p.innerHTML="<b role=alert>No "+Math.random()+"</b>"}</script>"""
QUIET = 500


def tour(key: str, **more: Any) -> dict[str, Any]:
    return guide(key, step(f"{key}-1", "#save", content=[{"type": "text", "text": f"This is {key}."}]), **more)


@pytest.fixture
def opened(visitor: Visitor, shirube: Shirube) -> Any:
    def open_with(*guides: dict[str, Any], path: str = "/", rules: bool = True, **settings: Any) -> Visitor:
        shirube.guides = list(guides)
        shirube.settings, shirube.rules = settings, rules
        visitor.page_of("/", BODY)
        visitor.opens(path)
        return visitor

    return open_with


def test_beyond_a_limit_nothing_begins_by_itself_but_what_is_asked_for_does(opened: Any) -> None:
    visitor = opened(tour("a"), tour("b"), tour("c", trigger={"manual": True}), limits={"per_day": 1, "groups": {}})
    visitor.sees("This is a.")
    visitor.presses("Next")
    visitor.page.wait_for_timeout(QUIET)
    visitor.sees_nothing()
    visitor.opens()
    visitor.page.wait_for_timeout(QUIET)
    visitor.sees_nothing()
    visitor.shirube_says("start", "c")
    visitor.sees("This is c.")


def test_what_was_begun_elsewhere_counts_and_groups_have_limits_of_their_own(opened: Any, shirube: Shirube) -> None:
    shirube.starts = {"r1": [time.time() - 60, "news"]}
    visitor = opened(
        tour("a", frequency={"show": "once", "group": "news"}, priority=90),
        tour("b"),
        tour("urgent", frequency={"show": "once", "ignores_limits": True}, priority=10),
        limits={"per_day": 2, "groups": {"news": {"per_week": 1}}},
    )
    visitor.sees("This is b.")
    visitor.presses("Next")
    visitor.sees("This is urgent.")


def test_a_page_that_stays_open_past_the_end_stops(opened: Any) -> None:
    visitor = opened(tour("sale", trigger={"until": time.time() + 4}))
    visitor.sees("This is sale.")
    expect(visitor.box).to_have_count(0, timeout=8000)


def test_an_emergency_stop_takes_guides_away_from_pages_that_are_open(opened: Any, shirube: Shirube) -> None:
    visitor = opened(tour("one"), tour("two", trigger={"event": "exported"}))
    visitor.sees("This is one.")
    shirube.wait_for("step_seen")
    shirube.answers = [stopping] * 9
    visitor.shirube_says("track", "worked")
    expect(visitor.box).to_have_count(0)
    visitor.shirube_says("track", "exported")
    visitor.shirube_says("page")
    visitor.page.wait_for_timeout(QUIET)
    visitor.sees_nothing()
    shirube.answers = []
    visitor.opens()
    visitor.sees("This is one.")


def test_an_event_starts_a_guide(opened: Any) -> None:
    visitor = opened(tour("after", trigger={"event": "exported"}))
    visitor.page.wait_for_timeout(QUIET)
    visitor.sees_nothing()
    visitor.shirube_says("track", "exported")
    visitor.sees("This is after.")


def test_a_link_starts_a_guide_and_leaves_no_trace(opened: Any, visitor: Visitor, shirube: Shirube) -> None:
    shirube.on_request["linked"] = tour("linked", trigger={"manual": True})
    opened(path="/?a=1&shirube=linked")
    visitor.sees("This is linked.")
    assert visitor.page.url.endswith("/?a=1")


def test_a_guide_s_own_theme_wins_over_the_usual_one(opened: Any) -> None:
    visitor = opened(tour("loud", style={"--shirube-radius": "3px"}), theme={"--shirube-radius": "1px"})
    visitor.sees("This is loud.")
    assert visitor.box.evaluate("box => getComputedStyle(box).borderRadius") == "3px"


def rescue(**struggles: Any) -> dict[str, Any]:
    buttons = [button("Yes, please", "next"), button("No, thanks", "dismiss")]
    offer = step("offer", kind="slide_out", content=[{"type": "text", "text": "Can we help?"}], buttons=buttons)
    return guide("rescue", offer, trigger={"struggles": {"sensitivity": "normal"} | struggles})


def watched(visitor: Visitor, shirube: Shirube) -> None:
    """Until the part that watches for struggling, which comes on demand, is there and at work."""
    until(lambda: [path for path in shirube.requested if "rules.js" in path], lambda: shirube.requested)
    visitor.page.wait_for_timeout(QUIET)


def click_at(visitor: Visitor, selector: str, times: int = 1) -> None:
    for _ in range(times):
        visitor.page.locator(selector).click()


def test_somebody_who_clicks_in_vain_is_offered_help_once(opened: Any, shirube: Shirube) -> None:
    visitor = opened(rescue())
    watched(visitor, shirube)
    click_at(visitor, "#plus", 4)
    visitor.page.wait_for_timeout(2000)
    visitor.sees_nothing()
    click_at(visitor, "#dead", 4)
    visitor.sees("Can we help?")
    visitor.presses("No, thanks")
    assert shirube.wait_for("rage_clicked")[0]["props"] == {"tag": "button"}
    click_at(visitor, "#dead", 4)
    shirube.wait_for("rage_clicked", 2)
    visitor.sees_nothing()


def test_dead_clicks_and_errors_are_told_where_the_workspace_records_them(opened: Any, shirube: Shirube) -> None:
    visitor = opened(notices_frustration=True)
    watched(visitor, shirube)
    visitor.page.locator("#wrong").click()
    assert shirube.wait_for("error_seen")[0]["props"] == {"kind": "shown"}
    visitor.page.locator("#dead").click()
    visitor.page.wait_for_timeout(300)
    assert "dead_clicked" not in shirube.types()
    assert shirube.wait_for("dead_clicked")[0]["props"] == {"tag": "button"}


def test_without_rules_the_part_is_not_loaded(opened: Any, shirube: Shirube) -> None:
    visitor = opened(tour("a"), rules=False)
    visitor.sees("This is a.")
    assert not [path for path in shirube.requested if "rules.js" in path]
