"""What people call guides and steps, whose keys are all that events and findings know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from server.models import GuideRow
from server.stores.guides import GuideStore

MOST_LETTERS = 60
MOST_READ = 20_000
_read: dict[tuple[str, int], dict[str, str]] = {}
"""Id and revision of a draft → names of its steps: a draft is read once, not with every page."""


@dataclass(frozen=True)
class GuideNames:
    """Names by key; a guide or step that is only known from events is called by its key."""

    guides: Mapping[str, str]
    steps: Mapping[tuple[str, str], str]

    def guide(self, key: str | None) -> str:
        return self.guides.get(key or "", key or "")

    def step(self, guide: str | None, key: str | None) -> str:
        return self.steps.get((guide or "", key or ""), key or "")


def guide_names(store: GuideStore) -> GuideNames:
    """The names of all guides of the workspace, archived ones too, and of their steps, from the drafts."""
    heads = store.heads()
    unread = [head.id for head in heads if (head.id, head.revision) not in _read]
    if len(_read) + len(unread) > MOST_READ:
        _read.clear()
        unread = [head.id for head in heads]
    for row in store.of_ids(unread):
        _read[row.id, row.revision] = {step["key"]: step_name(step) for step in _steps(row)}
    steps = {(head.key, step): name for head in heads for step, name in _read.get((head.id, head.revision), {}).items()}
    return GuideNames({head.key: head.name for head in heads}, steps)


def _steps(row: GuideRow) -> Iterable[dict[str, Any]]:
    return row.draft.get("steps") or []


def step_name(step: Mapping[str, Any]) -> str:
    """The step's own name, else how its text begins, else its key."""
    texts = (_text(block) for block in step.get("content") or [])
    name = step.get("name") or next((text for text in texts if text), "") or str(step["key"])
    return name if len(name) <= MOST_LETTERS else name[: MOST_LETTERS - 1].rstrip() + "…"


def _text(block: Mapping[str, Any]) -> str:
    """A block's words; marked text comes in spans."""
    text = block.get("text") or ""
    return text if isinstance(text, str) else "".join(span.get("text", "") for span in text)
