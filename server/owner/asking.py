"""Having the owner of the event store do something, from a request: here when this process is the owner."""

from __future__ import annotations

from typing import Any

from analytics.segments import SegmentFolders
from analytics.store import OwnedStore
from server.owner.remote_store import RemoteStore
from server.owner.tasks import Owned, carry_out
from server.services import Services


def have_done(services: Services, name: str, **given: Any) -> Any:
    """A task of `server/owner/tasks.py`. Raises StoreUnavailableError when nobody answers."""
    store = services.store
    if isinstance(store, RemoteStore):
        return store.task(name, **given)
    assert isinstance(store, OwnedStore)
    folders = SegmentFolders(services.settings.segments_folder)
    return carry_out(name, Owned(store, services.engine, folders, services.clock), given)
