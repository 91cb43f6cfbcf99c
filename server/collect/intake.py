"""From the raw bytes of one event to a line of a segment, as an explicit list of steps with typed reasons to drop."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec

from analytics.events import Event, stored, to_line

MAX_EVENT_BYTES = 32 * 1024
MAX_DEPTH = 10
MAX_KEYS = 200
SMALL = MAX_KEYS * len('"":1,')
"""No event of fewer bytes has too many keys."""
CLOCK_TOLERANCE = timedelta(seconds=5)
OLDEST_IN_QUEUE = timedelta(days=400)


class DropReason(StrEnum):
    """Why an event was not taken. These words stand in `DropCount.reason` and are shown in the settings."""

    MALFORMED = "malformed_event"
    TOO_LARGE = "event_too_large"
    TOO_DEEP = "event_too_deep"
    TOO_MANY_KEYS = "event_has_too_many_keys"


class DroppedError(Exception):
    """This one event is not taken; the others of its batch are not touched by that."""

    def __init__(self, reason: DropReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Delivery:
    """What is true of all events of one request."""

    environment: str
    received_at: datetime
    sent_at: datetime | None


@dataclass(slots=True)
class Draft:
    """An event on its way through the steps; `at` is its time as we believe it."""

    raw: bytes
    delivery: Delivery
    event: Event
    at: datetime | None = None


Step = Callable[[Draft], None]
_decoder = msgspec.json.Decoder(Event)


def within_depth(draft: Draft) -> None:
    """Deep nesting costs every later reader; no honest event needs it."""
    raw = draft.raw
    if raw.count(b"{") + raw.count(b"[") > MAX_DEPTH and _depth(draft.event.props) > MAX_DEPTH:
        raise DroppedError(DropReason.TOO_DEEP, f"props are nested deeper than {MAX_DEPTH} levels")


def within_keys(draft: Draft) -> None:
    if len(draft.raw) > SMALL and draft.raw.count(b":") > MAX_KEYS and _keys(draft.event.props) > MAX_KEYS:
        raise DroppedError(DropReason.TOO_MANY_KEYS, f"props have more than {MAX_KEYS} keys in all")


def with_our_clock(draft: Draft) -> None:
    """The sender's clock may be wrong by days. What it says between happening and sending is still right."""
    delivery, at = draft.delivery, draft.event.at
    if delivery.sent_at is None or abs(delivery.received_at - delivery.sent_at) <= CLOCK_TOLERANCE:
        draft.at = min(at, delivery.received_at)
        return
    waited = min(max(delivery.sent_at - at, timedelta(0)), OLDEST_IN_QUEUE)
    draft.at = delivery.received_at - waited


STEPS: tuple[Step, ...] = (within_depth, within_keys, with_our_clock)


def take(raw: bytes, delivery: Delivery) -> tuple[str, bytes]:
    """The id and the segment line of one event. Raises DroppedError."""
    if len(raw) > MAX_EVENT_BYTES:
        raise DroppedError(DropReason.TOO_LARGE, f"{len(raw)} bytes; at most {MAX_EVENT_BYTES} are taken in one event")
    draft = Draft(raw, delivery, _decode(raw))
    for step in STEPS:
        step(draft)
    event = draft.event
    return event.id, to_line(stored(event, delivery.environment, delivery.received_at, draft.at))


def _decode(raw: bytes) -> Event:
    try:
        return _decoder.decode(raw)
    except RecursionError as error:
        raise DroppedError(DropReason.TOO_DEEP, f"props are nested deeper than {MAX_DEPTH} levels") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DroppedError(DropReason.MALFORMED, str(error)) from error


_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2}|u0000)|.)",
    re.DOTALL,
)


def mend_text(body: bytes) -> bytes:
    """Half surrogate pairs and NULs, which JSON from browsers may hold and no database takes, become U+FFFD."""
    if b"\\ud" not in body and b"\\uD" not in body and b"\\u0000" not in body:
        return body
    return _ESCAPE.sub(lambda found: rb"\ufffd" if found[1] else found[0], body)


def id_of(raw: bytes) -> str:
    """The id of an event that was dropped, as far as it can be read."""
    try:
        return msgspec.json.decode(raw, type=_OnlyId).id[:100]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""


class _OnlyId(msgspec.Struct):
    id: str = ""


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0


def _keys(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(map(_keys, value.values()))
    return sum(map(_keys, value)) if isinstance(value, list) else 0
