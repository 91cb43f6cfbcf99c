"""What only the owner of the event store can do, as an explicit list. Every task may be done again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from analytics.segments import SegmentFolders
from analytics.store import OwnedStore
from server.clock import Clock


@dataclass(frozen=True)
class Owned:
    """What a task works on."""

    store: OwnedStore
    engine: Engine
    folders: SegmentFolders
    clock: Clock


Task = Callable[..., Any]


def rebuild(owned: Owned) -> dict[str, int]:
    """Make runs and rollups again from the events; answers what there is now."""
    owned.store.rebuild()
    counts: dict[str, int] = owned.store.ask("counts")[0]
    return counts


TASKS: dict[str, Task] = {"rebuild": rebuild}


def carry_out(name: str, owned: Owned, given: Mapping[str, Any]) -> Any:
    """Raises LookupError for a task this version does not know."""
    if name not in TASKS:
        raise LookupError(f"there is no task {name!r}; is the running server of another version?")
    return TASKS[name](owned, **given)
