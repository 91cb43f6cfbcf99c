"""What the collector adds to events: where they belong, when they came, and when they happened by our clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec

from server.collect.intake import Arriving

CLOCK_TOLERANCE = timedelta(seconds=5)
OLDEST_IN_QUEUE = timedelta(days=400)
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
"""No event store keeps times of all centuries; nothing that is counted here happened before."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is true of all events of one request."""

    environment: str
    received_at: datetime
    sent_at: datetime | None

    @property
    def trusted(self) -> bool:
        """Whether the sender's clock is ours. Clocks wrong by days exist; what such a clock says between happening
        and sending is still right.
        """
        return self.sent_at is None or abs(self.received_at - self.sent_at) <= CLOCK_TOLERANCE


def settle(events: Sequence[Arriving], delivery: Delivery) -> None:
    """Makes them what a segment keeps. `original_at` holds what the sender said, where that is not believed."""
    environment, received_at, trusted = delivery.environment, delivery.received_at, delivery.trusted
    for event in events:
        event.environment, event.received_at, event.original_at = environment, received_at, None
        at = event.at
        if at.tzinfo is not UTC:
            at = event.at = _in_utc(at)
        if not trusted or at > received_at or at < EARLIEST:
            event.at = _believed(at, delivery)
            event.original_at = at if at != event.at else None


def _believed(at: datetime, delivery: Delivery) -> datetime:
    if delivery.trusted or delivery.sent_at is None:
        return min(max(at, EARLIEST), delivery.received_at)
    waited = min(max(delivery.sent_at - at, timedelta(0)), OLDEST_IN_QUEUE)
    return delivery.received_at - waited


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:  # the first or last day there is, in another zone
        return at.replace(tzinfo=UTC)


_encoder = msgspec.json.Encoder()


def to_lines(events: Sequence[Arriving]) -> bytes:
    """The lines of a segment."""
    return _encoder.encode_lines(events)
