"""What only the owner of the event store can do, as an explicit list. Every task may be done again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from analytics.segments import SegmentFolders
from analytics.store import OwnedStore
from server.backup import copies
from server.clock import Clock
from server.collect.retention import retain
from server.privacy.people import erase_person, export_person


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


def reconcile(owned: Owned) -> list[dict[str, Any]]:
    """Where runs and rollups are not what the events say; empty when they agree."""
    return [asdict(difference) for difference in owned.store.reconcile()]


def compact(owned: Owned) -> None:
    """Give unused space back to the disk."""
    owned.store.compact()


def retain_now(owned: Owned) -> dict[str, int]:
    """Remove what the rules do not keep any longer; environment → events."""
    return retain(owned.engine, owned.store, owned.clock())


def save(owned: Owned, data: str, target: str) -> dict[str, Any]:
    """Copy the installation into the folder `target`; answers the manifest."""
    return asdict(copies.save(owned.store, owned.engine, owned.folders, Path(data), Path(target), owned.clock()))


TASKS: dict[str, Task] = {
    "rebuild": rebuild,
    "reconcile": reconcile,
    "compact": compact,
    "retain": retain_now,
    "save": save,
    "export_person": export_person,
    "erase_person": erase_person,
}


def carry_out(name: str, owned: Owned, given: Mapping[str, Any]) -> Any:
    """Raises LookupError for a task this version does not know."""
    if name not in TASKS:
        raise LookupError(f"there is no task {name!r}; is the running server of another version?")
    return TASKS[name](owned, **given)
