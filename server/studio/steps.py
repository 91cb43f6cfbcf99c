"""Changes to a draft's list of steps. Each takes the definition as JSON and changes it in place."""

from __future__ import annotations

from typing import Any

from guides.steps import STEP_KINDS, StepKind
from server.errors import NotFound

Json = dict[str, Any]
STANDING_STEPS: tuple[StepKind, ...] = ("banner", "hint", "launcher")
"""They lie beside the page: there is no next step."""


def free_step_key(definition: Json) -> str:
    """`step-N`, not used in this guide."""
    used = {step["key"] for step in definition["steps"]}
    number = len(used) + 1
    while f"step-{number}" in used:
        number += 1
    return f"step-{number}"


def new_step(key: str, kind: StepKind, next_label: str) -> Json:
    """A step with a Next button. One beside an element also moves on when that is clicked."""
    if kind in STANDING_STEPS:
        return {"key": key, "kind": kind}
    advance = [{"on": "click"}] if STEP_KINDS[kind].needs_target else []
    return {"key": key, "kind": kind, "buttons": [{"label": next_label, "does": ["next"]}], "advance": advance}


def place_of(definition: Json, key: str) -> int:
    """The step's index; raises `NotFound`."""
    for place, step in enumerate(definition["steps"]):
        if step["key"] == key:
            return place
    raise NotFound("This step was deleted.")


def put_step(definition: Json, step: Json) -> None:
    """Replaces the step with the same key."""
    definition["steps"][place_of(definition, step["key"])] = step


def move_step(definition: Json, key: str, to: int) -> None:
    """Puts the step at index `to`, or as near as the list allows."""
    steps = definition["steps"]
    step = steps.pop(place_of(definition, key))
    steps.insert(max(0, min(to, len(steps))), step)


def remove_step(definition: Json, key: str) -> Json:
    """Takes the step out and answers it."""
    removed: Json = definition["steps"].pop(place_of(definition, key))
    return removed


def insert_step(definition: Json, step: Json, at: int) -> None:
    definition["steps"].insert(max(0, min(at, len(definition["steps"]))), step)
