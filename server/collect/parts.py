"""What collecting runs beside the requests: the event store, the segment writer, the loader."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import structlog

from analytics.segments import SegmentFolders, SegmentWriter, recover
from analytics.store import open_store
from server.collect.collector import Collector
from server.collect.loop import LoaderLoop
from server.models.columns import new_id

if TYPE_CHECKING:
    from server.services import Services

_log = structlog.get_logger("shirube.collect")


@asynccontextmanager
async def event_store(services: Services) -> AsyncIterator[None]:
    """Opens the event store; raises StoreLockedError when another process has it."""
    services.store = await asyncio.to_thread(open_store, services.settings.resolved_events_url)
    try:
        yield
    finally:
        await asyncio.to_thread(services.store.close)


@asynccontextmanager
async def collecting(services: Services) -> AsyncIterator[None]:
    """Opens the segment writer. Leftovers of processes that died are sealed first."""
    folders = SegmentFolders(services.settings.segments_folder)
    for name, cut in recover(folders).items():
        _log.warning("recovered a segment of a process that died", segment=name, bytes_cut_off=cut)
    services.segments = SegmentWriter(folders, new_id())
    services.collector = Collector(services.engine, services.segments, services.drops, services.clock)
    try:
        yield
    finally:
        await asyncio.to_thread(services.segments.close)


@asynccontextmanager
async def loading(services: Services) -> AsyncIterator[None]:
    """Runs the loader in a thread of its own. It takes in what is left when it stops."""
    loop = LoaderLoop(services)
    loop.start()
    try:
        yield
    finally:
        await asyncio.to_thread(loop.stop)
