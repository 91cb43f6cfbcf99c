from __future__ import annotations

from typing import Any

import pytest

from guides.definition import Guide
from server.studio.forms.audience_rows import AudienceRow, audience_of, rows_of

Json = dict[str, Any]
TREES: list[tuple[Json | None, str, list[AudienceRow]]] = [
    (None, "all", []),
    ({"person": "role", "is": "billing"}, "all", [AudienceRow("person", "role", "is", "billing")]),
    (
        {"any": [{"account": "plan", "in": ["team", "business"]}, {"account": "arr", "at_least": 5000.0}]},
        "any",
        [AudienceRow("account", "plan", "in", "team, business"), AudienceRow("account", "arr", "at_least", "5000")],
    ),
    (
        {"all": [{"not": {"guide": "g", "is": "completed"}}, {"person": "email", "is_empty": False}]},
        "all",
        [AudienceRow("guide", "g", "not completed"), AudienceRow("person", "email", "known")],
    ),
    (
        {"all": [{"event": "sent", "at_least": 3, "within_days": 7}, {"language": True, "is": "ja"}]},
        "all",
        [AudienceRow("event", "sent", "did", "3", "7"), AudienceRow("language", "", "is", "ja")],
    ),
    (
        {"all": [{"event": "sent", "at_least": 0, "at_most": 0, "within_days": 7}, {"device": "phone"}]},
        "all",
        [AudienceRow("event", "sent", "not did", "1", "7"), AudienceRow("device", "", "is", "phone")],
    ),
    (
        {"all": [{"element": "absent", "target": {"selector": "#a"}}, {"not": {"guide": "g", "is": "started"}}]},
        "all",
        [AudienceRow("element", "", "absent", "#a"), AudienceRow("guide", "g", "not started")],
    ),
    (
        {"element": "present", "target": {"evidence": {"id": "save"}}},
        "all",
        [AudienceRow("element", "", "present", '{"evidence": {"id": "save"}}')],
    ),
    ({"not": {"person": "vip", "is": True}}, "all", [AudienceRow("person", "vip", "not is", "true")]),
]


def canonical(tree: Json | None) -> Any:
    return Guide.model_validate({"key": "g", "name": "g", "audience": tree}).audience


@pytest.mark.parametrize(("tree", "match", "rows"), TREES)
def test_trees_become_rows_and_the_same_trees_again(tree: Json | None, match: str, rows: list[AudienceRow]) -> None:
    assert rows_of(tree) == (match, rows)
    assert canonical(audience_of(match, rows)) == canonical(tree)


@pytest.mark.parametrize(
    "tree",
    [
        {"all": [{"any": [{"person": "a", "is": "1"}]}, {"person": "b", "is": "2"}]},
        {"time": "between", "after": "2026-11-01T00:00:00Z"},
        {"not": {"not": {"person": "a", "is": "1"}}},
        {"event": "e", "at_least": 1, "at_most": 3, "within_days": 7},
    ],
)
def test_what_rows_cannot_show_is_left_alone(tree: Json) -> None:
    assert rows_of(tree) is None


def test_unfinished_rows_are_no_conditions() -> None:
    rows = [AudienceRow(), AudienceRow("person", "role"), AudienceRow("guide"), AudienceRow("person", "role", "empty")]
    assert audience_of("all", rows) == {"person": "role", "is_empty": True}
