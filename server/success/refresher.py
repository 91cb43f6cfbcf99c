"""Keeps findings fresh while the server runs: soon after new events, and now and then because silence grows too."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import structlog

from server.collect.after_load import HOOKS
from server.database import open_session
from server.rounds import rounds
from server.services import Services
from server.stores import doors
from server.success.followings import Followings
from server.success.refresh import refresh

FIRST_AFTER_SECONDS = 3.0
AT_LEAST_EVERY_SECONDS = 600.0
SHARE_OF_TIME = 0.1
"""Refreshing takes a tenth of the time of one core, however busy the events are, unless findings came too late."""
FOLLOWS_WITHIN_SECONDS = 60.0
"""Findings follow an event within this time: what comes just after a pass began waits for that one, the pause and the
next pass."""

_log = structlog.get_logger("shirube.success")


def pause_after(took_seconds: float) -> float:
    """Seconds to wait after a pass that took so long.

    Long passes are followed by shorter pauses, so that findings still come in time; never shorter than the pass itself:
    refreshing gets at most half of a core.
    """
    longest = max(FOLLOWS_WITHIN_SECONDS - 2 * took_seconds, took_seconds)
    return max(1.0, min(took_seconds / SHARE_OF_TIME, longest))


class Refresher:
    """What is to be refreshed. `note` may be called from any thread; it only remembers."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._followings: Followings | None = None
        self._pending: set[str] = set()
        self._lock = threading.Lock()
        self._everything_at = 0.0

    def note(self, _services: Services, environment_ids: Sequence[str]) -> None:
        """New events were loaded for these environments (a hook of the loader)."""
        with self._lock:
            self._pending.update(environment_ids)

    def refresh(self) -> None:
        """One pass over what was noted, now and then over everything."""
        if time.monotonic() >= self._everything_at:
            self._everything_at = time.monotonic() + AT_LEAST_EVERY_SECONDS
            self.note(self._services, self._everywhere())
        self._refresh(self._take())

    def _take(self) -> list[str]:
        with self._lock:
            taken, self._pending = sorted(self._pending), set()
        return taken

    def _everywhere(self) -> list[str]:
        with open_session(self._services.engine) as session:
            return [environment.id for environment in doors.environment_keys(session).values()]

    def _refresh(self, environment_ids: Sequence[str]) -> None:
        try:
            if self._followings is None:
                self._followings = Followings(self._services.store)
            for environment_id, done in refresh(self._services, environment_ids, self._followings).items():
                if done.opened or done.closed:
                    _log.info("findings refreshed", environment=environment_id, opened=done.opened, closed=done.closed)
        except Exception:
            self._followings = None  # whatever went wrong, it is not carried along
            raise


@asynccontextmanager
async def refreshing(services: Services) -> AsyncIterator[None]:
    """The part of the process that keeps findings fresh."""
    refresher = Refresher(services)
    HOOKS.append(refresher.note)
    async with rounds("findings", refresher.refresh, pause_after, first=FIRST_AFTER_SECONDS):
        yield
    HOOKS.remove(refresher.note)
