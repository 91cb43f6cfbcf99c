"""Bringing in many events at once, with historic times, through the same steps, segments and loader as live ones."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from analytics.segments import SegmentFolders, SegmentWriter
from server.collect.arrival import Delivery, settle, to_lines
from server.collect.intake import DroppedError, mend_text, read_one
from server.collect.loader import Loader

CHUNK_BYTES = 2 * 1024 * 1024
MOST_REJECTED_SHOWN = 100


@dataclass(frozen=True)
class Rejected:
    """A line that was not taken, counted from 1, and why."""

    line: int
    reason: str
    detail: str


@dataclass
class Written:
    """What became of the lines: accepted ones lie in segments, durable. `rejected` holds the first of them."""

    lines: int = 0
    accepted: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    def reject(self, reason: str, detail: str) -> None:
        self.reasons[reason] += 1
        if len(self.rejected) < MOST_REJECTED_SHOWN:
            self.rejected.append(Rejected(self.lines, reason, detail))


@dataclass
class LoadedTotals:
    """What loading did with the events of all passes: `new` are in the store now, `duplicates` were before."""

    new: int = 0
    duplicates: int = 0


def write_events(lines: Iterable[bytes], environment: str, writer: SegmentWriter, now: datetime) -> Written:
    """Write JSON lines (`analytics.events.Event`) of one environment into segments, and seal them."""
    written = Written()
    for chunk in _chunks(_accepted(lines, Delivery(environment, now, sent_at=None), written)):
        writer.append_now(chunk)
    writer.seal()
    return written


def _accepted(lines: Iterable[bytes], delivery: Delivery, written: Written) -> Iterator[bytes]:
    for line in lines:
        written.lines += 1
        raw = line.strip()
        if not raw:
            continue
        try:
            event = read_one(mend_text(raw))
        except DroppedError as dropped:
            written.reject(dropped.reason.value, dropped.detail)
            continue
        settle([event], delivery)
        written.accepted += 1
        yield to_lines([event])


def _chunks(lines: Iterable[bytes]) -> Iterator[bytes]:
    waiting: list[bytes] = []
    size = 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= CHUNK_BYTES:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def load_everything(loader: Loader, told: Callable[[LoadedTotals], None] | None = None) -> LoadedTotals:
    """Load all that is sealed; `told` hears of the progress."""
    totals = LoadedTotals()
    while (loaded := loader.pass_once()) is not None:
        totals.new += loaded.rows
        totals.duplicates += loaded.duplicates
        if told:
            told(totals)
    return totals


def wait_until_loaded(folders: SegmentFolders, writer_name: str, patience_seconds: float) -> bool:
    """Wait for the running server to load a writer's segments; False when it takes too long."""
    deadline = time.monotonic() + patience_seconds
    while any(path.name.startswith(writer_name) for path in folders.waiting()):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True
