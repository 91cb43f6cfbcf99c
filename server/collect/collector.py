"""Takes a batch of events: each on its own merits, all of them durable before the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Engine

from analytics.segments import BacklogError, ClosedError, SegmentWriter
from server.clock import Clock
from server.collect.arrival import Delivery, settle, to_lines
from server.collect.intake import Arriving, Intake, Refused
from server.collect.keys import WriteKeys
from server.collect.recent_ids import RecentIds
from server.drops import DropLedger
from server.errors import NotReady, UnknownWriteKey

RETRY_AFTER = {"Retry-After": "5"}
_EXAMPLE = 300


@dataclass(slots=True)
class Taken:
    """What became of a batch: how many were taken, and a result for each that was not plainly taken."""

    accepted: int = 0
    results: list[dict[str, str]] = field(default_factory=list)

    def encoded(self) -> bytes:
        """`protocol.EventsAnswer` as JSON."""
        return b'{"accepted":%d,"results":%b}' % (self.accepted, msgspec.json.encode(self.results))


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

    async def collect(self, environment: str, intake: Intake) -> Taken:
        """Returns once every accepted event is on disk. Raises NotReady when the disk cannot keep up or fails."""
        delivery = Delivery(environment, self._clock(), intake.sent_at)
        taken = Taken()
        self._refuse(taken, intake.refused, delivery)
        events = self._new(taken, environment, intake.events)
        if events:
            settle(events, delivery)
            await self._write(to_lines(events))
            self._recent.add({(environment, event.id) for event in events})
            taken.accepted = len(events)
        return taken

    def _new(self, taken: Taken, environment: str, events: list[Arriving]) -> list[Arriving]:
        """Without those taken already, lately or earlier in this batch."""
        keys = {(environment, event.id) for event in events}
        if len(keys) == len(events) and self._recent.know_none_of(keys):
            return events
        new: dict[str, Arriving] = {}
        for event in events:
            if event.id in new or (environment, event.id) in self._recent:
                taken.results.append({"id": event.id, "status": "duplicate"})
            else:
                new[event.id] = event
        return list(new.values())

    def _refuse(self, taken: Taken, refused: Sequence[Refused], delivery: Delivery) -> None:
        for one in refused:
            taken.results.append({"id": one.id, "status": "rejected", "error": f"{one.reason}: {one.detail}"})
            example = f"{one.detail} — {one.raw[:_EXAMPLE].decode('utf-8', 'replace')}"
            self._drops.add(delivery.environment, one.reason.value, delivery.received_at, example=example)

    async def _write(self, lines: bytes) -> None:
        try:
            await self._segments.append(lines)
        except (BacklogError, ClosedError) as error:
            raise NotReady(
                "More events wait than the disk takes; send them again later.", headers=RETRY_AFTER
            ) from error
        except OSError as error:
            raise NotReady(f"Events cannot be written: {error.strerror}.", headers=RETRY_AFTER) from error
