"""Which guide starts, where, when and how often."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import Route

from tests.sdk.guides import button, guide, step
from tests.sdk.scripted import Shirube
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser
BODY = '<button id="save">Save</button>'
QUIET = 450


@pytest.fixture
def opened(visitor: Visitor, shirube: Shirube) -> Any:
    def open_with(*guides: dict[str, Any], path: str = "/") -> Visitor:
        shirube.guides = list(guides)
        visitor.page_of("/", BODY)
        visitor.opens(path)
        return visitor

    return open_with


def test_priority_then_key(opened: Any) -> None:
    low, b, a = (guide(key, step(key, "#save"), priority=p) for key, p in (("low", 10), ("b", 60), ("a", 60)))
    visitor = opened(low, b, a)
    visitor.sees("About a.")
    visitor.presses("Next")
    visitor.sees("About b.")
    visitor.presses("Next")
    visitor.sees("About low.")


def test_only_on_its_page_also_after_a_route_change(opened: Any) -> None:
    visitor = opened(guide("tour", step("one", "#save"), trigger={"page": "/billing/*"}))
    visitor.page.wait_for_timeout(QUIET)
    visitor.sees_nothing()
    visitor.page.evaluate("history.pushState({}, '', '/billing/7')")
    visitor.sees("About one.")


@pytest.mark.parametrize("change", ["history.replaceState({}, '', '/b')", "location.hash = '#/b'", "history.back()"])
def test_every_kind_of_route_change_is_noticed(opened: Any, change: str) -> None:
    pattern = "/#/b" if "hash" in change else "/b"
    visitor = opened(guide("tour", step("one", "#save"), trigger={"page": pattern}))
    visitor.page.wait_for_timeout(QUIET)
    if "back" in change:
        visitor.page.evaluate("history.replaceState({}, '', '/b'); history.pushState({}, '', '/c')")
    visitor.page.evaluate(change)
    visitor.sees("About one.")


def test_route_changes_without_the_navigation_api(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save"), trigger={"page": "/b"})]
    visitor.page_of("/", BODY, head="<script>Object.defineProperty(window, 'navigation', {value: undefined})</script>")
    visitor.opens()
    visitor.page.wait_for_timeout(QUIET)
    visitor.page.evaluate("history.pushState({}, '', '/b')")
    visitor.sees("About one.")


def test_a_trigger_waits_for_an_element(opened: Any) -> None:
    there = {"element": "present", "target": {"selector": "#panel"}}
    visitor = opened(guide("tour", step("one", "#save"), trigger={"when": there}))
    visitor.page.wait_for_timeout(QUIET)
    visitor.sees_nothing()
    visitor.page.evaluate(
        "document.body.append(Object.assign(document.createElement('p'), {id: 'panel', textContent: 'x'}))"
    )
    visitor.sees("About one.")


def test_a_trigger_waits_its_delay(opened: Any) -> None:
    visitor = opened(guide("tour", step("one", "#save"), trigger={"delay_seconds": 2.5}))
    visitor.sees_nothing()
    visitor.sees("About one.")


@pytest.mark.parametrize(
    ("frequency", "ending", "again"),
    [
        ({"show": "once"}, "Next", False),
        ({"show": "always"}, "Next", True),
        ({"show": "always", "at_most": 1}, "Next", False),
        ({"show": "every_session"}, "Next", False),
        ({"show": "until_completed", "every_days": 0.00001}, "Next", False),
        ({"show": "until_completed", "every_days": 0.00001}, "Close", True),
        ({"show": "until_completed", "every_days": 2}, "Close", False),
        ({"show": "until_completed"}, "Close", False),
    ],
    ids=str,
)
def test_frequency(opened: Any, frequency: dict[str, Any], ending: str, again: bool) -> None:
    visitor = opened(guide("tour", step("one", "#save"), frequency=frequency))
    visitor.presses(ending)
    visitor.sees_nothing()
    visitor.page.wait_for_timeout(900)
    visitor.opens()
    visitor.page.wait_for_timeout(QUIET)
    assert visitor.box.count() == int(again)


def test_always_is_not_at_once_again(opened: Any) -> None:
    visitor = opened(guide("tour", step("one", "#save"), frequency={"show": "always"}))
    visitor.presses("Next")
    visitor.page.wait_for_timeout(QUIET)
    visitor.sees_nothing()


def test_another_session(opened: Any) -> None:
    visitor = opened(guide("tour", step("one", "#save"), frequency={"show": "every_session"}))
    visitor.presses("Next")
    visitor.page.evaluate("""() => { const name = 'shirube-wk_test', all = JSON.parse(localStorage[name]);
        all.session.at -= 31 * 60_000; localStorage[name] = JSON.stringify(all) }""")
    visitor.opens()
    visitor.sees("About one.")


def test_the_server_remembers_a_run_of_another_browser(opened: Any) -> None:
    state = {"status": "started", "run": "r-1", "version": 1, "step": "two", "shown": 1, "last_at": time.time() - 3600}
    visitor = opened(guide("tour", step("one", "#save"), step("two", "#save"), state=state))
    visitor.sees("About two.")


def test_a_run_left_long_ago_does_not_hold_up_others(opened: Any) -> None:
    state = {"status": "started", "run": "r-1", "version": 1, "step": "one", "shown": 1, "last_at": time.time() - 3600}
    left = guide("left", step("one", "#gone"), state=state)
    visitor = opened(left, guide("other", step("other", "#save")))
    visitor.sees("About other.")


def test_another_version_goes_on_where_the_old_one_was_left(opened: Any, shirube: Shirube) -> None:
    visitor = opened(guide("tour", step("one", "#save"), step("two", "#save")))
    visitor.presses("Next")
    visitor.sees("About two.")
    shirube.guides[0]["version"] = 2
    visitor.opens()
    visitor.sees("About two.")
    events = shirube.wait_for("guide_started", 2)
    assert [event["version"] for event in events] == [1, 2]
    assert events[0]["run"] != events[1]["run"]


def test_started_by_the_host_page(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [guide("tour", step("one", "#save", buttons=[button("Next", "next")]), trigger={"manual": True})]
    visitor.page_of("/", BODY, 'shirube("start","tour")')
    visitor.opens()
    visitor.sees("About one.")
    visitor.shirube_says("stop")
    visitor.sees_nothing()
    visitor.shirube_says("start", "tour")
    visitor.sees("About one.")


def test_another_tab_moves_the_run_on(opened: Any) -> None:
    visitor = opened(guide("tour", step("one", "#save"), step("two", "#save")))
    visitor.sees("About one.")
    tab = visitor.page.context.new_page()
    tab.goto(visitor.app.origin)
    tab.get_by_role("dialog").get_by_role("button", name="Next").click()
    visitor.page.bring_to_front()
    visitor.sees("About two.")


def test_a_guide_keeps_its_turn_while_its_part_of_the_snippet_is_under_way(opened: Any, visitor: Visitor) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visitor.page.route("**/more.js", hold)
    first = guide("first", step("first", "#save", kind="modal"), priority=60)
    opened(guide("plain", step("plain", "#save"), priority=10), first)
    visitor.page.wait_for_timeout(QUIET)
    visitor.sees_nothing()
    held.pop().continue_()
    visitor.sees("About first.")


def test_a_part_that_cannot_be_had_holds_up_nobody_else(opened: Any, visitor: Visitor) -> None:
    visitor.page.route("**/more.js", lambda route: route.abort())
    first = guide("first", step("first", "#save", kind="modal"), priority=60)
    opened(guide("plain", step("plain", "#save"), priority=10), first)
    visitor.sees("About plain.")
