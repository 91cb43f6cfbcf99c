"""Slows down whoever guesses passwords: per address tried, and per machine that tries."""

from __future__ import annotations

import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from server.errors import TooMany

PER_EMAIL = parse("10 per 15 minutes")
PER_MACHINE = parse("60 per 15 minutes")


class LogInThrottle:
    """Counts failed log-ins only, so that somebody who knows their password is never kept out by their own use."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, email: str, machine: str) -> None:
        """Raises `TooMany` when this address or machine has failed too often lately."""
        for limit, name in self._limits(email, machine):
            if not self._limiter.test(limit, name):
                resets = self._limiter.get_window_stats(limit, name).reset_time
                raise TooMany("Wait a while before you try again.", retry_after=max(1, int(resets - time.time()) + 1))

    def failed(self, email: str, machine: str) -> None:
        for limit, name in self._limits(email, machine):
            self._limiter.hit(limit, name)

    def _limits(self, email: str, machine: str) -> list[tuple[RateLimitItem, str]]:
        return [(PER_EMAIL, f"email {email.casefold()}"), (PER_MACHINE, f"machine {machine}")]
