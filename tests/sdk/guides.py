"""Guides as the server delivers them, in short."""

from __future__ import annotations

from typing import Any

JSON = dict[str, Any]


def step(key: str, target: str | None = None, **more: Any) -> JSON:
    """A step as `POST /v1/session` delivers it, with a Next button unless `buttons` are given."""
    return {
        "key": key,
        "kind": "tooltip",
        "name": "",
        "page": "",
        "target": {"selector": target} if target else None,
        "place": {"side": "auto", "align": "center"},
        "content": [heading(key.capitalize()), {"type": "text", "text": f"About {key}."}],
        "buttons": [button("Next", "next")],
        "advance": [],
        "if_missing": {"wait_seconds": 10, "then": "show_centred"},
        "branch": [],
        "backdrop": False,
        "dismissible": True,
        "target_clicks": "allow",
    } | more


def heading(text: str) -> JSON:
    return {"type": "heading", "level": 2, "text": text}


def button(label: str, *does: str | JSON, look: str = "primary") -> JSON:
    return {"label": label, "does": [{"do": one} if isinstance(one, str) else one for one in does], "look": look}


def guide(key: str, *steps: JSON, **more: Any) -> JSON:
    trigger = {"page": "", "when": True, "delay_seconds": 0, "manual": False} | more.pop("trigger", {})
    return {
        "key": key, "kind": "walkthrough", "name": key.capitalize(), "version": 1, "priority": 50, "language": "en",
        "trigger": trigger, "frequency": {"show": "once"}, "steps": list(steps), "values": {},
        "progress": "numbers", "resume": "at_once",
    } | more  # fmt: skip
