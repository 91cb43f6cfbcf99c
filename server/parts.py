"""What runs beside the requests, as an explicit list: opened in order when serving starts, closed in reverse."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from fastapi import FastAPI

from server.collect.parts import collecting, event_store, loading
from server.drops import flushing_drops
from server.housekeeping import housekeeping
from server.services import Services
from server.success.notifier import notifying
from server.success.refresher import refreshing

Part = Callable[[Services], AbstractAsyncContextManager[None]]

PARTS: list[Part] = [flushing_drops, event_store, collecting, loading, refreshing, notifying, housekeeping]
"""E.g. the event store, the segment writer, the loader. A part may set fields of the services it opens."""


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Opens every part, serves, closes every part, then the database."""
    services: Services = app.state.services
    async with AsyncExitStack() as opened:
        opened.callback(services.engine.dispose)
        opened.callback(services.session_facts.close)
        for part in PARTS:
            await opened.enter_async_context(part(services))
        yield
