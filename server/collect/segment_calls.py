"""What the calls of Segment-compatible clients mean as our events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from server.models.columns import new_id

Call = dict[str, Any]
EventFields = dict[str, Any]


class NotACallError(Exception):
    """The message is not one of the six calls, or lacks what its call needs."""


def _track(call: Call) -> EventFields:
    name = call.get("event")
    if not isinstance(name, str) or not name:
        raise NotACallError("track needs `event`, the name of what happened")
    return {"type": name, "props": _dict(call.get("properties"))}


def _identify(call: Call) -> EventFields:
    return {"type": "person_identified", "props": {"traits": _dict(call.get("traits"))}}


def _group(call: Call) -> EventFields:
    account = _name(call.get("groupId"))
    if account is None:
        raise NotACallError("group needs `groupId`, the id of the account")
    return {"type": "account_grouped", "account": account, "props": {"traits": _dict(call.get("traits"))}}


def _page(call: Call) -> EventFields:
    props = _dict(call.get("properties"))
    shown = {"name": call["name"]} if isinstance(call.get("name"), str) else {}
    return {"type": "page_viewed", "props": {**shown, **props}}


def _alias(call: Call) -> EventFields:
    former = _name(call.get("previousId"))
    if former is None or _name(call.get("userId")) is None:
        raise NotACallError("alias needs `previousId` and `userId`")
    return {"type": "person_identified", "anonymous_id": former, "props": {"alias": True}}


CALLS: dict[str, Callable[[Call], EventFields]] = {
    "track": _track,
    "identify": _identify,
    "group": _group,
    "page": _page,
    "screen": _page,
    "alias": _alias,
}


def event_of(call: Call) -> EventFields:
    """The fields of one of our events, still to be checked like any other. Raises NotACallError."""
    kind = call.get("type")
    if not isinstance(kind, str) or kind not in CALLS:
        raise NotACallError(f"`type` is one of {', '.join(CALLS)}, not {str(kind)[:40]!r}")
    context = _dict(call.get("context"))
    fields: EventFields = {
        "id": _name(call.get("messageId")) or new_id(),
        "at": moment(call.get("timestamp") or call.get("originalTimestamp") or call.get("sentAt")),
        "person": _name(call.get("userId")),
        "anonymous_id": _name(call.get("anonymousId")),
        "account": _name(context.get("groupId")),
        "session": _name(context.get("sessionId")),
        "url": _url(call, context),
    }
    return {name: value for name, value in {**fields, **CALLS[kind](call)}.items() if value is not None}


def moment(value: Any) -> str | None:
    """An ISO 8601 time with its zone; clients that name none mean UTC. None when there is none."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return value
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()


def _url(call: Call, context: Call) -> str | None:
    url = _dict(call.get("properties")).get("url") or _dict(context.get("page")).get("url")
    return url if isinstance(url, str) else None


def _name(value: Any) -> str | None:
    """Ids come as text or as numbers."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value) or None


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
