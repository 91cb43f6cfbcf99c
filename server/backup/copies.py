"""What a copy consists of, and in which order it is made.

Segments first, then the event store, then the relational tables: whatever was answered for before the copy began is in
a segment or in the store, whatever is in the store is known to the tables, and what is in both counts once.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine

from analytics.segments import SegmentFolders
from analytics.store import OwnedStore
from server.backup.tables import restore_tables, save_tables
from server.migrations import run
from server.settings import Settings
from server.version import VERSION

MANIFEST = "manifest.json"
NOT_COPIED = ("shirube.db", "events.duckdb", "events.sock", "segments", "node-id")
"""What begins so in the data folder is copied in another way, or belongs to this node alone."""


class UnusableCopyError(Exception):
    """The copy cannot be put back here; the text says why and what helps."""


@dataclass(frozen=True)
class Manifest:
    """`revision` is that of the relational tables."""

    version: str
    revision: str
    made_at: datetime
    rows: dict[str, int]
    events: int


def save(
    store: OwnedStore, engine: Engine, folders: SegmentFolders, data: Path, target: Path, now: datetime
) -> Manifest:
    """Copy everything into the empty folder `target`, while the server goes on working."""
    for name in ("segments", "events", "tables", "files"):
        (target / name).mkdir()
    _save_segments(folders, target / "segments")
    store.save(target / "events")
    rows = save_tables(engine, target / "tables")
    _save_files(data, target / "files")
    events = int(store.ask("counts")[0]["events"])
    manifest = Manifest(VERSION, run.current_revision(engine) or "", now, rows, events)
    (target / MANIFEST).write_bytes(msgspec.json.encode(manifest))
    return manifest


def restore(store: OwnedStore, engine: Engine, settings: Settings, source: Path) -> Manifest:
    """Put a copy into an empty installation. Raises UnusableCopyError before anything is changed."""
    manifest = read_manifest(source)
    _check_target(store, engine, manifest)
    run.upgrade(engine)
    restore_tables(engine, source / "tables")
    store.restore(source / "events")
    if store.shared:  # its tables were not copied at one moment
        store.rebuild()
    shutil.copytree(source / "files", settings.data, dirs_exist_ok=True)
    shutil.copytree(source / "segments", SegmentFolders(settings.segments_folder).sealed, dirs_exist_ok=True)
    return manifest


def read_manifest(source: Path) -> Manifest:
    try:
        return msgspec.json.decode((source / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise UnusableCopyError(f"This is no copy made by `shirube backup`: {error}.") from error


def _check_target(store: OwnedStore, engine: Engine, manifest: Manifest) -> None:
    head = run.head_revision()
    if manifest.revision != head:
        raise UnusableCopyError(
            f"The copy was made by version {manifest.version} with tables {manifest.revision}; this version has "
            f"{head}. Restore it with that version, then upgrade."
        )
    if run.current_revision(engine) is not None:
        raise UnusableCopyError("The database here is not empty. Restore into a new data folder and database.")
    counts: dict[str, Any] = store.ask("counts")[0]
    if counts["events"]:
        raise UnusableCopyError(f"The event store here holds {counts['events']} events. Restore into an empty one.")


def _save_segments(folders: SegmentFolders, target: Path) -> None:
    """What waits and what is being written, up to the last whole line. One that was just loaded is in the store."""
    for path in (*folders.open.glob("*.ndjson"), *folders.sealed.glob("*.ndjson")):
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            data = _moved(folders, path.name)
        if whole := data[: data.rfind(b"\n") + 1]:
            (target / path.name).write_bytes(whole)


def _moved(folders: SegmentFolders, name: str) -> bytes:
    for folder in (folders.sealed, folders.done):
        if (folder / name).exists():
            return (folder / name).read_bytes()
    return b""


def _save_files(data: Path, target: Path) -> None:
    """Whatever else lies in the data folder, e.g. versions of the snippet that customers have pinned."""
    for path in data.iterdir():
        if path.name.startswith(NOT_COPIED) or target.is_relative_to(path):
            continue
        if path.is_dir():
            shutil.copytree(path, target / path.name)
        elif path.is_file():
            shutil.copy2(path, target / path.name)
