"""The description of an element, made by the picker in the browser and resolved there by the finder.

Python stores and bounds it; what its fields mean belongs to `sdk_js/src/target/descriptor.ts`.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import JsonValue, RootModel, model_validator

MAX_TARGET_BYTES = 4096


class Target(RootModel[dict[str, JsonValue]]):
    """A finder descriptor. A bare string is short for `{"selector": …}`, a CSS selector pinned by the author."""

    @model_validator(mode="before")
    @classmethod
    def _selector_shorthand(cls, value: Any) -> Any:
        return {"selector": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _bounded(self) -> Target:
        if not self.root:
            raise ValueError("a target needs evidence: pick the element again, or give a CSS selector")
        size = len(json.dumps(self.root, ensure_ascii=False).encode())
        if size > MAX_TARGET_BYTES:
            raise ValueError(f"a target holds at most {MAX_TARGET_BYTES} bytes, this one has {size}")
        selector = self.root.get("selector")
        if selector is not None and (not isinstance(selector, str) or not selector.strip()):
            raise ValueError("a target's selector is a CSS selector, e.g. #save or [data-guide-id=save]")
        return self
