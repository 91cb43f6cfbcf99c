"""The clock. Made here, passed everywhere: tests and simulations bring their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Answers the present moment as an aware UTC datetime."""


def system_clock() -> datetime:
    """The machine's own time."""
    return datetime.now(UTC)
