"""Counts what is taken and what cannot be kept, in memory, and writes the counts down every few seconds.

A flood of bad requests then costs a few rows, and the one who can mend the cause sees it under Settings.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from server.database import open_session
from server.models import DeadLetter
from server.rounds import rounds
from server.stores.drops import count_drops, keep_letters

if TYPE_CHECKING:
    from server.services import Services

FLUSH_SECONDS = 5
MOST_KINDS = 1000
LETTERS_A_FLUSH = 20
"""Of each reason, the newest: a flood of bad events must fill neither memory nor the database."""
MOST_PAYLOAD = 8_000


@dataclass
class _Count:
    count: int
    last_at: datetime
    example: str


@dataclass(frozen=True, slots=True)
class _Letter:
    """Cheap to make: a flood of bad events makes many, of which few are written down."""

    event_id: str
    detail: str
    payload: bytes
    received_at: datetime


def _row(environment_id: str, reason: str, letter: _Letter) -> DeadLetter:
    text = letter.payload[:MOST_PAYLOAD].decode("utf-8", "replace").replace("\0", "\ufffd")
    return DeadLetter(
        environment_id=environment_id,
        reason=reason,
        event_id=letter.event_id,
        detail=letter.detail,
        payload=text + ("…" if len(letter.payload) > MOST_PAYLOAD else ""),
        received_at=letter.received_at,
    )


class DropLedger:
    """Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._counts: dict[tuple[str, date, str], _Count] = {}
        self._letters: dict[tuple[str, str], deque[_Letter]] = {}

    def add(self, environment_id: str, reason: str, now: datetime, count: int = 1, example: str = "") -> None:
        """Counts drops; `environment_id` is empty for an unknown write key. `reason` is one of a few fixed words."""
        key = (environment_id, now.date(), reason)
        with self._lock:
            known = self._counts.get(key)
            if known is not None:
                known.count, known.last_at, known.example = known.count + count, now, example
            elif len(self._counts) < MOST_KINDS:
                self._counts[key] = _Count(count, now, example)

    def keep(
        self, environment_id: str, reason: str, now: datetime, payload: bytes, event_id: str = "", detail: str = ""
    ) -> None:
        """Counts one dropped event and keeps it as it came, as far as MOST_PAYLOAD goes."""
        self.add(environment_id, reason, now, example=detail)
        letter = _Letter(event_id[:100], detail[:500], payload[: MOST_PAYLOAD + 1], now)
        with self._lock:
            if len(self._letters) < MOST_KINDS:
                self._letters.setdefault((environment_id, reason), deque(maxlen=LETTERS_A_FLUSH)).append(letter)

    def flush(self) -> None:
        """Writes down what was counted since the last time."""
        with self._lock:
            counts, self._counts = self._counts, {}
            letters, self._letters = self._letters, {}
        if not counts:
            return
        with open_session(self._engine) as session:
            for (environment_id, _, reason), one in counts.items():
                count_drops(session, environment_id, reason, one.count, one.last_at, one.example)
            for (environment_id, reason), kept in letters.items():
                keep_letters(session, environment_id, reason, [_row(environment_id, reason, one) for one in kept])
            session.commit()


@asynccontextmanager
async def flushing_counts(services: Services) -> AsyncIterator[None]:
    """The part that writes drops and usage down every few seconds and at the end."""
    try:
        async with rounds("counts", lambda: _flush(services), FLUSH_SECONDS):
            yield
    finally:
        await asyncio.to_thread(_flush, services)


def _flush(services: Services) -> None:
    services.drops.flush()
    services.usage.flush()
