"""The event store: what happened, and the runs and rollups made of it. One SQL text for every engine."""

from __future__ import annotations

from analytics.store.base import (
    Difference,
    EventStore,
    Loaded,
    OwnedStore,
    Rule,
    StoreLockedError,
    StoreUnavailableError,
)
from analytics.store.opening import open_store

__all__ = [
    "Difference",
    "EventStore",
    "Loaded",
    "OwnedStore",
    "Rule",
    "StoreLockedError",
    "StoreUnavailableError",
    "open_store",
]
