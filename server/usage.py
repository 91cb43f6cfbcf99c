"""How many events each environment takes, counted in memory and added to the day's row every few seconds."""

from __future__ import annotations

import threading
from datetime import date

from sqlalchemy import Engine

from server.database import open_session
from server.stores.usage import add_usage


class UsageLedger:
    """Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._counts: dict[tuple[str, date], list[int]] = {}

    def add(self, environment_id: str, day: date, events: int, from_bots: int = 0) -> None:
        with self._lock:
            count = self._counts.setdefault((environment_id, day), [0, 0])
            count[0] += events
            count[1] += from_bots

    def flush(self) -> None:
        """Adds what was counted since the last time to what is written down."""
        with self._lock:
            counts, self._counts = self._counts, {}
        if not counts:
            return
        with open_session(self._engine) as session:
            for (environment_id, day), (events, from_bots) in counts.items():
                add_usage(session, environment_id, day, events, from_bots)
            session.commit()
