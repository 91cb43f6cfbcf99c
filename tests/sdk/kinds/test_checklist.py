"""A checklist: things to do that tick themselves off, with a launcher that counts them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.sdk.beside import checklist, task
from tests.sdk.guides import guide, step
from tests.sdk.scripted import Shirube
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser
BODY = '<button id="save">Save</button>'
START_TOUR = {"do": "start", "guide": "tour"}


def panel(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("dialog", name="Get going")


def launcher(visitor: Visitor) -> Locator:
    return visitor.page.locator("button.launcher")


def row(visitor: Visitor, label: str) -> Locator:
    return panel(visitor).get_by_role("listitem").filter(has_text=label)


def test_tasks_are_ticked_by_choice_guide_event_page_and_element(visitor: Visitor, shirube: Shirube) -> None:
    tour = guide("tour", step("one", "#save"), trigger={"manual": True})
    shirube.guides = [
        checklist(
            "start",
            task("look", "Look around"),
            task("tour", "Take the tour", does=[START_TOUR], done_when={"guide": "tour", "is": "completed"}),
            task("send", "Send two", done_when={"event": "sent", "at_least": 2}),
            task("there", "Go there", does=[{"do": "open", "link": "/there"}], done_when={"page": "/there"}),
            task("shown", "See it", done_when={"element": "present", "target": {"selector": "#late"}}),
        ),
        tour,
    ]
    visitor.page_of("/", BODY)
    visitor.page_of("/there", BODY)
    visitor.opens()
    expect(panel(visitor)).to_contain_text("0 of 5 done")

    row(visitor, "Look around").get_by_role("button").click()
    expect(panel(visitor)).to_contain_text("1 of 5 done")

    row(visitor, "Take the tour").get_by_role("button").click()
    tour_box = visitor.page.get_by_role("dialog", name="One")
    tour_box.get_by_role("button", name="Next").click()
    expect(row(visitor, "Take the tour")).to_contain_text("done")

    visitor.shirube_says("track", "sent")
    expect(panel(visitor)).to_contain_text("2 of 5 done")
    visitor.shirube_says("track", "sent")
    expect(panel(visitor)).to_contain_text("3 of 5 done")

    visitor.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p id=late>late</p>')")
    expect(panel(visitor)).to_contain_text("4 of 5 done")
    expect(launcher(visitor).locator(".badge")).to_have_attribute("data-count", "1")

    row(visitor, "Go there").get_by_role("button").click()
    visitor.page.wait_for_url("**/there")
    expect(visitor.page.get_by_role("heading", name="All done!")).to_be_visible()

    done = shirube.wait_for("checklist_task_completed", 5)
    assert [(event["step"], event["props"]["task"]) for event in done] == [
        ("look", "Look around"), ("tour", "Take the tour"), ("send", "Send two"), ("shown", "See it"),
        ("there", "Go there"),
    ]  # fmt: skip
    completed = shirube.wait_for("guide_completed", 2)
    assert {event["guide"] for event in completed} == {"tour", "start"}
    assert len({event["run"] for event in done}) == 1
    assert not [event for event in shirube.events if event["type"] == "step_acted" and event["guide"] == "start"]


def test_it_celebrates_once_and_is_gone_afterwards(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [checklist("start", task("look", "Look around"))]
    visitor.page_of("/", BODY)
    visitor.opens()
    row(visitor, "Look around").get_by_role("button").click()
    expect(panel(visitor)).to_contain_text("All done!")
    expect(launcher(visitor)).to_have_count(0)
    panel(visitor).get_by_role("button", name="Close").click()
    expect(panel(visitor)).to_have_count(0)
    visitor.opens()
    visitor.page.wait_for_timeout(400)
    expect(panel(visitor)).to_have_count(0)


def test_a_fixed_order_opens_one_after_the_other(visitor: Visitor, shirube: Shirube) -> None:
    tasks = [task("a", "First"), task("b", "Second"), task("c", "Third", done_when={"event": "c", "at_least": 1})]
    shirube.guides = [checklist("start", *tasks, order="fixed")]
    visitor.page_of("/", BODY)
    visitor.opens()
    expect(row(visitor, "Second").get_by_role("button")).to_have_count(0)
    expect(row(visitor, "Second")).to_contain_text("after the task before")
    visitor.shirube_says("track", "c")
    expect(row(visitor, "Third")).to_contain_text("done")
    row(visitor, "First").get_by_role("button").click()
    row(visitor, "Second").get_by_role("button").click()
    expect(panel(visitor)).to_contain_text("All done!")


def test_progress_of_other_devices_counts_and_stays_over_pages(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [checklist("start", task("a", done=True), task("b"), task("c", shown_when={"page": "/never"}))]
    visitor.page_of("/", BODY)
    visitor.opens()
    expect(panel(visitor)).to_contain_text("1 of 2 done")
    panel(visitor).get_by_role("button", name="Close").click()
    expect(panel(visitor)).to_be_hidden()
    expect(launcher(visitor)).to_be_focused()
    visitor.opens()
    expect(launcher(visitor)).to_be_visible()
    visitor.page.wait_for_timeout(300)
    expect(panel(visitor)).to_be_hidden()
    launcher(visitor).click()
    expect(panel(visitor)).to_be_visible()
    types = [event["type"] for event in shirube.events if event.get("guide") == "start"]
    assert sorted(types) == ["checklist_task_completed", "guide_started", "step_seen"]


def test_the_keyboard_opens_walks_and_closes_it(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [checklist("start", task("a"), task("b"), opens_by_itself=False)]
    visitor.page_of("/", BODY)
    visitor.opens()
    launcher(visitor).focus()
    visitor.page.keyboard.press("Enter")
    expect(panel(visitor)).to_be_focused()
    visitor.page.keyboard.press("Tab")
    expect(row(visitor, "A").get_by_role("button")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    expect(panel(visitor)).to_contain_text("1 of 2 done")
    visitor.page.keyboard.press("Escape")
    expect(panel(visitor)).to_be_hidden()
    expect(launcher(visitor)).to_be_focused()


def test_somebody_who_does_not_want_it_is_left_alone(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [checklist("start", task("a"))]
    visitor.page_of("/", BODY)
    visitor.opens()
    panel(visitor).get_by_role("button", name="Do not show this list again").click()
    expect(launcher(visitor)).to_have_count(0)
    shirube.wait_for("guide_dismissed")
    visitor.opens()
    visitor.page.wait_for_timeout(300)
    expect(launcher(visitor)).to_have_count(0)


def test_a_show_action_opens_it_without_another_run(visitor: Visitor, shirube: Shirube) -> None:
    opener = guide(
        "opener",
        step("open", kind="launcher", content=[], buttons=[], launcher={"label": "Tasks"},
             does=[{"do": "show", "guide": "start"}]),
        kind="launcher",
    )  # fmt: skip
    shirube.guides = [checklist("start", task("a"), task("b", done=True), opens_by_itself=False), opener]
    visitor.page_of("/", BODY)
    visitor.opens()
    visitor.page.get_by_role("button", name="Tasks").click()
    expect(panel(visitor)).to_contain_text("1 of 2 done")
    expect(visitor.page.get_by_role("button", name="Tasks").locator(".badge")).to_have_attribute("data-count", "1")
    started = [event for event in shirube.wait_for("guide_started", 2) if event["guide"] == "start"]
    assert len(started) == 1
