"""Looking through a whole guide, wherever in it something may lie."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

_INSIDE = ("all", "any", "not_", "if_")
"""Fields of conditions and branches: what lies in them is still the same part of the guide."""


def models_in(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """The value and every model inside it, each with the part of the guide it lies in (`steps.KEY.branch`)."""
    if isinstance(value, list):
        for item in value:
            key = getattr(item, "key", "")
            yield from models_in(item, f"{where}.{key}" if key else where)
        return
    if not isinstance(value, BaseModel):
        return
    yield where, value
    for name in type(value).model_fields:
        inner = getattr(value, name)
        if isinstance(inner, list | BaseModel):
            yield from models_in(inner, where if name in _INSIDE else f"{where}.{name}".strip("."))
