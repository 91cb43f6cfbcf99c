"""How much one write key may send: events a second (all workers of a machine together) and events a day (all together).

Nothing is cut off in silence: what is too much is answered 429 with `Retry-After`, and counted.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from pathlib import Path

from server.collect.buckets import SharedBuckets
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


class Allowance:
    """`shared`: the file that holds what is left for all workers. The quota's count comes with the key, as far as it is
    known.
    """

    def __init__(self, shared: Path) -> None:
        self._buckets = SharedBuckets(shared)

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
        pause = self._buckets.take(holder.environment, events, rate, rate * BURST_SECONDS, now.timestamp())
        if pause:
            raise OverRate(f"{rate} events a second are taken with this key.", retry_after=max(1, math.ceil(pause)))

    def close(self) -> None:
        self._buckets.close()
