"""Guides that stand beside the page, against those that play and take a person's attention one at a time.

`sdk_js/src/runtime/standing.ts` says the same of kinds.
"""

from __future__ import annotations

from guides.definition import Guide, GuideKind

STANDING: frozenset[GuideKind] = frozenset({"banner", "checklist", "hint", "launcher", "resource_center"})


def stands(guide: Guide) -> bool:
    """It may be there with any number of others, and its run stays open until the person ends it."""
    return guide.kind in STANDING


def has_no_end(guide: Guide) -> bool:
    """Being used does not use it up: a launcher, a resource centre, hints that stay after they were read."""
    if guide.kind == "hint":
        return any(step.hint is None or step.hint.keep for step in guide.steps)
    return guide.kind in ("launcher", "resource_center")


def is_news(guide: Guide) -> bool:
    """An announcement that can be read again, or that waits in the feed to be read at all."""
    return guide.kind == "announcement" and (guide.in_news or waits_to_be_read(guide))


def waits_to_be_read(guide: Guide) -> bool:
    """Nothing opens by itself: all of it lies in the feed."""
    return guide.kind == "announcement" and bool(guide.steps) and all(step.kind == "feed" for step in guide.steps)
