"""Surveys: answered by pointer and keyboard, branching, in part, with thanks; one tap on any step."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from playwright.sync_api import Error, expect

from tests.sdk.guides import JSON, button, guide, step
from tests.sdk.kinds.looks import question
from tests.sdk.scripted import Shirube
from tests.sdk.told import failing
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser
BODY = '<button id="save">Save</button>'


def asking(key: str, *blocks: JSON, **more: Any) -> JSON:
    return step(key, kind="slide_out", content=list(blocks), buttons=[]) | more


def survey(**more: Any) -> JSON:
    likely = asking(
        "likely",
        question("likely", "nps", "How likely?"),
        branch=[{"if": {"answer": "likely", "at_most": 6}, "go_to": "why"}],
    )
    glad = asking(
        "glad", question("glad", "text", "What do you like?"), branch=[{"if": {"all": []}, "go_to": "thanks"}]
    )
    why = asking(
        "why",
        question(
            "why", "choices", "Why?", options=["Price", "Speed"], values=["price", "speed"], other=True, required=True
        ),
    )
    thanks = asking("thanks", {"type": "heading", "level": 2, "text": "Thank you!"})
    return guide(
        "nps", likely, glad, why, thanks, kind="survey", **({"survey": {"wait_days": 30, "anonymous": False}} | more)
    )


def answers(shirube: Shirube, count: int, type_: str = "survey_answered") -> list[tuple[Any, ...]]:
    return [
        (e["step"], e["props"]["answer"], e["props"]["label"], e["props"].get("score"), e["props"]["partial"])
        for e in shirube.wait_for(type_, count)
    ]


def test_answers_lead_on_and_are_told(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [survey()]
    visitor.page_of("/", BODY)
    visitor.opens()
    group = visitor.box.get_by_role("group", name="How likely?")
    group.get_by_text("3", exact=True).click()
    visitor.sees("Why?")
    visitor.presses("Next")
    expect(visitor.box.get_by_role("alert")).to_have_text("Please answer this question.")
    visitor.box.get_by_label("Speed").check()
    visitor.box.get_by_label("Other").check()
    visitor.box.get_by_label("In your own words").fill("The colours")
    visitor.presses("Next")
    visitor.sees("Thank you!")
    assert answers(shirube, 2) == [
        ("likely", "3", "3", 3, False),
        ("why", "speed\nThe colours", "Speed\nThe colours", None, False),
    ]
    visitor.box.get_by_role("button", name="Close").click()
    shirube.wait_for("guide_completed")
    assert len({event["props"]["response"] for event in shirube.events if event["type"] == "survey_answered"}) == 1
    shirube.guides = [survey() | {"key": "another"}]
    visitor.opens()
    visitor.page.wait_for_timeout(700)
    visitor.sees_nothing()


def test_by_keyboard_and_in_part(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [survey()]
    visitor.page_of("/", BODY)
    visitor.opens()
    visitor.sees("How likely?")
    expect(visitor.box).to_be_focused()
    visitor.page.keyboard.press("Tab")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        visitor.page.keyboard.press(key)
    expect(visitor.box.get_by_role("radio", checked=True)).to_have_attribute("value", "1")
    shirube.wait_for("survey_answered")
    visitor.opens()
    visitor.sees("How likely?")
    expect(visitor.box.get_by_role("radio", checked=True)).to_have_attribute("value", "1")
    assert answers(shirube, 1) == [("likely", "1", "1", 1, True)]
    visitor.box.get_by_text("10", exact=True).click()
    visitor.sees("What do you like?")
    visitor.box.get_by_role("textbox").fill("All of it")
    visitor.page.keyboard.press("Escape")
    visitor.sees_nothing()
    shirube.wait_for("guide_dismissed")
    assert answers(shirube, 3)[1:] == [
        ("likely", "10", "10", 10, False),
        ("glad", "All of it", "All of it", None, True),
    ]


@pytest.mark.parametrize("storage", ["in the database", "before the database is open"])
def test_an_answer_given_as_the_page_closes(visitor: Visitor, shirube: Shirube, storage: str) -> None:
    """Nobody answers the page's last request: what was entered is there when the person comes back."""
    shirube.guides = [survey()]
    visitor.page_of("/", BODY, head="<script>indexedDB.open = () => ({})</script>" if "before" in storage else "")
    visitor.opens()
    visitor.sees("How likely?")
    if storage == "in the database":
        shirube.wait_for("step_seen")
    shirube.answers = [failing(503)] * 50
    visitor.box.get_by_role("group", name="How likely?").get_by_text("3", exact=True).click()
    visitor.box.get_by_label("Speed").check()
    visitor.page.close(run_before_unload=True)
    visitor.page_of("/", BODY)
    shirube.guides, shirube.answers = [], []
    back = visitor.page.context.new_page()
    back.add_init_script("Object.defineProperty(Date, 'now', {value: (now => () => now() + 3600_000)(Date.now)})")
    back.goto(visitor.app.origin + "/elsewhere")
    assert answers(shirube, 2) == [("likely", "3", "3", 3, False), ("why", "speed", "Speed", None, True)]


def test_words_typed_just_before_the_browser_crashed(visitor: Visitor, shirube: Shirube) -> None:
    """They stand there when the person comes back, and are told though nobody changes them any more."""
    shirube.guides = [survey()]
    visitor.page_of("/", BODY)
    visitor.opens()
    visitor.box.get_by_text("9", exact=True).click()
    visitor.sees("What do you like?")
    visitor.box.get_by_role("textbox").fill("All of it")
    crashing = visitor.page
    with crashing.expect_event("crash"), contextlib.suppress(Error):
        crashing.goto("chrome://crash")
    visitor.page = visitor.page.context.new_page()
    visitor.opens()
    visitor.sees("What do you like?")
    expect(visitor.box.get_by_role("textbox")).to_have_value("All of it")
    visitor.presses("Next")
    visitor.sees("Thank you!")
    assert ("glad", "All of it", "All of it", None, False) in answers(shirube, 2)


def test_without_the_person(visitor: Visitor, shirube: Shirube) -> None:
    shirube.guides = [survey(survey={"wait_days": 0, "anonymous": True})]
    visitor.page_of("/", BODY, 'shirube("identify","user-7")', 'shirube("group","acct-3")')
    visitor.opens()
    visitor.box.get_by_text("9", exact=True).click()
    told = shirube.wait_for("survey_answered")[0]
    assert told["account"] == "acct-3"
    assert not {"person", "anonymous_id", "session", "run"} & told.keys()


def test_one_tap_on_any_step(visitor: Visitor, shirube: Shirube) -> None:
    blocks = [{"type": "text", "text": "Save it."}, question("useful", "thumbs", "Useful?")]
    shirube.guides = [guide("tour", step("one", "#save", content=blocks, buttons=[button("Next", "next")]))]
    visitor.page_of("/", BODY)
    visitor.opens()
    visitor.box.get_by_role("radio", name="Yes, good").check(force=True)
    expect(visitor.box.get_by_text("Thank you!")).to_be_visible()
    assert answers(shirube, 1, "feedback_given") == [("one", "up", "Yes, good", 1, False)]
    visitor.presses("Next")
    shirube.wait_for("guide_completed")
