"""A stretch of time that a number is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Period:
    """From `start` up to but not including `end`; both aware."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a period has aware times: give datetimes with a time zone")
        if self.end < self.start:
            raise ValueError("a period ends after it starts")

    @classmethod
    def last_days(cls, days: int, now: datetime) -> Period:
        """The `days` days up to `now`."""
        return cls(now - timedelta(days=days), now)

    @property
    def days(self) -> float:
        return (self.end - self.start) / timedelta(days=1)

    @property
    def before(self) -> Period:
        """The period of the same length just before, to compare with."""
        return Period(self.start - (self.end - self.start), self.start)
