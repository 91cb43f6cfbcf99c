"""From the bytes of a batch to events that may be stored: an explicit list of steps with typed reasons to drop.

A batch is read at once when nothing in it can be wrong; otherwise its events are read one by one, so that a bad one
spoils no other and its sender hears what was wrong with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec

from analytics.events import Event
from server.errors import Malformed

MAX_EVENT_BYTES = 32 * 1024
MAX_DEPTH = 10
MAX_KEYS = 200


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


class Arriving(Event, kw_only=True, omit_defaults=True, gc=False):
    """An event with room for what the collector adds to make it a `StoredEvent`. A sender's own values there are
    overwritten, whatever they are. Read from JSON, it is part of no cycle, so the garbage collector need not look.
    """

    environment: Any = None
    received_at: Any = None
    original_at: Any = None


class _Flat(Arriving, kw_only=True, omit_defaults=True, gc=False):
    """What nearly every event is: nothing nested and not too many keys. The decoder checks that in passing."""

    props: Annotated[dict[str, str | int | float | bool | None], msgspec.Meta(max_length=MAX_KEYS)] = {}


@dataclass(slots=True)
class Refused:
    """One event that is not taken. `id` as far as it can be read."""

    id: str
    reason: DropReason
    detail: str
    raw: bytes


@dataclass(slots=True)
class Intake:
    """What a batch holds."""

    key: str
    sent_at: datetime | None
    events: Sequence[Arriving]
    refused: list[Refused] = field(default_factory=list)


Key = Annotated[str, msgspec.Meta(max_length=100)]
SentAt = Annotated[datetime, msgspec.Meta(tz=True)]


class _Whole(msgspec.Struct):
    """`protocol.EventBatch`, at once, when nothing can be wrong with any event but its size."""

    key: Key
    events: list[_Flat]
    sent_at: SentAt | None = None


class _Parts(msgspec.Struct):
    """`protocol.EventBatch`, with the events still raw."""

    key: Key
    events: list[msgspec.Raw]
    sent_at: SentAt | None = None


_whole = msgspec.json.Decoder(_Whole).decode
_parts = msgspec.json.Decoder(_Parts).decode
_event = msgspec.json.Decoder(Arriving).decode
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def read_batch(body: bytes) -> Intake:
    """Raises `Malformed` that says what is wrong and where."""
    body = mend_text(body)
    if len(body) > MAX_EVENT_BYTES:
        return _read_parts(body)
    try:
        batch = _whole(body)
    except _UNREADABLE:
        return _read_parts(body)
    return Intake(batch.key, batch.sent_at, batch.events)


def _read_parts(body: bytes) -> Intake:
    try:
        parts = _parts(body)
    except _UNREADABLE as error:
        mended = mend_numbers(body)
        if mended is None:
            raise Malformed(f"This is not a batch of events: {reason_of(error)}.") from error
        return _read_parts(mended)
    events, refused = read_each(bytes(raw) for raw in parts.events)
    return Intake(parts.key, parts.sent_at, events, refused)


def read_each(raws: Iterable[bytes]) -> tuple[list[Arriving], list[Refused]]:
    """Each event on its own merits."""
    events, refused = [], []
    for raw in raws:
        try:
            events.append(read_one(raw))
        except DroppedError as dropped:
            refused.append(Refused(id_of(raw), dropped.reason, dropped.detail, raw))
    return events, refused


def read_one(raw: bytes) -> Arriving:
    """Raises DroppedError."""
    within_size(raw)
    event = decoded(raw)
    for step in STEPS:
        step(event)
    return event


def within_size(raw: bytes) -> None:
    if len(raw) > MAX_EVENT_BYTES:
        raise DroppedError(DropReason.TOO_LARGE, f"{len(raw)} bytes; at most {MAX_EVENT_BYTES} are taken in one event")


def decoded(raw: bytes) -> Arriving:
    try:
        return _event(raw)
    except RecursionError as error:
        raise DroppedError(DropReason.TOO_DEEP, f"props are nested deeper than {MAX_DEPTH} levels") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DroppedError(DropReason.MALFORMED, str(error)) from error


def within_depth(event: Arriving) -> None:
    """Deep nesting costs every later reader; no honest event needs it."""
    if _depth(event.props) > MAX_DEPTH:
        raise DroppedError(DropReason.TOO_DEEP, f"props are nested deeper than {MAX_DEPTH} levels")


def within_keys(event: Arriving) -> None:
    if _keys(event.props) > MAX_KEYS:
        raise DroppedError(DropReason.TOO_MANY_KEYS, f"props have more than {MAX_KEYS} keys in all")


STEPS: tuple[Callable[[Arriving], None], ...] = (within_depth, within_keys)


_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2}|u0000)|.)",
    re.DOTALL,
)


def mend_text(body: bytes) -> bytes:
    """Half surrogate pairs and NULs, which JSON from browsers may hold and no database takes, become U+FFFD."""
    if b"\\" not in body or (b"\\ud" not in body and b"\\uD" not in body and b"\\u0000" not in body):
        return body
    return _ESCAPE.sub(lambda found: rb"\ufffd" if found[1] else found[0], body)


_NO_JSON = re.compile(rb"[:\[,]\s*(?:NaN|-?Infinity)\b")


def mend_numbers(body: bytes) -> bytes | None:
    """NaN and Infinity, which Python's clients write although JSON has neither, as null. None: nothing to mend."""
    if not _NO_JSON.search(body):
        return None
    try:
        mended = msgspec.json.encode(json.loads(body))
    except (ValueError, OverflowError, RecursionError):
        return None
    return None if _NO_JSON.search(mended) and mended == body else mended


def reason_of(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def id_of(raw: bytes) -> str:
    """The id of an event that was dropped, as far as it can be read."""
    try:
        return msgspec.json.decode(raw, type=_OnlyId).id[:100]
    except _UNREADABLE:
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
