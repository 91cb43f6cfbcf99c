"""What a guide refers to outside itself: themes and other guides. Only who knows the workspace can check it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from guides.actions import Action
from guides.definition import Guide
from guides.problem import Problem
from guides.theme import Theme, contrasts


@dataclass(frozen=True)
class Surroundings:
    """What the workspace has besides the guide."""

    themes: Mapping[str, Theme] = field(default_factory=dict)
    guides: Collection[str] = frozenset()
    groups: Collection[str] = frozenset()


def references(guide: Guide, around: Surroundings) -> Iterator[Problem]:
    """Problems of what the guide names outside itself."""
    yield from _theme(guide, around)
    for where, key in _named_guides(guide):
        if key not in around.guides and key != guide.key:
            yield Problem("warning", where, "There is no guide “%(guide)s”: make it, or name another one.",
                          {"guide": key})  # fmt: skip
    group = guide.frequency.group
    if group and group not in around.groups:
        yield Problem("warning", "frequency.group", "The group “%(group)s” has no limits: set them under Settings.",
                      {"group": group})  # fmt: skip


def _theme(guide: Guide, around: Surroundings) -> Iterator[Problem]:
    if guide.theme is None:
        return
    theme = around.themes.get(guide.theme)
    if theme is None:
        yield Problem("warning", "theme", "There is no theme “%(theme)s”; the usual one is taken.",
                      {"theme": guide.theme})  # fmt: skip
        return
    for pair in contrasts(theme):
        if not pair.is_enough:
            yield Problem("warning", "theme",
                          "In “%(theme)s” some words can hardly be read: contrast %(ratio)s, needed %(needed)s.",
                          {"theme": theme.name, "ratio": f"{pair.ratio:.1f}",
                           "needed": f"{pair.needed:g}"})  # fmt: skip
            return


def _named_guides(guide: Guide) -> Iterator[tuple[str, str]]:
    for step in guide.steps:
        for button in step.buttons:
            yield from _started(f"steps.{step.key}.buttons", button.does)
        yield from _started(f"steps.{step.key}.does", step.does)
    for item in guide.checklist.items if guide.checklist else []:
        yield from _started(f"checklist.items.{item.key}.does", item.does)
    for entry in guide.resource_center.guides if guide.resource_center else []:
        yield "resource_center.guides", entry.guide


def _started(where: str, actions: list[Action]) -> Iterator[tuple[str, str]]:
    for action in actions:
        if action.do in ("start", "show"):
            yield where, action.guide
