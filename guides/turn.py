"""Which of several guides goes first, as the snippet decides it (`inTurn` in `sdk_js/src/runtime/choose.ts`).

Both pass `tests/contract/turn.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from guides.definition import Guide

T = TypeVar("T")


def left_since(guide: Guide, state: Mapping[str, Any] | None) -> float:
    """Unix seconds at which a run was left that is to be gone on with; 0 when there is none."""
    if state is None or state.get("status") != "started" or guide.resume == "never":
        return 0.0
    return float(state.get("last_at", 0.0))


def in_turn(guides: Iterable[tuple[Guide, T]], states: Mapping[str, Mapping[str, Any]]) -> list[tuple[Guide, T]]:
    """Runs that were left, the latest of them first; then by priority; then by key."""
    return sorted(guides, key=lambda one: (-left_since(one[0], states.get(one[0].key)), -one[0].priority, one[0].key))
