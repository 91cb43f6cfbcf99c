"""When a guide is shown, and how often: trigger, frequency, schedule."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator

from guides.conditions import Condition
from guides.model import Key, Model, ShortText

StruggleSign = Literal["repeated_tries", "rage_clicks", "dead_clicks", "error_shown", "back_and_forth"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Struggles(Model):
    """The person visibly struggles on the trigger's page: any of the signs, as often as the sensitivity asks.

    The snippet notices it in the page and offers the guide once per run of trouble, never while the person types.
    """

    signs: Annotated[list[StruggleSign], Field(min_length=1)] = [
        "repeated_tries", "rage_clicks", "dead_clicks", "error_shown", "back_and_forth",
    ]  # fmt: skip
    sensitivity: Literal["low", "normal", "high"] = "normal"
    instead_of: Key | None = Field(default=None, description="The guide whose step the person fails at; absent: any.")


class Trigger(Model):
    """When the guide may start: on which page, once which condition holds, after which delay (seconds)."""

    page: ShortText = ""
    when: Condition | None = None
    delay_seconds: Annotated[float, Field(ge=0, le=600)] = 0
    manual: bool = Field(default=False, description="Starts only through the API, a link or another guide.")
    event: ShortText = Field(default="", description="Starts when the app tracks this event; empty: no event needed.")
    struggles: Struggles | None = None


class Frequency(Model):
    """How often one person meets the guide."""

    show: Literal["once", "every_session", "until_completed", "always"] = "once"
    at_most: Annotated[int, Field(ge=1, le=100)] | None = None
    every_days: Annotated[float, Field(gt=0, le=365)] | None = None
    group: Key | None = Field(default=None, description="Guides of one group share the group's limits per person.")
    ignores_limits: bool = Field(default=False, description="Shown although the person has had enough guides today.")


class Schedule(Model):
    """From when until when, on which days and hours. Times without an offset are meant in `time_zone`."""

    from_: datetime | None = Field(default=None, alias="from")
    until: datetime | None = None
    time_zone: ShortText = Field(default="", description="An IANA name such as Asia/Tokyo; empty: UTC.")
    weekdays: list[Weekday] = Field(default=[], description="Empty: every day.")
    from_hour: time | None = Field(default=None, description="Each day from this time on.")
    until_hour: time | None = Field(default=None, description="Each day until this time; before from_hour: overnight.")

    @field_validator("time_zone")
    @classmethod
    def _known(cls, name: str) -> str:
        if name and name not in available_timezones():
            raise ValueError(f"there is no time zone “{name}”: use a name such as Asia/Tokyo or Europe/Berlin")
        return name

    @property
    def zone(self) -> ZoneInfo:
        """The zone that its wall-clock times are meant in."""
        return ZoneInfo(self.time_zone or "UTC")

    def moment(self, when: datetime | None) -> datetime | None:
        """An aware moment; what has no offset is meant in the schedule's zone."""
        return when.replace(tzinfo=self.zone) if when is not None and when.tzinfo is None else when

    def open_at(self, now: datetime) -> bool:
        """Whether the schedule lets the guide be shown at this aware moment."""
        start, end = self.moment(self.from_), self.moment(self.until)
        if (start and now < start) or (end and now >= end):
            return False
        local = now.astimezone(self.zone)
        if self.weekdays and local.strftime("%a").casefold() not in self.weekdays:
            return False
        return _within(local.time(), self.from_hour, self.until_hour)

    def closes_at(self, now: datetime) -> datetime | None:
        """When a schedule that is open at this aware moment closes next; None: it never does."""
        end = self.moment(self.until)
        today = now.astimezone(self.zone).date()
        days = (
            [today + timedelta(days=after) for after in range(DAYS_AHEAD)] if self.weekdays or self.until_hour else []
        )
        moments = [
            datetime.combine(day, at, self.zone) for day in days for at in (time.min, self.until_hour or time.min)
        ]
        coming = sorted(moment for moment in [*moments, end] if moment is not None and moment > now)
        return next((moment for moment in coming if not self.open_at(moment)), None)


DAYS_AHEAD = 9
"""Weekdays and hours repeat each week, so that whatever closes does so within these days."""


def _within(now: time, start: time | None, end: time | None) -> bool:
    if start and end and end <= start:
        return now >= start or now < end
    return (start is None or now >= start) and (end is None or now < end)
