"""What lies beside the page, made for one person: a checklist's progress, a resource centre's guides and news."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from guides.conditions import Facts, reduce
from guides.definition import Guide
from guides.parts.checklist import Checklist, ChecklistItem
from guides.parts.resource_center import ResourceCenter
from server.delivery.awaited import awaited

if TYPE_CHECKING:
    from server.delivery.live_guide import LiveGuide

State = Mapping[str, Any]


def is_personal(guide: Guide) -> bool:
    """Whether parts of it must be made for each person."""
    return guide.checklist is not None or guide.resource_center is not None


def personal_parts(
    guide: Guide, facts: Facts, state: State | None, states: Mapping[str, State], others: Iterable[LiveGuide]
) -> dict[str, Any]:
    """`checklist` and `resource_center` of `protocol.DeliveredGuide`; `guide` is in the person's language already."""
    made: dict[str, Any] = {}
    if guide.checklist is not None:
        made["checklist"] = _checklist(guide.checklist, facts, set((state or {}).get("done", ())))
    if guide.resource_center is not None:
        read = set((state or {}).get("done", ()))
        made["resource_center"] = _center(guide.resource_center, guide.language, facts, states, read, list(others))
    return made


def _checklist(checklist: Checklist, facts: Facts, done: set[str]) -> dict[str, Any]:
    items = [_item(item, facts, item.key in done) for item in checklist.items]
    return {
        **checklist.model_dump(mode="json", include={"order", "launcher", "opens_by_itself", "celebrate"}),
        "items": [item for item in items if item["shown_when"] is not False],
    }


def _item(item: ChecklistItem, facts: Facts, done: bool) -> dict[str, Any]:
    left = None if item.done_when is None else awaited(item.done_when, facts)
    return {
        **item.model_dump(mode="json", by_alias=True, include={"key", "label", "text", "does"}),
        "done": done or left is True,
        "done_when": None if left is True else left,
        "shown_when": True if item.shown_when is None else reduce(item.shown_when, facts),
    }


def _center(
    center: ResourceCenter,
    language: str,
    facts: Facts,
    states: Mapping[str, State],
    read: set[str],
    others: list[LiveGuide],
) -> dict[str, Any]:
    live = {other.guide.key: other for other in others}
    entries = [
        {
            "guide": entry.guide,
            "title": entry.title or live[entry.guide].name_in(language),
            "page": entry.page,
            "completed": states.get(entry.guide, {}).get("status") == "completed",
        }
        for entry in center.guides
        if entry.guide in live and _is_for(live[entry.guide], facts)
    ]
    news = [other for other in others if other.is_news and other.guide.steps and _is_for(other, facts)]
    return {
        **center.model_dump(mode="json", include={"title", "launcher", "sections", "articles", "links"}),
        "guides": entries,
        "news": [_news(other, language, states, read) for other in sorted(news, key=lambda one: -one.published_at)],
    }


def _is_for(other: LiveGuide, facts: Facts) -> bool:
    """By the audience alone: what somebody looks for themselves needs no trigger and no frequency."""
    audience = other.guide.audience
    return audience is None or reduce(audience, facts) is not False


def _news(other: LiveGuide, language: str, states: Mapping[str, State], read: set[str]) -> dict[str, Any]:
    return {**other.news_in(language), "unread": other.guide.key not in states and other.guide.key not in read}
