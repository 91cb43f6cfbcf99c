"""The one JSON form of a definition: by its file names (`is`, `from`, …), without absent values, in a stable order."""

from __future__ import annotations

from typing import Any

from guides.definition import Guide


def to_json(guide: Guide) -> dict[str, Any]:
    """The definition as plain JSON values; `Guide.model_validate` reads it back to an equal guide."""
    return guide.model_dump(mode="json", by_alias=True, exclude_none=True)
