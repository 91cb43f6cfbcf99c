"""What would have been found, and when, had we looked at regular times: only with what had happened by each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from analytics.stuck.arrays import Ints, milliseconds
from analytics.stuck.conclude import candidates
from analytics.stuck.conclusion import Conclusion
from analytics.stuck.guidance import NO_GUIDANCE, Guidance
from analytics.stuck.learning.lessons import Lessons
from analytics.stuck.past.journal import Journal
from analytics.stuck.view import View


@dataclass(frozen=True)
class Opening:
    """The first time a finding opens."""

    at: datetime
    conclusion: Conclusion


def backtest(
    journal: Journal, start: datetime, end: datetime, every: timedelta, guidance: Guidance = NO_GUIDANCE
) -> Iterator[Opening]:
    """Each finding's first opening between `start` and `end` (inclusive), in time order.

    One more look is taken `every` before `start`, so that what was open already does not count as news.
    """
    lessons = Lessons(journal, guidance)
    told: dict[str, Ints] = defaultdict(lambda: np.zeros(0, dtype=np.int64))
    at = start - every
    while at <= end:
        for some in candidates(View(lessons, milliseconds(at))):
            rows = np.flatnonzero(some.opens & ~np.isin(some.keys, told[some.kind]))
            told[some.kind] = np.concatenate([told[some.kind], some.keys[rows]])
            if at >= start and len(rows):
                yield from (Opening(at, conclusion) for conclusion in some.tell(rows))
        at += every
