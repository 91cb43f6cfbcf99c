"""Differences read as a person would list them."""

from __future__ import annotations

from typing import Any

import pytest

from guides.diff import diff
from tests.guides.guides_for_tests import guide, step

BASE = [step("a"), step("b"), step("c")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"name": "Second"}, [("changed", "name")]),
        ({"steps": BASE[:2]}, [("removed", "steps.c")]),
        ({"steps": [*BASE, step("d")]}, [("added", "steps.d")]),
        ({"steps": [BASE[1], BASE[0], BASE[2]]}, [("moved", "steps.b"), ("moved", "steps.a")]),
        ({"steps": [step("a", content=[{"type": "text", "text": "New"}]), *BASE[1:]]},
         [("changed", "steps.a.content.1.text")]),
        ({"goal": None}, [("removed", "goal")]),
        ({"audience": {"segment": "x"}}, [("added", "audience")]),
    ],
)  # fmt: skip
def test_diff(change: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    changes = diff(guide(*BASE), guide(**({"steps": BASE} | change)))
    assert [(found.what, found.path) for found in changes] == expected
