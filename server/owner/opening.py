"""The event store for commands: opened here, or asked from the server that has it open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from analytics.segments import SegmentFolders
from analytics.store import EventStore, OwnedStore, StoreLockedError, StoreUnavailableError, open_store
from server.clock import system_clock
from server.database import make_engine
from server.owner.address import socket_path
from server.owner.remote_store import RemoteStore
from server.owner.tasks import Owned, carry_out
from server.settings import Settings

PATIENCE_SECONDS = 15.0
"""Commands can wait for a server that is just starting."""


@contextmanager
def opened_store(settings: Settings) -> Iterator[EventStore]:
    """The store, wherever it is open. Raises StoreUnavailableError when whoever holds it does not answer."""
    store: EventStore
    try:
        store = open_store(settings.resolved_events_url)
    except StoreLockedError:
        store = RemoteStore(socket_path(settings.data), PATIENCE_SECONDS)
    try:
        yield store
    finally:
        store.close()


def run_task(settings: Settings, name: str, **given: Any) -> Any:
    """Have a task done: by the running server, or here when none runs.

    Raises StoreUnavailableError when another process holds the store and does not answer.
    """
    with opened_store(settings) as store:
        if isinstance(store, RemoteStore):
            return store.task(name, **given)
        if not isinstance(store, OwnedStore):
            raise StoreUnavailableError(f"{type(store).__name__} cannot do this")
        engine = make_engine(settings.resolved_database_url)
        try:
            owned = Owned(store, engine, SegmentFolders(settings.segments_folder), system_clock)
            return carry_out(name, owned, given)
        finally:
            engine.dispose()
