"""What lint says of announcements, banners, hints, launchers, surveys and questions."""

from __future__ import annotations

from typing import Any

import pytest

from guides.definition import Guide
from guides.lint import lint

SAYS = [{"type": "text", "text": "Saving is paused."}]


def of(kind: str, *steps: dict[str, Any], **more: Any) -> Guide:
    return Guide.model_validate(
        {"key": "x", "kind": kind, "name": "X", "trigger": {"page": "/"}, "steps": list(steps)} | more
    )


def asks(**question: Any) -> dict[str, Any]:
    block = {"type": "question", "key": "why", "ask": "choice", "text": "Why?", "options": ["A", "B"]} | question
    return {"key": "a", "kind": "slide_out", "content": [block]}


def hint(target: str | None = "#a", content: Any = SAYS, **look: Any) -> dict[str, Any]:
    return {"key": "a", "kind": "hint", "target": target, "content": content, "hint": look}


GLAD = {"if": {"answer": "why", "at_least": 9}, "go_to": "a"}
OTHER = {"if": {"answer": "other", "is": "A"}, "go_to": "a"}
ONE = {"type": "question", "key": "why", "ask": "choice", "text": "なぜ", "options": ["い"]}
BANNER = {"key": "a", "kind": "banner", "content": SAYS}
LAUNCHER = {"key": "a", "kind": "launcher", "does": [{"do": "start", "guide": "tour"}]}


@pytest.mark.parametrize(
    "sound",
    [
        of("banner", BANNER),
        of("launcher", LAUNCHER, trigger={}),
        of("hint", hint(), hint() | {"key": "b", "dismissible": False}),
        of("hint", hint(content=[], look="none", opens="invalid", check={"matches": "^[0-9]+$", "message": "Digits."})),
        of("survey", asks(), {"key": "thanks", "kind": "modal", "content": SAYS}),
        of("survey", asks(ask="nps", options=[]), asks() | {"key": "b", "content": SAYS, "branch": [GLAD]}),
        of("announcement", {"key": "a", "kind": "feed", "content": SAYS}),
    ],
)  # fmt: skip
def test_sound(sound: Guide) -> None:
    assert lint(sound) == []


@pytest.mark.parametrize(
    ("wrong", "severity", "where"),
    [
        (of("banner", BANNER | {"kind": "modal"}), "error", "steps.a.kind"),
        (of("banner", BANNER, BANNER | {"key": "b"}), "error", "steps"),
        (of("banner", BANNER | {"banner": {"where": "after"}}), "error", "steps.a.target"),
        (of("banner", BANNER | {"dismissible": False}), "warning", "steps.a.dismissible"),
        (of("banner", BANNER | {"buttons": [{"label": "Back", "does": ["back"]}]}), "error", "steps.a.buttons"),
        (of("launcher", LAUNCHER | {"does": []}), "error", "steps.a.does"),
        (of("launcher", LAUNCHER | {"launcher": {"icon": "none"}}), "error", "steps.a.launcher"),
        (of("hint", hint(target=None)), "error", "steps.a.target"),
        (of("hint", hint(content=[])), "error", "steps.a.content"),
        (of("hint", hint(opens="invalid")), "error", "steps.a.hint"),
        (of("hint", hint(look="none", check={"matches": "(", "message": "No."})), "error", "steps.a.hint"),
        (of("survey", {"key": "a", "kind": "modal", "content": SAYS}), "error", "steps"),
        (of("survey", asks(options=["A"])), "error", "steps.a.content"),
        (of("survey", asks(options=["A", "A"])), "error", "steps.a.content"),
        (of("survey", asks(values=["a"])), "error", "steps.a.content"),
        (of("survey", asks(), asks() | {"key": "b"}), "error", "steps.b.content"),
        (of("survey", asks() | {"branch": [OTHER]}), "error", "steps.a.branch"),
        (of("survey", asks(), translations={"ja": {"steps": {"a": {"content": [ONE]}}}}), "warning", "translations.ja"),
    ],
)  # fmt: skip
def test_wrong(wrong: Guide, severity: str, where: str) -> None:
    found = lint(wrong)
    assert (severity, where) in {(problem.severity, problem.where) for problem in found}
    assert all("%(" not in str(problem) for problem in found)
