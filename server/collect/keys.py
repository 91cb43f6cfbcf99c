"""Which environment a write key belongs to and what it may send, remembered for a few seconds: every batch asks."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import Engine, and_, func, select
from sqlmodel import col
from starlette.concurrency import run_in_threadpool

from server.clock import Clock
from server.models import Environment, EventUsage

SECONDS = 10.0
MOST_KEYS = 10_000


@dataclass(slots=True)
class KeyHolder:
    """An environment, as its write key sees it. `used_today`: what was written down, and what we took since. `stopped`:
    all its guides are off.
    """

    environment: str
    events_per_second: int
    events_per_day: int
    stopped: bool
    used_today: int


class WriteKeys:
    """A changed or removed key is noticed within `SECONDS`. Unknown keys are remembered as well."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._known: dict[str, tuple[float, KeyHolder | None]] = {}

    async def holder_of(self, key: str) -> KeyHolder | None:
        """None when no environment has this key."""
        now = time.monotonic()
        known = self._known.get(key)
        if known is not None and now < known[0]:
            return known[1]
        holder = await self._ask(key)
        if len(self._known) >= MOST_KEYS:
            self._known.clear()
        self._known[key] = (now + SECONDS, holder)
        return holder

    def forget(self) -> None:
        """Ask anew for every key."""
        self._known.clear()

    async def _ask(self, key: str) -> KeyHolder | None:
        # A SQLite read takes microseconds; a thread would cost more than it saves.
        if self._engine.dialect.name == "sqlite":
            return self._read(key)
        return await run_in_threadpool(self._read, key)

    def _read(self, key: str) -> KeyHolder | None:
        today = and_(col(EventUsage.environment_id) == col(Environment.id), col(EventUsage.day) == self._clock().date())
        asked = select(
            col(Environment.id),
            col(Environment.events_per_second),
            col(Environment.events_per_day),
            col(Environment.stopped_at).is_not(None),
            func.coalesce(col(EventUsage.events), 0),
        )
        query = asked.outerjoin(EventUsage, today).where(col(Environment.write_key) == key)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return KeyHolder(*row) if row is not None else None
