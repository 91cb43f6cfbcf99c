"""Conditions as rows of a form: subject, name, comparison, value; all of them or any of them.

`rows_of` answers None for a tree that rows cannot show (nested groups, times); such a condition is shown in words and
kept as it is.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from server.words import N_

Json = dict[str, Any]
TRAIT_SUBJECTS = ("person", "account", "membership", "language")
SUBJECTS: dict[str, str] = {
    "person": N_("Person's"),
    "account": N_("Account's"),
    "membership": N_("In the account, their"),
    "guide": N_("Guide"),
    "event": N_("Event"),
    "stuck": N_("Is stuck at"),
    "language": N_("Language"),
    "device": N_("Device"),
    "segment": N_("In the segment"),
}
START_SUBJECTS: dict[str, str] = {
    "guide": SUBJECTS["guide"],
    "element": N_("Element on the page"),
    **{key: words for key, words in SUBJECTS.items() if key != "guide"},
}
"""What a guide's start may wait for: first of all other guides, and what the page shows."""
TRAIT_OPS: dict[str, str] = {
    "is": N_("is"),
    "not is": N_("is not"),
    "in": N_("is one of"),
    "not in": N_("is none of"),
    "contains": N_("contains"),
    "not contains": N_("does not contain"),
    "starts_with": N_("starts with"),
    "at_least": N_("is at least"),
    "at_most": N_("is at most"),
    "after": N_("is on or after"),
    "before": N_("is before"),
    "empty": N_("is unknown"),
    "known": N_("is known"),
}
GUIDE_OPS: dict[str, str] = {
    "completed": N_("was completed"),
    "not completed": N_("was not completed"),
    "started": N_("is under way"),
    "not started": N_("is not under way"),
    "not_started": N_("was never started"),
    "dismissed": N_("was left"),
    "not dismissed": N_("was not left"),
}
EVENT_OPS: dict[str, str] = {"did": N_("happened at least"), "not did": N_("did not happen")}
STUCK_OPS: dict[str, str] = {"at": N_("now, at step"), "not at": N_("not now, at step")}
IS_OPS: dict[str, str] = {"is": N_("is"), "not is": N_("is not")}
SEGMENT_OPS: dict[str, str] = {"in": N_("belongs"), "not in": N_("does not belong")}
ELEMENT_OPS: dict[str, str] = {"present": N_("is there"), "absent": N_("is not there")}
OPS: dict[str, dict[str, str]] = {
    **dict.fromkeys(TRAIT_SUBJECTS, TRAIT_OPS),
    "guide": GUIDE_OPS,
    "event": EVENT_OPS,
    "stuck": STUCK_OPS,
    "device": IS_OPS,
    "element": ELEMENT_OPS,
    "segment": SEGMENT_OPS,
}
WITHOUT_VALUE = ("empty", "known")


@dataclass(frozen=True)
class AudienceRow:
    """One condition. `days` only counts for events; an element's `value` is a CSS selector, or its target as JSON."""

    subject: str = "person"
    name: str = ""
    op: str = "is"
    value: str = ""
    days: str = "30"

    @property
    def is_complete(self) -> bool:
        """Whether enough is filled in to be a condition."""
        if self.subject in ("guide", "event", "segment", "stuck"):
            return bool(self.name)
        named = bool(self.name) or self.subject in ("language", "device", "element")
        return named and (bool(self.value) or self.op in WITHOUT_VALUE)


def rows_of(condition: Json | None) -> tuple[str, list[AudienceRow]] | None:
    """`all` or `any`, and the rows; None when rows cannot show this condition."""
    if condition is None:
        return "all", []
    word = "any" if "any" in condition else "all"
    parts = condition.get(word, [condition])
    rows = [_row(part) for part in parts]
    return (word, [row for row in rows if row]) if all(rows) else None


def _row(part: Json) -> AudienceRow | None:
    if "not" in part:
        inner = _row(part["not"])
        negated = f"not {inner.op}" if inner else ""
        return AudienceRow(inner.subject, inner.name, negated, inner.value, inner.days) if (
            inner and negated in OPS[inner.subject]
        ) else None  # fmt: skip
    for subject in TRAIT_SUBJECTS:
        if subject in part:
            return _trait_row(subject, part)
    if "guide" in part:
        return AudienceRow("guide", part["guide"], part["is"])
    if "stuck" in part:
        return AudienceRow("stuck", part["stuck"], "at", part.get("step") or "")
    if "segment" in part:
        return AudienceRow("segment", part["segment"], "in")
    if "element" in part:
        return AudienceRow("element", "", part["element"], target_text(part["target"]))
    if "device" in part:
        return AudienceRow("device", "", "is", part["device"])
    return _event_row(part) if "event" in part else None


def target_text(target: Json) -> str:
    """A target as a row holds it."""
    plain = set(target) == {"selector"} and not str(target["selector"]).startswith("{")
    return str(target["selector"]) if plain else json.dumps(target, ensure_ascii=False, sort_keys=True)


def _target(text: str) -> Json | str:
    try:
        found = json.loads(text) if text.startswith("{") else text
    except ValueError:
        return text
    return found if isinstance(found, dict) else text


def _trait_row(subject: str, part: Json) -> AudienceRow:
    name = "" if subject == "language" else str(part[subject])
    op, value = next((key, value) for key, value in part.items() if key != subject)
    if op == "is_empty":
        return AudienceRow(subject, name, "empty" if value else "known")
    return AudienceRow(subject, name, op, _shown(value))


def _event_row(part: Json) -> AudienceRow | None:
    days = str(part.get("within_days", 30))
    if part.get("at_most") == 0:
        return AudienceRow("event", part["event"], "not did", "1", days)
    if part.get("at_most") is not None:
        return None
    return AudienceRow("event", part["event"], "did", str(part.get("at_least", 1)), days)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def audience_of(match: str, rows: list[AudienceRow]) -> Json | None:
    """The tree of the complete rows; None when there are none: everybody."""
    parts = [_part(row) for row in rows if row.is_complete]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {"any" if match == "any" else "all": parts}


def _part(row: AudienceRow) -> Json:
    if row.op == "not did":
        return {"event": row.name, "at_least": 0, "at_most": 0, "within_days": _whole(row.days, 30)}
    if row.op.startswith("not ") and row.op in OPS[row.subject]:
        return {"not": _part(AudienceRow(row.subject, row.name, row.op.removeprefix("not "), row.value, row.days))}
    match row.subject:
        case "guide":
            return {"guide": row.name, "is": row.op if row.op in GUIDE_OPS else "completed"}
        case "stuck":
            return {"stuck": row.name, **({"step": row.value.strip()} if row.value.strip() else {})}
        case "segment":
            return {"segment": row.name}
        case "element":
            return {"element": row.op if row.op in ELEMENT_OPS else "present", "target": _target(row.value)}
        case "device":
            return {"device": row.value}
        case "event":
            return {"event": row.name, "at_least": _whole(row.value, 1), "within_days": _whole(row.days, 30)}
        case "language":
            return {"language": True, **_comparison(row)}
    return {row.subject: row.name, **_comparison(row)}


def _comparison(row: AudienceRow) -> Json:
    match row.op:
        case "empty" | "known":
            return {"is_empty": row.op == "empty"}
        case "in":
            return {"in": [_scalar(part) for part in re.split(r"[,、，]", row.value) if part.strip()]}
        case "at_least" | "at_most":
            return {row.op: row.value.replace(",", "")}
        case "is":
            return {"is": _scalar(row.value)}
    return {row.op if row.op in TRAIT_OPS else "is": row.value}


def _scalar(text: str) -> str | bool:
    """Numbers stay text: the comparison reads `5` and `"5"` alike."""
    return {"true": True, "false": False}.get(text.strip().lower(), text.strip())


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.strip().isdecimal() else otherwise
