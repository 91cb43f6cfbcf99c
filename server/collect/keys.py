"""Which environment a write key belongs to, remembered for a few seconds: every batch asks."""

from __future__ import annotations

import time

from sqlalchemy import Engine, select
from sqlmodel import col
from starlette.concurrency import run_in_threadpool

from server.models import Environment

SECONDS = 10.0
MOST_KEYS = 10_000


class WriteKeys:
    """A changed or removed key is noticed within `SECONDS`. Unknown keys are remembered as well."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[str, tuple[float, str | None]] = {}

    async def environment_of(self, key: str) -> str | None:
        """The environment's id, or None when no environment has this key."""
        now = time.monotonic()
        known = self._known.get(key)
        if known is not None and now < known[0]:
            return known[1]
        environment = await self._ask(key)
        if len(self._known) >= MOST_KEYS:
            self._known.clear()
        self._known[key] = (now + SECONDS, environment)
        return environment

    async def _ask(self, key: str) -> str | None:
        # A SQLite read takes microseconds; a thread would cost more than it saves.
        if self._engine.dialect.name == "sqlite":
            return self._read(key)
        return await run_in_threadpool(self._read, key)

    def _read(self, key: str) -> str | None:
        with self._engine.connect() as connection:
            return connection.scalar(select(col(Environment.id)).where(col(Environment.write_key) == key))
