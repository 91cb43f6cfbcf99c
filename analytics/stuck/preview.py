"""What other thresholds would do: how many would be flagged now, and how many of those flagged before were right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from analytics.store import EventStore
from analytics.stuck.arrays import Flags, Floats, Ints, milliseconds
from analytics.stuck.chances import lower_bound, upper_bound
from analytics.stuck.guidance import NO_GUIDANCE, Guidance, Thresholds
from analytics.stuck.learning.lessons import Lessons
from analytics.stuck.learning.model import chance_never, old_enough
from analytics.stuck.past.journal import Journal
from analytics.stuck.past.reading import read_journal
from analytics.stuck.rules.stuck_person import FAIR_SHARE, fairness, is_news
from analytics.stuck.view import View

LOOKS = 40
"""So many looks, evenly over the later half of the history, make the back-test."""


@dataclass(frozen=True)
class Preview:
    """For one choice of thresholds. `judged` are the back-test's flags whose end is known by now; `right` those of them
    that were never done; `least` and `most` bound the true share (19 in 20, Wilson). None without any judged."""

    thresholds: Thresholds
    flagged_now: int
    judged: int
    right: float
    share: float | None
    least: float | None
    most: float | None


def preview(
    store: EventStore, environment: str, as_of: datetime, choices: Sequence[Thresholds],
    guidance: Guidance = NO_GUIDANCE,
) -> list[Preview]:  # fmt: skip
    """One answer per choice, in their order. Costs as much as `LOOKS` looks, however many choices: keep the answer."""
    return preview_in(
        read_journal(store, environment, as_of, guidance.tasks, guidance.beside), as_of, choices, guidance
    )


def preview_in(
    journal: Journal, as_of: datetime, choices: Sequence[Thresholds], guidance: Guidance = NO_GUIDANCE
) -> list[Preview]:
    """The same from a journal in hand."""
    lessons = Lessons(journal.until(as_of), guidance)
    now = milliseconds(as_of)
    seen = _chances(View(lessons, now))
    past = _past(lessons, now)
    known, never = _known(lessons, now)
    return [_one(choice, seen, past, known, never) for choice in choices]


def _chances(view: View) -> tuple[Ints, Floats]:
    """Open passages that may be flagged at a moment, and their probabilities."""
    due = np.flatnonzero(fairness(view) >= FAIR_SHARE)
    due = due[is_news(view, due)]
    return view.open[due], view.stuck_chance[due]


def _past(lessons: Lessons, now: int) -> tuple[Ints, Floats]:
    """(passage, its chance) at each of the looks before now."""
    start = int(lessons.journal.at[0]) if len(lessons.journal) else now
    looks = [_chances(View(lessons, int(at))) for at in np.linspace((start + now) // 2, now, LOOKS, endpoint=False)]
    return np.concatenate([which for which, _ in looks]), np.concatenate([chance for _, chance in looks])


def _known(lessons: Lessons, now: int) -> tuple[Flags, Floats]:
    """Per passage whether its end is known now, and the chance of its never being done."""
    evidence, passages = lessons.evidence(now), lessons.passages
    every = np.arange(len(passages))
    at = np.full(len(passages), now, dtype=np.int64)
    finished = passages.finished(every, at)
    known = finished.copy()
    known[old_enough(evidence, now)] = True
    seconds = evidence.clock.seconds(passages.first_seen, np.minimum(passages.ended_at, at))
    return known, chance_never(evidence.table, passages.step, seconds, finished)


def _one(
    choice: Thresholds, seen: tuple[Ints, Floats], past: tuple[Ints, Floats], known: Flags, never: Floats
) -> Preview:
    flagged = np.unique(past[0][past[1] >= choice.opens])
    judged = flagged[known[flagged]]
    right, of = float(never[judged].sum()), len(judged)
    share = right / of if of else None
    least, most = (lower_bound(right, of), upper_bound(right, of)) if of else (None, None)
    return Preview(choice, int((seen[1] >= choice.opens).sum()), of, right, share, least, most)
