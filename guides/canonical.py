"""The one JSON form of a definition: by its file names (`is`, `from`, …), without absent values, in a stable order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from guides.definition import Guide


def to_json(guide: Guide) -> dict[str, Any]:
    """The definition as plain JSON values; `Guide.model_validate` reads it back to an equal guide."""
    return guide.model_dump(mode="json", by_alias=True, exclude_none=True)


def digest_of(definition: Mapping[str, Any]) -> str:
    """SHA-256 of a definition's JSON, whatever the order of its names: equal exactly when the content is."""
    text = json.dumps(definition, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
