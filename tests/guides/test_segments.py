"""Segments: found wherever a guide names one, replaced by their conditions, refused when they are about a page."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from guides.canonical import to_json
from guides.conditions import Condition
from guides.segments import Segment, named_segments, with_segments
from tests.factories import guide_definition

ADMINS = {"person": "role", "is": "admin"}
NAMED = {"segment": "admins"}
TEXT = [{"type": "text", "text": [{"text": "Words"}]}]
PLACES: dict[str, dict[str, Any]] = {
    "audience": {"audience": {"any": [{"not": NAMED}, {"account": "plan", "is": "team"}]}},
    "trigger.when": {"trigger": {"page": "/x", "when": NAMED}},
    "steps.a.branch": {
        "steps": [
            {"key": "a", "kind": "modal", "branch": [{"if": {"all": [NAMED]}, "go_to": "b"}]},
            {"key": "b", "kind": "modal"},
        ]
    },
    "checklist.items.one.shown_when": {
        "kind": "checklist",
        "steps": [{"key": "a", "kind": "slide_out"}],
        "checklist": {"items": [{"key": "one", "label": "One", "shown_when": NAMED}]},
    },
    "checklist.items.one.done_when": {
        "kind": "checklist",
        "steps": [{"key": "a", "kind": "slide_out"}],
        "checklist": {"items": [{"key": "one", "label": "One", "done_when": {"all": [NAMED]}}]},
    },
}


@pytest.mark.parametrize("where", PLACES)
def test_a_guide_names_a_segment_and_gets_its_conditions(where: str) -> None:
    guide = guide_definition(**PLACES[where])
    admins = TypeAdapter[Any](Condition).validate_python(ADMINS)

    assert list(named_segments(guide)) == [(where, "admins")]
    resolved = with_segments(guide, {"admins": admins})

    assert list(named_segments(resolved)) == []
    assert str(to_json(guide)).replace(str(NAMED), str(to_json(admins))) == str(to_json(resolved))
    assert with_segments(guide, {"others": admins}) is guide


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ({"all": [ADMINS, {"segment": "others"}]}, "cannot name another segment"),
        ({"not": {"page": "/billing"}}, "about people"),
        ({"device": "phone"}, "about people"),
        ({"any": [{"element": "present", "target": "#x"}]}, "about people"),
        ({"person": "role"}, "exactly one comparison"),
    ],
)
def test_what_is_no_segment(when: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Segment.model_validate({"key": "s", "name": "S", "when": when})
