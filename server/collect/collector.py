"""Takes a batch of raw events: each on its own merits, all of them durable before the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Engine

from analytics.segments import BacklogError, ClosedError, SegmentWriter
from server.clock import Clock
from server.collect.intake import Delivery, DroppedError, id_of, take
from server.collect.keys import WriteKeys
from server.collect.recent_ids import RecentIds
from server.drops import DropLedger
from server.errors import NotReady, UnknownWriteKey

RETRY_AFTER = {"Retry-After": "5"}
_EXAMPLE = 300


@dataclass
class Taken:
    """What became of a batch: how many were taken, and a result for each that was not plainly taken."""

    accepted: int = 0
    results: list[dict[str, str]] = field(default_factory=list)

    def encoded(self) -> bytes:
        """`protocol.EventsAnswer` as JSON."""
        return msgspec.json.encode({"accepted": self.accepted, "results": self.results})


class Collector:
    """One a process; used from its event loop."""

    def __init__(self, engine: Engine, segments: SegmentWriter, drops: DropLedger, clock: Clock) -> None:
        self.keys = WriteKeys(engine)
        self._segments = segments
        self._drops = drops
        self._clock = clock
        self._recent = RecentIds()

    async def environment_of(self, key: str) -> str:
        """The environment of a write key. Raises UnknownWriteKey, and counts that as a drop."""
        environment = await self.keys.environment_of(key)
        if environment is None:
            self._drops.add("", "unknown_key", self._clock(), example=key[:100])
            raise UnknownWriteKey("Copy the key from Settings → Environments; it starts with wk_.")
        return environment

    async def collect(self, environment: str, events: Sequence[Any], sent_at: datetime | None) -> Taken:
        """Returns once every accepted event is on disk. Raises NotReady when the disk cannot keep up or fails.

        `events` are raw JSON: msgspec.Raw or bytes.
        """
        delivery = Delivery(environment, self._clock(), sent_at)
        taken, lines = Taken(), {}
        for raw in map(bytes, events):
            try:
                event_id, line = take(raw, delivery)
            except DroppedError as dropped:
                self._drop(taken, raw, dropped, delivery)
                continue
            if event_id in lines or (environment, event_id) in self._recent:
                taken.results.append({"id": event_id, "status": "duplicate"})
            else:
                lines[event_id] = line
        if lines:
            await self._write(b"".join(lines.values()))
            for event_id in lines:
                self._recent.add((environment, event_id))
        taken.accepted = len(lines)
        return taken

    def _drop(self, taken: Taken, raw: bytes, dropped: DroppedError, delivery: Delivery) -> None:
        taken.results.append({"id": id_of(raw), "status": "rejected", "error": f"{dropped.reason}: {dropped.detail}"})
        example = f"{dropped.detail} — {raw[:_EXAMPLE].decode('utf-8', 'replace')}"
        self._drops.add(delivery.environment, dropped.reason.value, delivery.received_at, example=example)

    async def _write(self, lines: bytes) -> None:
        try:
            await self._segments.append(lines)
        except (BacklogError, ClosedError) as error:
            raise NotReady(
                "More events wait than the disk takes; send them again later.", headers=RETRY_AFTER
            ) from error
        except OSError as error:
            raise NotReady(f"Events cannot be written: {error.strerror}.", headers=RETRY_AFTER) from error
