"""Lint: each problem is found where it is, and a sound guide has none."""

from __future__ import annotations

from typing import Any

import pytest

from guides.definition import Guide
from guides.lint import blocks_publishing, lint
from tests.guides.guides_for_tests import guide, step

NO_WAY_ON = {"buttons": [{"label": "Close", "does": ["dismiss"]}]}


def test_a_sound_guide_has_no_problems() -> None:
    assert lint(guide()) == []


@pytest.mark.parametrize(
    ("wrong", "severity", "where"),
    [
        (Guide(key="x", name="X"), "error", "steps"),
        (guide(step("a", target=None)), "error", "steps.a.target"),
        (guide(step("a", content=[])), "error", "steps.a.content"),
        (guide(step("a", buttons=[], dismissible=False)), "error", "steps.a.buttons"),
        (guide(step("a", branch=[{"if": {"all": []}, "go_to": "gone"}])), "error", "steps.a.branch"),
        (guide(step("a", if_missing={"then": {"go_to": "gone"}})), "error", "steps.a.if_missing"),
        (
            guide(step("a", buttons=[{"label": "Go", "does": [{"do": "go_to", "step": "no"}]}])),
            "error",
            "steps.a.buttons",
        ),
        (guide(step("a", **NO_WAY_ON), step("b")), "error", "steps.a.buttons"),
        (guide(step("a", **NO_WAY_ON), step("b")), "warning", "steps.b"),
        (guide(step("a"), step("b", page="/other")), "warning", "steps.b.page"),
        (guide(step("a", content=[{"type": "image", "source": "/x.png", "alt": ""}])), "warning", "steps.a.content"),
        (guide(goal=None), "warning", "goal"),
        (guide(trigger={}), "warning", "trigger.page"),
        (guide(schedule={"from": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}), "error", "schedule.until"),
        (guide(translations={"ja": {"steps": {}}}), "warning", "translations.ja"),
    ],
)
def test_problem(wrong: Guide, severity: str, where: str) -> None:
    found = lint(wrong)
    assert (severity, where) in {(problem.severity, problem.where) for problem in found}
    assert blocks_publishing(found) is any(problem.severity == "error" for problem in found)
    assert all("%(" not in str(problem) for problem in found)


@pytest.mark.parametrize(
    "way",
    [
        {"buttons": [], "advance": [{"on": "click"}]},
        {"if_missing": {"then": "skip"}, **NO_WAY_ON},
        {"buttons": [{"label": "Go", "does": [{"do": "go_to", "step": "b"}]}]},
    ],
)
def test_there_are_several_ways_on(way: dict[str, Any]) -> None:
    assert lint(guide(step("a", **way), step("b"))) == []
