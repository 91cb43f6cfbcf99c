"""What is wrong with a checklist."""

from __future__ import annotations

from collections.abc import Iterator

from guides.definition import Guide
from guides.parts.checklist import ChecklistItem
from guides.problem import Problem


def checklist_has_items(guide: Guide) -> Iterator[Problem]:
    if guide.kind == "checklist" and not (guide.checklist and guide.checklist.items):
        yield Problem("error", "checklist.items", "The checklist has nothing to do: add a task.")
    if guide.kind != "checklist" and guide.checklist is not None:
        yield Problem("error", "checklist", "Only a checklist has tasks: make the guide a checklist, or take them out.")


def items_can_be_done(guide: Guide) -> Iterator[Problem]:
    for item in _items(guide):
        where = f"checklist.items.{item.key}"
        if not item.label:
            yield Problem("error", f"{where}.label", "The task “%(item)s” has no words: say what is to be done.",
                          {"item": item.key})  # fmt: skip
        if not item.does and item.done_when is None:
            yield Problem("warning", f"{where}.done_when",
                          "Choosing “%(item)s” ticks it off at once: say what it opens, or what proves it done.",
                          {"item": item.label or item.key})  # fmt: skip


def items_do_what_items_can(guide: Guide) -> Iterator[Problem]:
    """A task belongs to no step, so going on and back means nothing."""
    for item in _items(guide):
        if any(action.do in ("next", "back", "go_to", "complete") for action in item.does):
            yield Problem("error", f"checklist.items.{item.key}.does",
                          "“%(item)s” cannot move between steps: let it start a guide or open a page.",
                          {"item": item.label or item.key})  # fmt: skip


def _items(guide: Guide) -> list[ChecklistItem]:
    return guide.checklist.items if guide.kind == "checklist" and guide.checklist else []
