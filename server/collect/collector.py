"""Takes a batch of events: each on its own merits, all of them durable before the answer."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from analytics.segments import BacklogError, ClosedError, SegmentWriter
from server.collect.allowance import Allowance
from server.collect.arrival import Delivery, settle, to_lines
from server.collect.intake import Arriving, Intake, Refused
from server.collect.keys import KeyHolder, WriteKeys
from server.collect.recent_ids import RecentIds
from server.errors import NotReady, TooMany, UnknownWriteKey

if TYPE_CHECKING:
    from server.services import Services

RETRY_AFTER = {"Retry-After": "5"}


@dataclass(slots=True)
class Taken:
    """What became of a batch: how many were taken, and a result for each that was not plainly taken.

    `stopped`: the sender's page shall take all guides away.
    """

    accepted: int = 0
    results: list[dict[str, str]] = field(default_factory=list)
    stopped: bool = False

    def encoded(self) -> bytes:
        """`protocol.EventsAnswer` as JSON."""
        stopped = b',"stopped":true' if self.stopped else b""
        return b'{"accepted":%d,"results":%b%b}' % (self.accepted, msgspec.json.encode(self.results), stopped)


class Collector:
    """One a process; used from its event loop."""

    def __init__(self, services: Services, segments: SegmentWriter) -> None:
        self.keys = WriteKeys(services.engine, services.clock)
        self._segments = segments
        self._drops = services.drops
        self._usage = services.usage
        self._clock = services.clock
        self._allowance = Allowance(services.settings.data / "allowance")
        self._recent = RecentIds()

    async def holder_of(self, key: str) -> KeyHolder:
        """Whose write key this is. Raises UnknownWriteKey, and counts that as a drop."""
        holder = await self.keys.holder_of(key)
        if holder is None:
            self._drops.add("", "unknown_key", self._clock(), example=key[:100])
            raise UnknownWriteKey("Copy the key from Settings → Environments; it starts with wk_.")
        return holder

    async def collect(self, holder: KeyHolder, intake: Intake, bot: bool = False) -> Taken:
        """Returns once every accepted event is durable. Raises TooMany beyond what the key may send, and NotReady when
        the disk cannot keep up or fails.
        """
        delivery = Delivery(holder.environment, self._clock(), intake.sent_at)
        self._allow(holder, len(intake.events), delivery.received_at)
        taken = Taken(stopped=holder.stopped)
        self._refuse(taken, intake.refused, delivery)
        events, ids = self._new(taken, holder.environment, intake.events)
        if events:
            settle(events, delivery)
            if bot:
                _flag(events)
            await self._write(to_lines(events))
            self._recent.add(holder.environment, ids)
            self._count(holder, delivery, len(events), bot)
            taken.accepted = len(events)
        return taken

    def close(self) -> None:
        self._allowance.close()

    def _allow(self, holder: KeyHolder, events: int, now: datetime) -> None:
        try:
            self._allowance.take(holder, events, now)
        except TooMany as error:
            self._drops.add(holder.environment, error.code, now, events, example=error.detail)
            raise

    def _count(self, holder: KeyHolder, delivery: Delivery, events: int, bot: bool) -> None:
        holder.used_today += events
        self._usage.add(holder.environment, delivery.received_at.date(), events, events if bot else 0)

    def _new(self, taken: Taken, environment: str, events: Sequence[Arriving]) -> tuple[Sequence[Arriving], Set[str]]:
        """Without those taken already, lately or earlier in this batch; and their ids."""
        ids = {event.id for event in events}
        if len(ids) == len(events) and self._recent.know_none_of(environment, ids):
            return events, ids
        new: dict[str, Arriving] = {}
        for event in events:
            if event.id in new or self._recent.knows(environment, event.id):
                taken.results.append({"id": event.id, "status": "duplicate"})
            else:
                new[event.id] = event
        return list(new.values()), new.keys()

    def _refuse(self, taken: Taken, refused: Sequence[Refused], delivery: Delivery) -> None:
        environment, now = delivery.environment, delivery.received_at
        for one in refused:
            taken.results.append({"id": one.id, "status": "rejected", "error": f"{one.reason}: {one.detail}"})
            self._drops.keep(environment, one.reason.value, now, one.raw, event_id=one.id, detail=one.detail)

    async def _write(self, lines: bytes) -> None:
        try:
            await self._segments.append(lines)
        except (BacklogError, ClosedError) as error:
            raise NotReady(
                "More events wait than the disk takes; send them again later.", headers=RETRY_AFTER
            ) from error
        except OSError as error:
            raise NotReady(f"Events cannot be written: {error.strerror}.", headers=RETRY_AFTER) from error


def _flag(events: Sequence[Arriving]) -> None:
    for event in events:
        event.props = {**event.props, "bot": True}
