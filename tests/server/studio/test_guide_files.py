"""A guide written to a file comes back as it was, and is written the same way again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from guides.canonical import to_json
from guides.definition import Guide
from server.studio.drafts.guide_files import guide_as_yaml, read_guide_file
from tests.factories import guide_definition
from tests.server.delivery.test_decided import trees

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "guides").glob("*.y*ml"))
CASES: list[dict[str, Any]] = [
    {
        "key": "a",
        "name": "A",
        "steps": [
            {
                "key": "s",
                "kind": "modal",
                "content": [
                    {
                        "type": "text",
                        "text": [
                            {"text": "a "},
                            {"text": "b", "bold": True},
                            {"variable": "person.name", "fallback": "x"},
                        ],
                    },
                    {"type": "list", "items": ["a"]},
                    {
                        "type": "columns",
                        "columns": [[{"type": "text", "text": "x"}], [{"type": "code", "text": "  y\n z"}]],
                    },
                ],
                "buttons": [
                    {"label": "on", "does": [{"do": "go_to", "step": "s"}]},
                    {"label": "yes", "does": ["dismiss"]},
                ],
                "advance": [{"on": "click"}, {"on": "key", "key": "Enter"}],
                "if_missing": {"then": {"go_to": "s"}},
                "branch": [
                    {"if": {"any": []}, "go_to": "s"},
                    {"if": {"not": {"person": "x", "is_empty": False}}, "go_to": "s"},
                ],
            }
        ],
    },
    {
        "key": "b",
        "name": "はい",
        "kind": "checklist",
        "checklist": {"items": [{"key": "i", "label": "L", "does": ["help"], "done_when": {"event": "x"}}]},
        "steps": [{"key": "x", "kind": "slide_out"}],
    },
    {
        "key": "c",
        "name": "C",
        "kind": "survey",
        "survey": {"wait_days": 0},
        "steps": [
            {
                "key": "q",
                "kind": "modal",
                "content": [
                    {"type": "question", "key": "k", "ask": "choice", "text": "?", "options": ["no", "yes", "1"]}
                ],
            }
        ],
    },
    {
        "key": "d",
        "name": "D",
        "kind": "launcher",
        "steps": [{"key": "l", "kind": "launcher", "launcher": {"label": ""}, "does": [{"do": "help"}]}],
    },
    {"key": "e", "name": "E", "kind": "banner", "steps": [{"key": "l", "kind": "banner", "banner": {}}]},
    {"key": "f", "name": "F", "kind": "hint", "steps": [{"key": "l", "kind": "hint", "hint": {}, "target": "#a"}]},
    {"key": "g", "name": "G", "kind": "resource_center", "resource_center": {"title": "T"}},
    {
        "key": "h",
        "name": "H",
        "audience": {"person": "x", "is": False},
        "schedule": {"from": "2026-01-01T09:00", "from_hour": "09:00", "time_zone": "Asia/Tokyo"},
        "goal": {"event": "e"},
        "trigger": {"struggles": {}},
        "translations": {"ja": {"steps": {}}},
    },
    {
        "key": "i",
        "name": "I",
        "audience": {"all": [{"time": "between"}, {"language": True, "is": "ja"}, {"event": "e", "at_least": 0}]},
    },
]


def comes_back(guide: Guide, folder: Path) -> None:
    for tags in ([], ["billing", "on: boarding"]):
        text = guide_as_yaml(guide, tags)
        file = folder / "guide.yaml"
        file.write_text(text, "utf-8")
        again = read_guide_file(file)
        assert (to_json(again.guide), again.tags or []) == (to_json(guide), tags)
        assert guide_as_yaml(again.guide, tags) == text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["key"])
def test_every_kind_of_guide_comes_back(case: dict[str, Any], tmp_path: Path) -> None:
    comes_back(Guide.model_validate(case), tmp_path)


def test_the_examples_come_back(tmp_path: Path) -> None:
    assert EXAMPLES
    for path in EXAMPLES:
        comes_back(read_guide_file(path).guide, tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trees)
def test_every_audience_comes_back(tmp_path: Path, tree: dict[str, Any]) -> None:
    comes_back(guide_definition(audience=tree), tmp_path)
