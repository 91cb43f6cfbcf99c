"""Numbers, dates, money and spans of time, written the way the reader's language writes them.

All are Jinja filters too. `None` is written as a dash: no value is different from zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from babel import dates, numbers, units

from server.words import words_in

NONE = "–"
MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True)
class Moment:
    """When a page is made, and the time zone of its reader."""

    now: datetime
    zone: tzinfo = UTC


# Macros have no access to a page's context, yet "3 hours ago" needs the page's moment: render() sets it here.
_moment: ContextVar[Moment] = ContextVar("moment")


@contextmanager
def at_moment(moment: Moment) -> Iterator[None]:
    """Formats everything inside for this moment and time zone."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


class Formats:
    """The formats of one locale."""

    def __init__(self, locale: str) -> None:
        self.locale = locale

    def number(self, value: float | None) -> str:
        """1234567 → 1,234,567."""
        return NONE if value is None else numbers.format_decimal(value, locale=self.locale)

    def compact(self, value: float | None) -> str:
        """1234567 → 1.2M, 123万."""
        if value is None:
            return NONE
        return numbers.format_compact_decimal(value, locale=self.locale, fraction_digits=1)

    def percent(self, value: float | None, digits: int = 0) -> str:
        """A share between 0 and 1: 0.412 → 41%."""
        if value is None:
            return NONE
        return numbers.format_percent(value, "#,##0." + "0" * digits + "%" if digits else "#,##0%", self.locale)

    def money(self, value: float | None, currency: str) -> str:
        """Whole units: ¥1,200,000."""
        if value is None:
            return NONE
        text = numbers.format_currency(
            round(value), currency, locale=self.locale, currency_digits=False, format="¤#,##0"
        )
        return text.replace("￥", "¥")  # CLDR's full-width sign tears holes into columns of figures

    def money_short(self, value: float | None, currency: str) -> str:
        """For tiles and tables: ¥1.2M, ¥120万."""
        if value is None:
            return NONE
        text = numbers.format_compact_currency(value, currency, locale=self.locale, fraction_digits=1)
        return text.replace("￥", "¥")

    def day(self, value: date | datetime | None) -> str:
        """Nov 22, 2026 / 2026/11/22. A bare date is a UTC day and is not moved into the reader's zone."""
        if value is None:
            return NONE
        return dates.format_date(_local(value), "medium", locale=self.locale)

    def short_day(self, value: date | datetime | None) -> str:
        """Nov 22 / 11月22日."""
        if value is None:
            return NONE
        return dates.format_skeleton("MMMd", _local(value), locale=self.locale)

    def clock(self, value: datetime | None) -> str:
        """14:05."""
        return NONE if value is None else dates.format_time(_zoned(value), "HH:mm:ss", locale=self.locale)

    def moment(self, value: datetime | None) -> str:
        """Day and time: Nov 22, 2026, 14:05 / 2026/11/22 14:05."""
        if value is None:
            return NONE
        between = ", " if self.locale == "en" else " "
        return self.day(value) + between + dates.format_time(_zoned(value), "HH:mm", locale=self.locale)

    def ago(self, value: datetime | None) -> str:
        """How long before the page's moment: 3 hours ago / 3 時間前."""
        if value is None:
            return NONE
        passed = value - _moment.get().now
        if abs(passed.total_seconds()) < MINUTE:
            return words_in(self.locale).gettext("just now")
        return dates.format_timedelta(passed, locale=self.locale, add_direction=True, threshold=1.2)

    def duration(self, seconds: float | None) -> str:
        """A span of time in its two largest units: 3 min 20 sec / 3 分 20 秒."""
        if seconds is None:
            return NONE
        parts = [self._unit(amount, unit) for amount, unit in _largest(round(seconds))]
        return " ".join(parts)

    def _unit(self, amount: int, unit: str) -> str:
        return units.format_unit(amount, f"duration-{unit}", length="short", locale=self.locale)


def _largest(seconds: int) -> list[tuple[int, str]]:
    steps = ((DAY, HOUR, "day", "hour"), (HOUR, MINUTE, "hour", "minute"), (MINUTE, 1, "minute", "second"))
    for large, small, name, rest in steps:
        if seconds >= large:
            left = seconds % large // small
            return [(seconds // large, name), *([(left, rest)] if left else [])]
    return [(seconds, "second")]


def _local(value: date | datetime) -> date:
    return _zoned(value) if isinstance(value, datetime) else value


def _zoned(value: datetime) -> datetime:
    return value.astimezone(_moment.get().zone)
