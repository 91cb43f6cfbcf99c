"""Events and stores for tests: short to write, so that a test reads as a table."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from analytics.events import StoredEvent, to_line
from analytics.metrics.period import Period
from analytics.store import Loaded, OwnedStore
from analytics.store.pipeline import PipelineStore
from analytics.store.schema import DERIVED, TABLES, Table

START = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
RECEIVED = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ENVIRONMENT = "env-1"
WHOLE = Period(START - timedelta(days=30), START + timedelta(days=60))
_numbers = itertools.count(1)


def minutes(count: float) -> datetime:
    return START + timedelta(minutes=count)


def event(type_: str, minute: float = 0, **fields: Any) -> StoredEvent:
    """An event of person p1's run r1 of guide g, version 1, so many minutes after START."""
    given = {"person": "p1", "account": "acme", "session": "s1", "run": "r1", "guide": "g", "version": 1, **fields}
    given.setdefault("id", f"e{next(_numbers)}")
    given.setdefault("environment", ENVIRONMENT)
    given.setdefault("received_at", RECEIVED)
    return StoredEvent(type=type_, at=minutes(minute), **given)


def story(text: str, **fields: Any) -> list[StoredEvent]:
    """`"seen a, acted a, seen b, completed"` as a run's events, one a minute; `acted a @7` at minute 7."""
    events = []
    for minute, part in enumerate(text.split(", ")):
        words, _, at = part.partition(" @")
        kind, _, step = words.partition(" ")
        type_ = f"step_{kind}" if step else (kind if "_" in kind else f"guide_{kind}")
        events.append(event(type_, float(at or minute), **({"step": step} if step else {}), **fields))
    return events


def write_segment(folder: Path, events: Iterable[StoredEvent], tail: bytes = b"") -> Path:
    path = folder / f"segment-{next(_numbers):06d}.ndjson"
    path.write_bytes(b"".join(map(to_line, events)) + tail)
    return path


def load(store: OwnedStore, folder: Path, *batches: Sequence[StoredEvent]) -> Loaded:
    """Each batch as a segment and a load of its own; answers what the last did."""
    loaded = Loaded([])
    for batch in batches:
        loaded = store.load([write_segment(folder, batch)], RECEIVED)
    return loaded


def forget_all(store: OwnedStore) -> None:
    """An empty store, cheaper than opening a new one."""
    assert isinstance(store, PipelineStore)
    for table in TABLES:
        store.engine.empty(table)


def derived(store: OwnedStore) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that was made of the events, to compare."""
    found = {table.name: _all(store, table) for table in DERIVED}
    found["guide_days"] = [row for row in found["guide_days"] if row[4]]  # a day that lost its last run counts zero
    return found


def _all(store: OwnedStore, table: Table) -> list[tuple[Any, ...]]:
    _, rows = store.select(f"SELECT {', '.join(table.columns)} FROM {table.name}", {})
    return sorted((tuple(row) for row in rows), key=repr)
