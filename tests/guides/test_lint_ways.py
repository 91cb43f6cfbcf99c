"""Circles, dead branches, pages that are none, and what only the workspace around a guide tells."""

from __future__ import annotations

from typing import Any

import pytest

from guides.definition import Guide
from guides.lint import lint
from guides.lint.references import Missing, Rival, Surroundings
from guides.repair import target_digest
from guides.target import Target
from tests.factories import guide_definition

TEXT = [{"type": "text", "text": "Words"}]
ALWAYS: dict[str, Any] = {"all": []}
PHONE = {"device": "phone"}


def hidden(key: str, *to: str, on: Any = ALWAYS) -> dict[str, Any]:
    return {"key": key, "kind": "hidden", "branch": [{"if": on, "go_to": one} for one in to]}


def shown(key: str, **values: Any) -> dict[str, Any]:
    return {"key": key, "kind": "modal", "content": TEXT} | values


CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    # the guide, where the problem is, and how its message begins; empty: no such problem
    "a circle of hidden steps": (
        {"steps": [shown("a"), hidden("b", "c"), hidden("c", "b")]},
        "steps.b.branch",
        "These steps go round",
    ),
    "a hidden step that leads to itself": (
        {"steps": [shown("a"), hidden("b", "b")]},
        "steps.b.branch",
        "These steps go round",
    ),
    "a circle that waits for people": ({"steps": [shown("a"), hidden("b", "a")]}, "steps.b.branch", ""),
    "a circle only for some": (
        {"steps": [shown("z"), hidden("a", "b", on=PHONE), hidden("b", "a", on=PHONE), shown("c")]},
        "steps.a.branch",
        "",
    ),
    "a branch after one that always holds": (
        {
            "steps": [
                shown("a", branch=[{"if": ALWAYS, "go_to": "c"}, {"if": PHONE, "go_to": "b"}]),
                shown("b"),
                shown("c"),
            ]
        },
        "steps.a.branch",
        "Branch 2 of step “Words” is never taken: one before it always holds.",
    ),
    "the same condition twice": (
        {
            "steps": [
                shown("a", branch=[{"if": PHONE, "go_to": "c"}, {"if": PHONE, "go_to": "b"}]),
                shown("b"),
                shown("c"),
            ]
        },
        "steps.a.branch",
        "Branch 2 of step “Words” is never taken: one before it has the same condition.",
    ),
    "a condition of nobody": (
        {"steps": [shown("a", branch=[{"if": {"any": []}, "go_to": "b"}]), shown("b")]},
        "steps.a.branch",
        "Branch 1",
    ),
    "a branch to its own step": (
        {"steps": [shown("a", branch=[{"if": PHONE, "go_to": "a"}]), shown("b")]},
        "steps.a.branch",
        "Branch 1 of step “Words” leads back",
    ),
    "a script as a page": (
        {"trigger": {"page": "javascript:alert(1)"}},
        "trigger.page",
        "“javascript:alert(1)” is no page",
    ),
    "a page without its scheme": (
        {"trigger": {"page": "//evil.example/x"}},
        "trigger.page",
        "“//evil.example/x” is no page",
    ),
    "a page that is a word": ({"trigger": {"page": "/a|billing"}}, "trigger.page", "“billing” is no page"),
    "a page": ({"trigger": {"page": "/billing/*|https://app.example.com/*"}}, "trigger.page", ""),
    "a log-in page": (
        {"trigger": {"page": "/users/sign_in|/login"}},
        "trigger.page",
        "“/users/sign_in|/login” looks like",
    ),
    "a page about log-ins": ({"trigger": {"page": "/logins-report"}}, "trigger.page", ""),
    "a password field": (
        {"steps": [{"key": "a", "target": {"selector": "input[type=password]"}, "content": TEXT}]},
        "steps.a.target",
        "Step “Words” points at",
    ),
    "a segment that is gone": ({"audience": {"not": {"segment": "power"}}}, "audience", "There is no segment “power”"),
    "a segment that is there": ({"audience": {"segment": "team"}}, "audience", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_what_leads_nowhere(name: str) -> None:
    values, where, begins = CASES[name]
    problems = [str(one) for one in lint(guide_definition(**values), Surroundings(segments={"team"}))]
    about = [one for one in problems if one.startswith(f"{where}: {begins}")]
    if begins:
        assert len(about) == 1, problems
    else:
        assert not [
            one for one in about if "no segment" in one or "go round" in one or "is no page" in one or "log-in" in one
        ], problems


def around(**values: Any) -> list[str]:
    guide: Guide = guide_definition(trigger={"page": "/billing/*"})
    return [problem.where for problem in lint(guide, Surroundings(**values))]


MISSED = {("open", target_digest(Target.model_validate("#open"))): Missing(4, "/billing/7")}
OLD_TARGET = {("open", target_digest(Target.model_validate("#other"))): Missing(4, "/billing/7")}
RIVALS: list[tuple[Rival, bool]] = [
    (Rival("Other", "/billing/7", 50, None), True),
    (Rival("Other", "", 50, {"person": "role", "is": "billing"}), True),
    (Rival("Other", "/people", 50, None), False),
    (Rival("Other", "/billing/*", 60, None), False),
]


@pytest.mark.parametrize(("rival", "told"), RIVALS)
def test_guides_that_get_in_each_other_s_way(rival: Rival, told: bool) -> None:
    assert ("priority" in around(rivals=[rival])) is told


def test_what_the_workspace_knows() -> None:
    assert "steps.open.target" in around(missing=MISSED)
    assert "steps.open.target" not in around(missing=OLD_TARGET)
    assert "translations" in around(languages=["en", "ja"])
    assert "translations" not in around(languages=["en-GB"])
