"""How much one write key may send: events a second (each web worker by itself) and events a day (all together).

Nothing is cut off in silence: what is too much is answered 429 with `Retry-After`, and counted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.collect.keys import KeyHolder
from server.errors import TooMany

BURST_SECONDS = 10
"""What was not sent lately may be sent at once: a browser that was offline, a page that opens."""
LONGEST_PAUSE = 3600
"""Seconds until the quota is asked for again, so that a raised one is noticed."""


class OverRate(TooMany):
    code = "over_rate"


class OverQuota(TooMany):
    code = "over_quota"


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime


class Allowance:
    """For one process; the quota's count comes with the key, as far as it is known."""

    def __init__(self) -> None:
        self._buckets: dict[str, _Bucket] = {}

    def take(self, holder: KeyHolder, events: int, now: datetime) -> None:
        """Raises OverRate or OverQuota. A batch is taken whole, also when it goes beyond what is left."""
        if holder.events_per_day and holder.used_today >= holder.events_per_day:
            midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
            pause = min(LONGEST_PAUSE, math.ceil((midnight - now).total_seconds()))
            raise OverQuota(f"{holder.events_per_day} events a day are taken with this key.", retry_after=pause)
        if holder.events_per_second:
            self._take_at_rate(holder, events, now)

    def _take_at_rate(self, holder: KeyHolder, events: int, now: datetime) -> None:
        rate = holder.events_per_second
        bucket = self._buckets.setdefault(holder.environment, _Bucket(rate * BURST_SECONDS, now))
        gained = max(0.0, (now - bucket.at).total_seconds()) * rate
        bucket.left, bucket.at = min(bucket.left + gained, rate * BURST_SECONDS), now
        if bucket.left <= 0:
            pause = max(1, math.ceil(-bucket.left / rate))
            raise OverRate(f"{rate} events a second are taken with this key.", retry_after=pause)
        bucket.left -= events
