"""What a guide holds besides steps, as a list with keys: a checklist's tasks, a resource center's articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guides.definition import Guide, GuideKind
from server.errors import Invalid, NotFound

Json = dict[str, Any]


@dataclass(frozen=True)
class EntryList:
    """`part` is the field of the definition that holds the list, `name` the list's own field."""

    part: str
    name: str
    new_key: str


ENTRY_LISTS: Mapping[GuideKind, EntryList] = {
    "checklist": EntryList("checklist", "items", "task"),
    "resource_center": EntryList("resource_center", "articles", "article"),
}


def entry_list_of(guide: Guide) -> EntryList:
    """Raises `Invalid` for kinds that are made of steps."""
    found = ENTRY_LISTS.get(guide.kind)
    if found is None:
        raise Invalid("This kind of guide is made of steps.")
    return found


def entries_in(definition: Json, of: EntryList) -> list[Json]:
    """The list itself, so that changes to it change the definition."""
    holder = definition[of.part] = definition.get(of.part) or {}
    entries: list[Json] = holder.setdefault(of.name, [])
    return entries


def place_of(entries: Sequence[Json], key: str) -> int:
    """The index of the entry with the key; raises `NotFound`."""
    for place, entry in enumerate(entries):
        if entry["key"] == key:
            return place
    raise NotFound("This was deleted.")


def free_key(entries: Sequence[Json], stem: str) -> str:
    """`STEM-N`, not used in this list."""
    used = {entry["key"] for entry in entries}
    number = len(used) + 1
    while f"{stem}-{number}" in used:
        number += 1
    return f"{stem}-{number}"


def move(entries: list[Json], key: str, to: int) -> None:
    """Puts the entry at index `to`, or as near as the list allows."""
    entry = entries.pop(place_of(entries, key))
    insert(entries, entry, to)


def insert(entries: list[Json], entry: Json, at: int) -> None:
    entries.insert(max(0, min(at, len(entries))), entry)
