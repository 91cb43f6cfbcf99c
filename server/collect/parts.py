"""What collecting runs beside the requests: the event store, the segment writer, the loader."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import structlog

from analytics.segments import SegmentFolders, SegmentWriter
from analytics.segments.inbox import InboxPlace
from analytics.store import OwnedStore, open_store
from server.collect.collector import Collector
from server.collect.loop import LoaderLoop
from server.models.columns import new_id
from server.owner.address import socket_path
from server.owner.door import OwnerDoor
from server.owner.remote_store import RemoteStore
from server.owner.tasks import Owned

if TYPE_CHECKING:
    from server.services import Services

_log = structlog.get_logger("shirube.collect")


@asynccontextmanager
async def event_store(services: Services) -> AsyncIterator[None]:
    """Opens the event store as its owner; raises StoreLockedError when another process has it."""
    owned = await asyncio.to_thread(open_store, services.settings.resolved_events_url)
    services.store = services.owned = owned
    try:
        yield
    finally:
        await asyncio.to_thread(owned.close)


@asynccontextmanager
async def asked_store(services: Services) -> AsyncIterator[None]:
    """The event store of a web worker: DuckDB is asked from its owner, a cluster directly."""
    url = services.settings.resolved_events_url
    if url.startswith("duckdb:"):
        services.store = RemoteStore(socket_path(services.settings.data))
    else:
        services.store = await asyncio.to_thread(open_store, url)
    try:
        yield
    finally:
        await asyncio.to_thread(services.store.close)


@asynccontextmanager
async def answering(services: Services) -> AsyncIterator[None]:
    """Answers other processes of this machine: web workers and commands."""
    folders = SegmentFolders(services.settings.segments_folder)
    owned = Owned(services.owned, services.engine, folders, services.clock)
    door = OwnerDoor(socket_path(services.settings.data), owned)
    await asyncio.to_thread(door.open)
    try:
        yield
    finally:
        await asyncio.to_thread(door.close)


@asynccontextmanager
async def collecting(services: Services) -> AsyncIterator[None]:
    """Opens the segment writer; what is written last is sealed when it closes."""
    folders = SegmentFolders(services.settings.segments_folder)
    store, ack = services.store, services.settings.ack
    place = InboxPlace(store) if ack == "store" and isinstance(store, OwnedStore) else None
    services.segments = SegmentWriter(folders, new_id(), place=place)
    services.collector = Collector(services, services.segments)
    try:
        yield
    finally:
        await asyncio.to_thread(services.segments.close)
        services.collector.close()


@asynccontextmanager
async def loading(services: Services) -> AsyncIterator[None]:
    """Runs the loader in a thread of its own. It takes in what is left when it stops."""
    loop = LoaderLoop(services)
    loop.start()
    try:
        yield
    finally:
        await asyncio.to_thread(loop.stop)
