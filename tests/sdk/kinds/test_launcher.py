"""A launcher stays beside the page: in a corner or at an element, with what waits behind it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.sdk.guides import JSON, guide, step
from tests.sdk.scripted import Shirube
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser
BODY = '<button id="save">Save</button>'


def launcher(key: str, *does: JSON, target: str | None = None, page: str = "", **look: object) -> JSON:
    own = step("open", target, kind="launcher", content=[], buttons=[], launcher=look, does=list(does))
    return guide(key, own, kind="launcher", trigger={"page": page})


def test_it_starts_a_guide_and_stays(visitor: Visitor, shirube: Shirube) -> None:
    tour = guide("tour", step("one", "#save"), trigger={"manual": True})
    shirube.guides = [launcher("help", {"do": "start", "guide": "tour"}, label="Show me"), tour]
    visitor.page_of("/", BODY)
    visitor.opens()
    button = visitor.page.get_by_role("button", name="Show me")
    button.click()
    visitor.sees("About one.")
    visitor.presses("Next")
    visitor.sees_nothing()
    expect(button).to_be_visible()
    acted = shirube.wait_for("step_acted", 2)[0]
    assert (acted["guide"], acted["step"], acted["props"]) == ("help", "open", {"by": "click"})
    visitor.opens()
    expect(button).to_be_visible()
    visitor.page.wait_for_timeout(300)
    assert [event["type"] for event in shirube.events if event.get("guide") == "help"] == [
        "guide_started",
        "step_seen",
        "step_acted",
    ]


def test_those_in_one_corner_stand_above_each_other_and_leave_with_their_page(
    visitor: Visitor, shirube: Shirube
) -> None:
    shirube.guides = [
        launcher("one", label="One"),
        launcher("two", label="Two", page="/a"),
        launcher("three", target="#save", icon="bulb"),
    ]
    visitor.page_of("/a", BODY)
    visitor.opens("/a")
    one, two, three = (visitor.page.get_by_role("button", name=name) for name in ("One", "Two", "Three"))
    expect(one).to_be_visible()
    expect(two).to_be_visible()
    boxes = [button.bounding_box() for button in (one, two, three)]
    assert boxes[0] and boxes[1] and boxes[2]
    assert boxes[1]["y"] + boxes[1]["height"] < boxes[0]["y"]
    target = visitor.page.locator("#save").bounding_box()
    assert target and 0 < boxes[2]["x"] - target["x"] - target["width"] < 12
    visitor.page.evaluate("history.pushState(0, '', '/b')")
    expect(two).to_have_count(0)
    expect(one).to_be_visible()
    visitor.page.evaluate("save.remove()")
    expect(three).to_have_count(0)


def test_unread_news_are_counted(visitor: Visitor, shirube: Shirube) -> None:
    news = guide("news", step("new", kind="feed"), kind="announcement", trigger={"manual": True})
    shirube.guides = [launcher("bell", {"do": "show", "guide": "news"}, icon="bell"), news]
    visitor.page_of("/", BODY)
    visitor.opens()
    visitor.page.get_by_role("button", name="Bell, 1 waiting").click()
    visitor.sees("About new.")
    visitor.presses("Next")
    expect(visitor.page.get_by_role("button", name="Bell", exact=True)).to_be_visible()
