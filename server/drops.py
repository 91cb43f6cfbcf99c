"""Counts what cannot be kept, in memory, and writes the counts down every few seconds.

A flood of bad requests then costs a few rows, and the one who can mend the cause sees it under Settings.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from server.database import open_session
from server.stores.drops import count_drops

if TYPE_CHECKING:
    from server.services import Services

FLUSH_SECONDS = 5
MOST_KINDS = 1000


@dataclass
class _Count:
    count: int
    last_at: datetime
    example: str


class DropLedger:
    """Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._counts: dict[tuple[str, date, str], _Count] = {}

    def add(self, environment_id: str, reason: str, now: datetime, count: int = 1, example: str = "") -> None:
        """Counts drops; `environment_id` is empty for an unknown write key. `reason` is one of a few fixed words."""
        key = (environment_id, now.date(), reason)
        with self._lock:
            known = self._counts.get(key)
            if known is not None:
                known.count, known.last_at, known.example = known.count + count, now, example
            elif len(self._counts) < MOST_KINDS:
                self._counts[key] = _Count(count, now, example)

    def flush(self) -> None:
        """Writes down what was counted since the last time."""
        with self._lock:
            counts, self._counts = self._counts, {}
        if not counts:
            return
        with open_session(self._engine) as session:
            for (environment_id, _, reason), one in counts.items():
                count_drops(session, environment_id, reason, one.count, one.last_at, one.example)
            session.commit()


@asynccontextmanager
async def flushing_drops(services: Services) -> AsyncIterator[None]:
    """The part that flushes every few seconds and at the end."""
    task = asyncio.create_task(_flush_for_ever(services.drops))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await asyncio.to_thread(services.drops.flush)


async def _flush_for_ever(drops: DropLedger) -> None:
    while True:
        await asyncio.sleep(FLUSH_SECONDS)
        await asyncio.to_thread(drops.flush)
