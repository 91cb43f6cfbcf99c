"""Which parts of the snippet a delivered guide needs besides `shirube.js`, decided here so that no page has to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from guides.standing import STANDING

REST = "more.js"
"""All that a walkthrough may have beyond plain tooltips, and conditions that the page decides."""

OWN_PART = frozenset({"checklist", "resource_center", "survey"})
"""Kinds of guides with a part of their own name; the others are in `standing.js`, `more.js` or the snippet."""

PLAIN_ACTIONS = frozenset({"next", "back", "dismiss", "complete"})


def parts_of(guide: Mapping[str, Any]) -> list[str]:
    """Names of the files to load before it starts. `guide`: `protocol.DeliveredGuide` in JSON, without its trigger."""
    kind, steps = guide["kind"], guide["steps"]
    blocks = [block["type"] for step in steps for block in step["content"]]
    plain = guide["progress"] == "numbers" and guide["resume"] == "at_once" and all(map(_is_plain, steps))
    needed = {
        REST: not plain,
        "standing.js": kind in STANDING,
        f"{kind}.js": kind in OWN_PART,
        "survey.js": kind == "survey" or "question" in blocks,
    }
    return [part for part, is_needed in needed.items() if is_needed]


def with_conditions(parts: list[str]) -> list[str]:
    """The same for a guide whose condition the page has to decide."""
    return parts if REST in parts else [REST, *parts]


def _is_plain(step: Mapping[str, Any]) -> bool:
    """A tooltip of plain words that is left by its own buttons or by a click."""
    return (
        step["kind"] == "tooltip"
        and step["target_clicks"] == "allow"
        and not step["backdrop"]
        and not step["branch"]
        and bool(step["buttons"] or step["advance"])
        and all(block["type"] in ("heading", "text") and isinstance(block["text"], str) for block in step["content"])
        and PLAIN_ACTIONS.issuperset(_actions(step))
        and all(way["on"] == "click" for way in step["advance"])
    )


def _actions(step: Mapping[str, Any]) -> Iterator[str]:
    return (action["do"] for button in step["buttons"] for action in button["does"])
