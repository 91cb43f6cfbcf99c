"""Spans of time that people say."""

from __future__ import annotations

import bisect

MINUTE, HOUR, DAY = 60, 3600, 86_400
SAID = [
    *(s for s in (5, 10, 20, 30)),
    *(MINUTE * m for m in (1, 2, 3, 5, 10, 15, 20, 30, 45)),
    *(HOUR * h for h in (1, 2, 3, 4, 6, 8, 12, 18)),
    *(DAY * d for d in (1, 2, 3, 4, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 365)),
]


def rounded_up(seconds: float) -> int:
    """The next span that one would say aloud: 5,400 s → 2 hours."""
    place = bisect.bisect_left(SAID, seconds)
    return SAID[min(place, len(SAID) - 1)]


def rounded(seconds: float) -> int:
    """The span cut to its largest unit: 3 days 4 hours → 3 days."""
    for unit in (DAY, HOUR, MINUTE):
        if seconds >= unit:
            return int(seconds // unit) * unit
    return max(int(seconds), 1)
