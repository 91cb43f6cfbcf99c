"""What the collector kept and could not keep, counted, so that nothing is dropped in silence."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from server.models.columns import Row, UtcDateTime


class DropCount(Row, table=True):
    """How many events were dropped on a day for a reason. `environment_id` is empty when the write key was unknown."""

    __tablename__ = "drop_count"
    __table_args__ = (UniqueConstraint("environment_id", "day", "reason"),)

    environment_id: str = Field(max_length=36)
    day: date
    reason: str = Field(max_length=60)
    count: int = 0
    last_at: datetime = Field(sa_type=UtcDateTime)
    example: str = Field(default="", max_length=500)


class DeadLetter(Row, table=True):
    """An event that was dropped, as it came; the newest of each reason are kept for a while."""

    __tablename__ = "dead_letter"
    __table_args__ = (
        Index("ix_dead_letter_environment_id_reason_received_at", "environment_id", "reason", "received_at"),
    )

    environment_id: str = Field(max_length=36)
    reason: str = Field(max_length=60)
    event_id: str = Field(default="", max_length=100)
    detail: str = Field(default="", max_length=500)
    payload: str = Field(default="", sa_type=Text)
    received_at: datetime = Field(sa_type=UtcDateTime)


class EventUsage(Row, table=True):
    """How many events an environment took on a UTC day; `from_bots` of them from programs that say they are."""

    __tablename__ = "event_usage"
    __table_args__ = (UniqueConstraint("environment_id", "day"),)

    environment_id: str = Field(max_length=36)
    day: date
    events: int = 0
    from_bots: int = 0
