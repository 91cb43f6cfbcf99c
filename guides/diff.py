"""What changed between two definitions, as a person would list it: steps by key, fields by path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from guides.canonical import to_json
from guides.definition import Guide


@dataclass(frozen=True)
class Change:
    """One difference. `path` reads like `steps.save.content.1.text`; an absent side is None."""

    what: Literal["added", "removed", "changed", "moved"]
    path: str
    before: Any = None
    after: Any = None


def diff(old: Guide, new: Guide) -> list[Change]:
    """All changes from `old` to `new`. Steps are matched by key, so a moved step is `moved`, not rewritten."""
    before, after = to_json(old), to_json(new)
    old_steps = {step["key"]: step for step in before.pop("steps")}
    new_steps = {step["key"]: step for step in after.pop("steps")}
    return [*_dicts("", before, after), *_steps(old_steps, new_steps)]


def _steps(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    changes = [Change("removed", f"steps.{key}", before=old[key]) for key in old if key not in new]
    kept_order = [key for key in old if key in new]
    new_order = [key for key in new if key in old]
    for place, key in enumerate(new):
        if key not in old:
            changes.append(Change("added", f"steps.{key}", after=new[key]))
            continue
        if kept_order.index(key) != new_order.index(key):
            changes.append(Change("moved", f"steps.{key}", before=list(old).index(key) + 1, after=place + 1))
        changes += _dicts(f"steps.{key}", old[key], new[key])
    return changes


def _dicts(path: str, old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    changes: list[Change] = []
    for key in sorted(old.keys() | new.keys()):
        changes += _values(f"{path}.{key}" if path else key, old.get(key), new.get(key))
    return changes


def _values(path: str, old: Any, new: Any) -> list[Change]:
    if old == new:
        return []
    if isinstance(old, dict) and isinstance(new, dict):
        return _dicts(path, old, new)
    if isinstance(old, list) and isinstance(new, list):
        return _lists(path, old, new)
    if _absent(old):
        return [Change("added", path, after=new)]
    if _absent(new):
        return [Change("removed", path, before=old)]
    return [Change("changed", path, before=old, after=new)]


def _lists(path: str, old: list[Any], new: list[Any]) -> list[Change]:
    changes: list[Change] = []
    for place in range(max(len(old), len(new))):
        before = old[place] if place < len(old) else None
        after = new[place] if place < len(new) else None
        changes += _values(f"{path}.{place + 1}", before, after)
    return changes


def _absent(value: Any) -> bool:
    return value is None or value in ("", [], {})
