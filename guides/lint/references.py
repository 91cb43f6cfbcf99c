"""What a guide refers to outside itself: themes, segments, other guides. Only who knows the workspace can check it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from guides.actions import Action
from guides.conditions import GuideIs
from guides.definition import Guide
from guides.limits import interrupts
from guides.pages import page_matches
from guides.problem import Problem, step_title
from guides.repair import target_digest
from guides.segments import named_segments
from guides.theme import Theme, contrasts
from guides.walk import models_in


@dataclass(frozen=True)
class Surroundings:
    """What the workspace has besides the guide."""

    themes: Mapping[str, Theme] = field(default_factory=dict)
    guides: Collection[str] = frozenset()
    segments: Collection[str] = frozenset()
    groups: Collection[str] = frozenset()
    languages: Collection[str] = ()
    """Those the app speaks."""
    missing: Mapping[tuple[str, str], Missing] = field(default_factory=dict)
    """Step key and digest of its target → what people's browsers reported of it lately."""
    rivals: Collection[Rival] = ()
    """Other guides that are live and take attention."""


@dataclass(frozen=True)
class Missing:
    """So many people could not find an element on a page."""

    people: int
    page: str


@dataclass(frozen=True)
class Rival:
    """Another live guide, as far as it can get in the way. `audience` is JSON; None: everybody."""

    name: str
    page: str
    priority: int
    audience: Any


def references(guide: Guide, around: Surroundings) -> Iterator[Problem]:
    """Problems of what the guide names outside itself."""
    yield from _segments(guide, around)
    yield from _theme(guide, around)
    yield from _languages(guide, around)
    yield from _missing_targets(guide, around)
    yield from _rivals(guide, around)
    for where, key in _named_guides(guide):
        if key not in around.guides and key != guide.key:
            yield Problem("warning", where, "There is no guide “%(guide)s”: make it, or name another one.",
                          {"guide": key})  # fmt: skip
    group = guide.frequency.group
    if group and group not in around.groups:
        yield Problem("warning", "frequency.group", "The group “%(group)s” has no limits: set them under Settings.",
                      {"group": group})  # fmt: skip


def _languages(guide: Guide, around: Surroundings) -> Iterator[Problem]:
    known = {tag.split("-")[0].casefold() for tag in (guide.language, *guide.translations)}
    lacking = [tag for tag in around.languages if tag.split("-")[0].casefold() not in known]
    if lacking and guide.steps:
        yield Problem("warning", "translations",
                      "Your app also speaks %(languages)s; people see this guide in %(original)s.",
                      {"languages": ", ".join(lacking), "original": guide.language})  # fmt: skip


def _missing_targets(guide: Guide, around: Surroundings) -> Iterator[Problem]:
    for step in guide.steps:
        seen = around.missing.get((step.key, target_digest(step.target))) if step.target else None
        if seen is not None:
            yield Problem("warning", f"steps.{step.key}.target",
                          "%(people)s people could not find the element of step “%(step)s” on %(page)s: pick it again.",
                          {"people": str(seen.people), "step": step_title(step), "page": seen.page})  # fmt: skip


def _rivals(guide: Guide, around: Surroundings) -> Iterator[Problem]:
    """Two guides for the same people on the same page with one priority: the alphabet would decide."""
    if not interrupts(guide) or guide.trigger.manual:
        return
    audience = (
        None if guide.audience is None else guide.audience.model_dump(mode="json", by_alias=True, exclude_none=True)
    )
    for rival in around.rivals:
        alike = audience is None or rival.audience is None or audience == rival.audience
        if alike and rival.priority == guide.priority and _overlap(guide.trigger.page, rival.page):
            yield Problem("warning", "priority",
                          "“%(guide)s” is live on the same pages for the same people with the same priority: "
                          "only the alphabet decides which goes first. Give one of them a higher priority.",
                          {"guide": rival.name})  # fmt: skip


def _overlap(one: str, other: str) -> bool:
    """Whether some page lies in both patterns, as far as trying each against the other tells."""
    parts = [(a.strip(), b.strip()) for a in one.split("|") for b in other.split("|")]
    return any(not a or not b or page_matches(a, b.replace("*", "x")) or page_matches(b, a.replace("*", "x"))
               for a, b in parts)  # fmt: skip


def _segments(guide: Guide, around: Surroundings) -> Iterator[Problem]:
    """Nobody is in a segment that is not there."""
    for where, name in sorted(set(named_segments(guide))):
        if name not in around.segments:
            yield Problem("error", where,
                          "There is no segment “%(segment)s”, so nobody is in it: make it, or choose another one.",
                          {"segment": name})  # fmt: skip


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
    for where, condition in models_in(guide):
        if isinstance(condition, GuideIs):
            yield where, condition.guide


def _started(where: str, actions: list[Action]) -> Iterator[tuple[str, str]]:
    for action in actions:
        if action.do in ("start", "show"):
            yield where, action.guide
