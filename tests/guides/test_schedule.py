"""When a schedule that is open closes next, in its own time zone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from guides.showing import Schedule

SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)  # 18:00 in Tokyo

CLOSINGS: list[tuple[dict[str, Any], str | None]] = [
    ({}, None),
    ({"from": "2026-11-01T00:00:00+00:00"}, None),
    ({"until": "2026-11-30T00:00:00+09:00"}, "2026-11-29T15:00:00+00:00"),
    ({"until": "2026-11-30T00:00:00", "time_zone": "Asia/Tokyo"}, "2026-11-29T15:00:00+00:00"),
    ({"until_hour": "20:00", "time_zone": "Asia/Tokyo"}, "2026-11-22T11:00:00+00:00"),
    ({"from_hour": "17:00", "until_hour": "02:00", "time_zone": "Asia/Tokyo"}, "2026-11-22T17:00:00+00:00"),
    ({"weekdays": ["sun"], "time_zone": "Asia/Tokyo"}, "2026-11-22T15:00:00+00:00"),
    ({"weekdays": ["sun", "mon", "tue"]}, "2026-11-25T00:00:00+00:00"),
    ({"weekdays": ["sun"], "until": "2026-11-22T10:00:00+00:00"}, "2026-11-22T10:00:00+00:00"),
    # Clocks go back in Berlin on 25 October 2026: the day has 25 hours.
    ({"until_hour": "22:00", "time_zone": "Europe/Berlin"}, "2026-11-22T21:00:00+00:00"),
]


@pytest.mark.parametrize(("fields", "closing"), CLOSINGS)
def test_the_next_closing(fields: dict[str, Any], closing: str | None) -> None:
    schedule = Schedule.model_validate(fields)
    assert schedule.open_at(SUNDAY)
    found = schedule.closes_at(SUNDAY)
    assert (found and found.astimezone(UTC).isoformat()) == closing
    assert found is None or not schedule.open_at(found)
