"""Conditions: the table the snippet passes too, and what a wrong condition is told."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from guides.conditions import Condition, Facts, reduce
from guides.segments import with_segments

TABLE: dict[str, Any] = json.loads((Path(__file__).parents[1] / "contract" / "conditions.json").read_text())
ADAPTER: TypeAdapter[Any] = TypeAdapter(Condition)


def facts() -> Facts:
    known = dict(TABLE["facts"])
    known["now"] = datetime.fromisoformat(known["now"])
    return Facts(**known)


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_reduce(case: dict[str, Any]) -> None:
    segments = {key: ADAPTER.validate_python(when) for key, when in TABLE["segments"].items()}
    condition = with_segments(ADAPTER.validate_python(case["condition"]), segments)
    assert reduce(condition, facts()) == case["reduced"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"planet": "mars"}, "a condition has one of"),
        ({"person": "role"}, "exactly one comparison"),
        ({"person": "role", "is": "a", "contains": "b"}, "exactly one comparison"),
        ({"guide": "a", "is": "finished"}, "completed"),
        ({"all": [{"person": "role", "si": "a"}]}, "si"),
    ],
)
def test_wrong_conditions_are_explained(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        ADAPTER.validate_python(wrong)
