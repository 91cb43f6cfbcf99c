"""What would have been found, and when, had we looked at regular times: only with what had happened by each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from analytics.stuck.conclude import Lessons, candidates, view_at
from analytics.stuck.conclusion import Conclusion
from analytics.stuck.journal import Journal


@dataclass(frozen=True)
class Opening:
    """The first time a finding opens."""

    at: datetime
    conclusion: Conclusion


def backtest(journal: Journal, start: datetime, end: datetime, every: timedelta) -> Iterator[Opening]:
    """Each finding's first opening between `start` and `end` (inclusive), in time order.

    One more look is taken `every` before `start`, so that what was open already does not count as news.
    """
    lessons = Lessons(journal)
    told: set[tuple[str, int, int]] = set()
    at = start - every
    while at <= end:
        for candidate in candidates(view_at(journal, at, lessons)):
            if candidate.opens and candidate.identity not in told:
                told.add(candidate.identity)
                if at >= start:
                    yield Opening(at, candidate.tell())
        at += every
