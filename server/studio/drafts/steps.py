"""Changes to a draft's list of steps. Each takes the definition as JSON and changes it in place."""

from __future__ import annotations

from typing import Any

from guides.steps import STEP_KINDS, StepKind
from server.studio.drafts import entries

Json = dict[str, Any]
STANDING_STEPS: tuple[StepKind, ...] = ("banner", "hint", "launcher")
"""They lie beside the page: there is no next step."""


def free_step_key(definition: Json) -> str:
    """`step-N`, not used in this guide."""
    return entries.free_key(definition["steps"], "step")


def new_step(key: str, kind: StepKind, next_label: str) -> Json:
    """A step with a Next button. One beside an element also moves on when that is clicked."""
    if kind in STANDING_STEPS:
        return {"key": key, "kind": kind}
    advance = [{"on": "click"}] if STEP_KINDS[kind].needs_target else []
    return {"key": key, "kind": kind, "buttons": [{"label": next_label, "does": ["next"]}], "advance": advance}


def put_step(definition: Json, step: Json) -> None:
    """Replaces the step with the same key; raises `NotFound`."""
    definition["steps"][entries.place_of(definition["steps"], step["key"])] = step


def move_step(definition: Json, key: str, to: int) -> None:
    """Puts the step at index `to`, or as near as the list allows."""
    entries.move(definition["steps"], key, to)


def remove_step(definition: Json, key: str) -> Json:
    """Takes the step out and answers it."""
    removed: Json = definition["steps"].pop(entries.place_of(definition["steps"], key))
    return removed


def insert_step(definition: Json, step: Json, at: int) -> None:
    entries.insert(definition["steps"], step, at)
