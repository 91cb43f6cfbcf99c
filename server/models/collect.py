"""What the collector could not keep, counted, so that nothing is dropped in silence."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
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
