"""Lint of checklists, resource centres, themes and what guides refer to."""

from __future__ import annotations

from typing import Any

import pytest

from guides.definition import Guide
from guides.lint import lint
from guides.lint.references import Surroundings
from guides.theme import Colours, Theme

STEP = {"key": "intro", "kind": "slide_out", "content": [{"type": "heading", "text": "Begin"}]}
ITEM = {"key": "send", "label": "Send one", "does": [{"do": "start", "guide": "first-invoice"}],
        "done_when": {"event": "invoice_sent"}}  # fmt: skip
ARTICLE = {"key": "vat", "title": "VAT", "content": [{"type": "text", "text": "20 %"}]}


def checklist(*items: dict[str, Any], **more: Any) -> Guide:
    return _guide("checklist", checklist={"items": list(items)}, **more)


def center(**fields: Any) -> Guide:
    return _guide("resource_center", resource_center=fields)


def _guide(kind: str, **more: Any) -> Guide:
    base = {"key": "g", "name": "G", "kind": kind, "steps": [STEP], "trigger": {"page": "/*"}}
    return Guide.model_validate(base | more)


CASES = [
    (checklist(ITEM), []),
    (checklist(), ["error checklist.items"]),
    (checklist(ITEM | {"label": ""}), ["error checklist.items.send.label"]),
    (checklist({"key": "x", "label": "X"}), ["warning checklist.items.x.done_when"]),
    (checklist(ITEM | {"does": ["next"]}), ["error checklist.items.send.does"]),
    (_guide("walkthrough", goal={"event": "e"}, checklist={"items": [ITEM]}), ["error checklist"]),
    (center(articles=[ARTICLE]), []),
    (center(sections=["links"]), ["error resource_center"]),
    (center(articles=[ARTICLE | {"content": []}]), ["error resource_center.articles.vat"]),
    (center(articles=[ARTICLE], sections=["help"]), ["warning resource_center.sections"]),
]


@pytest.mark.parametrize(("guide", "expected"), CASES)
def test_of_one_guide(guide: Guide, expected: list[str]) -> None:
    assert [f"{one.severity} {one.where}" for one in lint(guide)] == expected


def test_of_what_it_refers_to() -> None:
    pale = Theme(key="pale", name="Pale", light=Colours(text="#dddddd"))
    guide = checklist(ITEM, theme="pale", frequency={"group": "news"})
    around = Surroundings(themes={"pale": pale}, guides=["g"], groups=[])
    found = [f"{one.severity} {one.where}" for one in lint(guide, around)]
    assert found == ["warning theme", "warning checklist.items.send.does", "warning frequency.group"]
    known = Surroundings(themes={"pale": Theme(key="pale", name="Pale")}, guides=["first-invoice"], groups=["news"])
    assert lint(guide, known) == []
