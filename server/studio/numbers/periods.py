"""The periods that a guide's numbers are shown for."""

from __future__ import annotations

DAYS: tuple[int, ...] = (7, 30, 90, 365)


def chosen_days(days: int) -> int:
    """One of the periods offered."""
    return days if days in DAYS else 30
