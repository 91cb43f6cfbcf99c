"""Kinds of steps besides the tooltip, and what a step may ask of its target."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.sdk.guides import guide, step
from tests.sdk.scripted import Shirube
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser

FORM = """<button id="save" style="margin:120px">Save</button><input id="name"><select id="plan"><option>Free<option value="t">Team</select>
    <label><input type="checkbox" id="agree">I agree</label><input type="checkbox" id="news">"""


@pytest.mark.parametrize(
    ("target", "advance", "not_yet", "act"),
    [
        ("#save", {"on": "double_click"}, "page.click('#save')", "page.dblclick('#save')"),
        ("#save", {"on": "right_click"}, "page.click('#save')", "page.click('#save', button='right')"),
        ("#save", {"on": "hover"}, "page.mouse.move(5, 5)", "page.hover('#save')"),
        ("#plan", {"on": "select", "matches": "^Team$"}, "page.select_option('#plan', 'Free')", "page.select_option('#plan', 't')"),
        ("#agree", {"on": "select"}, "page.check('#news')", "page.check('#agree')"),
        ("#name", {"on": "key", "key": "Control+k", "target": None}, "page.keyboard.press('k')", "page.keyboard.press('Control+K')"),
        ("#name", {"on": "key", "key": "Enter", "target": {"selector": "#name"}}, "page.locator('#save').press('Enter')", "page.locator('#name').press('Enter')"),
    ],
    ids=lambda value: "-".join(map(str, value.values()))[:24] if isinstance(value, dict) else "",
)  # fmt: skip
def test_advancing_by(
    visitor: Visitor, shirube: Shirube, target: str, advance: dict[str, object], not_yet: str, act: str
) -> None:
    shirube.guides = [guide("tour", step("one", None, buttons=[], advance=[{"target": {"selector": target}} | advance], place={"side": "auto", "align": "start"}, kind="slide_out"), step("two", "#save"))]  # fmt: skip
    visitor.page_of("/", FORM)
    visitor.opens()
    visitor.sees("About one.")
    eval(not_yet, {"page": visitor.page})
    visitor.sees("About one.")
    eval(act, {"page": visitor.page})
    visitor.sees("About two.")
    assert shirube.wait_for("step_acted")[0]["props"] == {"by": advance["on"]}


def test_a_slide_out_leaves_the_page_in_reach(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", kind="slide_out", corner="top_end"), progress="bar")]
    visitor.page_of("/", '<button id="save" onclick="window.saved = 1">Save</button>')
    visitor.opens()
    visitor.sees("About one.")
    visitor.page.wait_for_timeout(300)
    box = visitor.box.bounding_box()
    assert box is not None
    assert (box["y"], box["x"] + box["width"]) == (16, 1280 - 16)
    expect(visitor.box).to_have_attribute("aria-modal", "false")
    visitor.page.click("#save")
    assert visitor.page.evaluate("saved") == 1


def test_a_blocked_target_and_a_spotlight(visitor: Visitor, shirube: Shirube) -> None:
    first = step("one", "#save", target_clicks="block", backdrop=True)
    shirube.guides = [guide("tour", first, step("two", "#save"), progress="dots")]
    visitor.page_of("/", '<button id="save" style="margin:90px" onclick="window.saved = (window.saved || 0) + 1">Save</button>')  # fmt: skip
    visitor.opens()
    visitor.sees("About one.")
    expect(visitor.box.get_by_role("img", name="1 / 2")).to_have_count(1)
    place = visitor.page.locator("#save").bounding_box()
    assert place is not None
    middle = (place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    visitor.page.mouse.click(*middle)
    assert visitor.page.evaluate("window.saved") is None
    visitor.presses("Next")
    visitor.sees("About two.")
    visitor.page.mouse.click(*middle)
    assert visitor.page.evaluate("window.saved") == 1


def test_hidden_steps_route_and_wait(visitor: Visitor, shirube: Shirube) -> None:
    route = step(
        "route", kind="hidden", content=[], buttons=[], does=[{"do": "open", "link": "/there", "new_tab": False}]
    )
    wait = step(
        "wait", kind="hidden", content=[], buttons=[], page="/there", advance=[{"on": "event", "name": "saved"}]
    )
    shirube.guides = [guide("tour", step("one", "#save"), route, wait, step("last", "#save"))]
    visitor.page_of("/", FORM)
    visitor.page_of("/there", FORM)
    visitor.opens()
    visitor.presses("Next")
    visitor.page.wait_for_url("**/there")
    visitor.page.wait_for_function("window.shirube?.loaded")
    visitor.sees_nothing()
    shirube.wait_for("step_seen", 3)
    visitor.shirube_says("track", "saved")
    visitor.sees("About last.")
    assert shirube.wait_for("step_verified")[0]["step"] == "wait"


LEFT_LONG_AGO = """() => { const all = JSON.parse(localStorage['shirube-wk_test']); all.runs.tour.at -= 864e5 * 3;
    localStorage['shirube-wk_test'] = JSON.stringify(all) }"""


@pytest.mark.parametrize("answer", ["Continue", "Later", "Close"])
def test_a_run_left_days_ago_asks(visitor: Visitor, shirube: Shirube, answer: str) -> None:
    shirube.guides = [guide("tour", step("one", "#save"), step("two", "#save", page="/there"), resume="ask")]
    visitor.page_of("/", FORM)
    visitor.page_of("/there", FORM)
    visitor.opens("/there")
    visitor.presses("Next")
    visitor.sees("About two.")
    visitor.page.evaluate(LEFT_LONG_AGO)
    visitor.opens("/")
    visitor.sees("You stopped at step 2 of 2.")
    visitor.presses(answer)
    if answer == "Continue":
        visitor.sees("About two.")
        assert visitor.page.evaluate("location.pathname") == "/there"
        shirube.wait_for("step_seen", 3)
        assert len({event["run"] for event in shirube.events if event.get("run")}) == 1
        return
    visitor.sees_nothing()
    assert shirube.wait_for("guide_dismissed")[0]["props"] == {"step": "two"}
    run = json.loads(visitor.page.evaluate("localStorage['shirube-wk_test']"))["runs"]["tour"]
    assert ("until" in run) == (answer == "Later")


def test_a_run_that_never_resumes_begins_anew(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"), step("two", "#save"), resume="never", frequency={"show": "always"})]  # fmt: skip
    visitor.page_of("/", FORM)
    visitor.opens()
    visitor.presses("Next")
    visitor.sees("About two.")
    visitor.page.reload()
    visitor.sees("About one.")
