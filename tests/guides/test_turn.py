"""Limits and turns, by the table that the snippet passes too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from guides.definition import Guide
from guides.limits import Limits, held_back_by
from guides.turn import in_turn
from tests.factories import guide_definition

TABLE: dict[str, Any] = json.loads((Path(__file__).parents[1] / "contract" / "turn.json").read_text())
NOW = 10_000_000.0


def _guide(key: str, **values: Any) -> Guide:
    kind = values.get("kind", "walkthrough")
    steps = [{"key": "only", "kind": "banner" if kind == "banner" else "modal"}]
    return guide_definition(key, **values | {"steps": steps})


@pytest.mark.parametrize("case", TABLE["limits"], ids=lambda case: case["name"])
def test_limits(case: dict[str, Any]) -> None:
    guide = _guide("guide", kind=case["kind"], frequency=case["frequency"])
    starts = [(NOW - ago, group) for ago, group in case["starts"]]
    held = held_back_by(guide, Limits.model_validate(case["limits"]), starts, NOW)
    assert (held is None) is case["allowed"]


@pytest.mark.parametrize("case", TABLE["turns"], ids=lambda case: case["name"])
def test_turns(case: dict[str, Any]) -> None:
    guides = [
        _guide(one["key"], priority=one["priority"], resume=one.get("resume", "at_once")) for one in case["guides"]
    ]
    states = {one["key"]: {"status": "started", "last_at": one["left"]} for one in case["guides"] if "left" in one}
    assert in_turn([(guide, None) for guide in guides], states)[0][0].key == case["first"]
