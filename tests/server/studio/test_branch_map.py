"""The steps drawn with the ways between them, and the same in words."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest

from guides.ways import ways_from
from server.studio.words.condition_words import ConditionWords
from server.studio.writing.branch_map import Map, map_of
from tests.factories import guide_definition

TEXT = [{"type": "text", "text": "Press."}]
TEAM = {"account": "plan", "is": "team"}


def step(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": "modal", "name": key.title(), "content": TEXT, **more}


NEXT = {"label": "Next", "does": ["next"]}
SKIP = {"label": "Skip", "does": [{"do": "go_to", "step": "last"}]}
STEPS = [
    step("hello", buttons=[NEXT, SKIP], branch=[{"if": TEAM, "go_to": "team"}, {"if": TEAM, "go_to": "all"}]),
    step("all", target="#x", if_missing={"then": {"do": "go_to", "step": "gone"}}),
    step("team", buttons=[{"label": "Done", "does": ["complete"]}]),
    step("island", buttons=[{"label": "Stay", "does": ["back"]}]),
    step("last", buttons=[{"label": "Again", "does": [{"do": "go_to", "step": "hello"}]}]),
]


@pytest.fixture
def drawn() -> Map:
    def say(words: str) -> str:
        return words

    return map_of(guide_definition(steps=STEPS), say, ConditionWords(say, {}).say)


def test_every_way_is_said_in_words(drawn: Map) -> None:
    said = {sentence.box.title: sentence.ways for sentence in drawn.sentences}
    assert said == {
        "Hello": [
            "If the account's plan is “team”: on to 3 “Team”",
            "If the account's plan is “team”: on to 2 “All”",
            "Otherwise: on to 2 “All”",
            "Button “Skip”: on to 5 “Last”",
        ],
        "All": ["Then: on to 3 “Team”", "If its element is missing: to “gone”, which is no step"],
        "Team": ["Button “Done”: the guide ends"],
        "Island": [],
        "Last": ["Button “Again”: on to 1 “Hello”"],
    }


def test_what_is_wrong_is_marked(drawn: Map) -> None:
    marks = {box.title: box.mark for box in drawn.boxes if box.mark}
    assert marks == {
        "Island": "Nothing leads here · Dead end",
        "gone": "There is no such step",
    }
    assert [line.is_dead for line in drawn.lines if line.words] == [False, True, False, False, False, False]


def test_nothing_is_drawn_over_anything_else(drawn: Map) -> None:
    for one, other in itertools.combinations(drawn.boxes, 2):
        assert one.y + one.height < other.y or other.y + other.height < one.y
    places = [(line.x, line.y) for line in drawn.lines if line.words]
    assert len(set(places)) == len(places)
    # Ways to different steps that pass the same height run in different lanes.
    runs = [(*map(int, re.findall(r"\d+ H(\d+) V(\d+)", line.path)[-1]), line.y) for line in drawn.lines if line.words]
    for (lane, end, start), (lane_, end_, start_) in itertools.combinations(runs, 2):
        apart = max(start, end) < min(start_, end_) or max(start_, end_) < min(start, end)
        assert lane != lane_ or end == end_ or apart
    assert all(lane < drawn.width for lane, *_ in runs)


def test_a_plain_walkthrough_is_a_column() -> None:
    guide = guide_definition()
    drawn = map_of(guide, str, lambda _: "")
    assert [line.words for line in drawn.lines] == ["", "Button “Done”"]
    assert [way.to for way in ways_from(guide, 0)] == ["done"]
