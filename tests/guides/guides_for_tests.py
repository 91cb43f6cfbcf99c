"""Small definitions that tests start from."""

from __future__ import annotations

from typing import Any

from guides.definition import Guide


def step(key: str, **changes: Any) -> dict[str, Any]:
    """A sound tooltip step, with `changes` on top."""
    return {
        "key": key,
        "target": f"#{key}",
        "content": [{"type": "text", "text": f"About {key}"}],
        "buttons": [{"label": "Next", "does": ["next"]}],
    } | changes


def guide(*steps: dict[str, Any], **changes: Any) -> Guide:
    """A guide that lint has nothing to say about, with `changes` on top."""
    whole = {
        "key": "first-invoice",
        "name": "First invoice",
        "trigger": {"page": "/billing"},
        "goal": {"event": "invoice_created"},
        "steps": list(steps) or [step("open"), step("save")],
    }
    return Guide.model_validate(whole | changes)
