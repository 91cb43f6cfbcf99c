"""Saving one part of a draft: a step, the audience, the trigger …

A form carries the fingerprint of its part as it was when the form was made. When that part is still the same, the
change goes into the newest draft, whatever else was changed meanwhile; otherwise nobody is overwritten.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from guides.canonical import to_json
from guides.definition import Guide
from server.errors import Conflict
from server.models import GuideRow
from server.stores.guides import GuideStore
from server.stores.members import MemberStore
from server.stores.scoped import Scope
from server.studio.drafts.definitions import read_definition
from server.studio.drafts.entries import ENTRY_LISTS

Json = dict[str, Any]
PARTS: dict[str, tuple[str, ...]] = {
    "about": ("name", "purpose", "language", "theme"),
    "trigger": ("trigger",),
    "audience": ("audience",),
    "frequency": ("frequency", "priority", "schedule"),
    "goal": ("goal", "experiment"),
    "manner": ("progress", "resume", "in_news", "survey"),
    "translations": ("translations",),
}
"""The fields of the definition that each part holds. A step's part is `steps.KEY`, a task's `items.KEY`, an article's
`articles.KEY`; `checklist` and `resource_center` are what these have besides tasks and articles."""
_LISTS = {"steps": None, **{of.name: of.part for of in ENTRY_LISTS.values()}}
_HOLDERS = {of.part: of.name for of in ENTRY_LISTS.values()}


@dataclass(frozen=True)
class Draft:
    """A guide's row and its draft, read."""

    row: GuideRow
    guide: Guide


class PartConflict(Conflict):
    """Somebody else changed the same part. `mine` and `theirs` are definitions that differ in it."""

    def __init__(self, mine: Guide, theirs: Guide, changed_by: str, changed_at: datetime) -> None:
        super().__init__(f"{changed_by} changed this meanwhile.")
        self.mine, self.theirs, self.changed_by, self.changed_at = mine, theirs, changed_by, changed_at


def load_draft(session: Session, scope: Scope, key: str) -> Draft:
    """Raises `NotFound`."""
    row = GuideStore(session, scope).get(key)
    return Draft(row, read_definition(row.draft))


def part_of(definition: Json, part: str) -> Any:
    """The part's content, or None for a step, task or article that is gone."""
    name, _, key = part.partition(".")
    if key:
        holder = _LISTS[name]
        entries = ((definition.get(holder) or {}) if holder else definition).get(name, [])
        return next((entry for entry in entries if entry["key"] == key), None)
    if part in _HOLDERS:
        return {name: value for name, value in (definition.get(part) or {}).items() if name != _HOLDERS[part]}
    return {name: definition.get(name) for name in PARTS[part]}


def fingerprint_of(guide: Guide, part: str) -> str:
    """Changes exactly when the part does."""
    text = json.dumps(part_of(to_json(guide), part), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def change_part(
    session: Session,
    scope: Scope,
    draft: Draft,
    part: str,
    base: str,
    change: Callable[[Json], None],
    now: datetime,
) -> Draft:
    """Applies `change` to the draft's JSON and saves it; `base` empty: whatever the part is now.

    Raises `Invalid` when the result is no definition, `PartConflict` when the part was changed since `base`.
    """
    changed = changed_guide(draft, change)
    if base and base != fingerprint_of(draft.guide, part):
        raise _conflict(session, scope, draft, changed)
    GuideStore(session, scope).save_draft(draft.row, changed, draft.row.revision, now)
    return Draft(draft.row, changed)


def changed_guide(draft: Draft, change: Callable[[Json], None]) -> Guide:
    """The draft with the change, not saved. Raises `Invalid`."""
    definition = to_json(draft.guide)
    change(definition)
    return read_definition(definition, draft.row.key)


def _conflict(session: Session, scope: Scope, draft: Draft, mine: Guide) -> PartConflict:
    names = MemberStore(session, scope).names()
    return PartConflict(mine, draft.guide, names.get(draft.row.updated_by or "", ""), draft.row.updated_at)
