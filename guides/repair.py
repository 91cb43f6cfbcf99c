"""Repairing a target: what an end user's browser proposes, read with distrust, compared, and taken over.

A proposal comes through a public door (the write key is public), so only known fields of bounded size are kept, and a
pinned selector, which would settle everything unseen, never is. A person accepts it, or nobody does.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from pydantic import ValidationError

from guides.target import Target

Json = dict[str, Any]

LONGEST_TEXT = 200
MOST_ITEMS = 12
TEXTS = (
    "tag",
    "type",
    "role",
    "id",
    "name",
    "accessibleName",
    "text",
    "label",
    "heading",
    "landmark",
    "shape",
    "language",
)
LISTS = ("classes", "icon", "path")
MAPS = ("testHooks", "attributes")
_TAG = re.compile(r"[a-z][a-z0-9.-]{0,60}")
_COUNTS = re.compile(r"\d+")


def target_digest(target: Target) -> str:
    """Equal exactly for equal descriptors. Reports about a target end when another one is published in its place."""
    return _digest(target.root)


def likeness_digest(target: Target) -> str:
    """Equal for what different people's pages say of one element: place, counts and texts around it do not matter."""
    root = target.root
    evidence: Any = root.get("evidence") or {}
    named = {key: evidence[key] for key in ("tag", "type", "role", "testHooks", "id", "name") if evidence.get(key)}
    words = {
        key: _COUNTS.sub("#", str(evidence[key])).casefold() for key in ("accessibleName", "label") if key in evidence
    }
    form: Json = {"guideId": root.get("guideId"), "inside": root.get("inside"), **named, **words}
    if not named.keys() & {"testHooks", "id", "name"} and not words:
        path = [_COUNTS.sub("", str(step)) for step in evidence.get("path", [])[:3]]
        form |= {"classes": evidence.get("classes"), "icon": evidence.get("icon"), "path": path}
    return _digest(form)


def read_proposal(value: Any) -> Target | None:
    """A descriptor that a browser proposed, or None when it is none."""
    if not isinstance(value, dict) or not isinstance(value.get("evidence"), dict):
        return None
    evidence = _evidence(value["evidence"])
    if not _TAG.fullmatch(str(evidence.get("tag", ""))):
        return None
    root: Json = {"evidence": evidence}
    root |= {key: value[key][:LONGEST_TEXT] for key in ("guideId", "inside") if _is_text(value.get(key))}
    if scope := [_scope_step(step) for step in _items(value.get("scope")) if isinstance(step, dict)]:
        root["scope"] = scope
    if isinstance(confidence := value.get("confidence"), int | float) and 0 <= confidence <= 1:
        root["confidence"] = confidence
    if fragile := [word for word in _items(value.get("fragile")) if word in ("text", "position", "structure")]:
        root["fragile"] = fragile
    try:
        return Target(root)
    except ValidationError:
        return None


def accepted_target(old: Target, proposal: Target) -> Target:
    """The proposal with what the author decided about the old target, and with the page's language as it was known.

    A pinned selector, a preferred attribute or a guide id of the old one is left out: it is what failed.
    """
    kept = {key: old.root[key] for key in ("mode", "text") if key in old.root}
    evidence: Any = dict(_evidence_of(proposal))
    for field in ("vocabulary", "language"):
        if field in _evidence_of(old):
            evidence[field] = _evidence_of(old)[field]
    return Target({**proposal.root, "evidence": evidence, **kept})


def _evidence_of(target: Target) -> Json:
    evidence = target.root.get("evidence")
    return evidence if isinstance(evidence, dict) else {}


def _evidence(given: Json) -> Json:
    kept: Json = {key: given[key][:LONGEST_TEXT] for key in TEXTS if _is_text(given.get(key))}
    kept |= {key: _texts(given[key]) for key in LISTS if _texts(given.get(key))}
    kept |= {key: _map(given[key]) for key in MAPS if _map(given.get(key))}
    kept |= {key: _map(given[key]) for key in ("cell", "beside") if _map(given.get(key))}
    neighbours = given.get("neighbours")
    if isinstance(neighbours, dict):
        sides = {side: _texts(neighbours.get(side)) for side in ("before", "after")}
        kept["neighbours"] = {side: words for side, words in sides.items() if words}
    position = given.get("position")
    if isinstance(position, dict):
        kept["position"] = {k: position[k] for k in ("nth", "of", "rank", "among") if _is_count(position.get(k))}
    return kept


def _scope_step(step: Json) -> Json:
    kept: Json = {key: step[key][:LONGEST_TEXT] for key in ("via", "tag", "id", "name") if _is_text(step.get(key))}
    kept["nth"] = step["nth"] if _is_count(step.get("nth")) else 0
    if isinstance(step.get("evidence"), dict):
        kept["evidence"] = _evidence(step["evidence"])
    return kept


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000_000


def _items(value: Any) -> list[Any]:
    return value[:MOST_ITEMS] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    return [item[:LONGEST_TEXT] for item in _items(value) if _is_text(item)]


def _map(value: Any) -> dict[str, str]:
    pairs = list(value.items())[:MOST_ITEMS] if isinstance(value, dict) else []
    return {key[:60]: text[:LONGEST_TEXT] for key, text in pairs if _is_text(text)}


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
