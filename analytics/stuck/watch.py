"""Findings that follow events within a minute: the journal is kept in hand and only what is new is read.

The curves are counted anew when the journal has grown by a fiftieth, the weights when it has grown by a quarter; a look
finds exactly what a fresh look at the same events would.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import numpy as np

from analytics.stuck.arrays import milliseconds
from analytics.stuck.conclude import candidates
from analytics.stuck.conclusion import Candidate, Conclusion
from analytics.stuck.guidance import NO_GUIDANCE, Guidance
from analytics.stuck.journal import Journal, JournalRow, Names, journal_of
from analytics.stuck.lessons import Lessons
from analytics.stuck.view import View


class Watch:
    """One environment's journal in hand. Not for several threads at once."""

    def __init__(self, journal: Journal, guidance: Guidance = NO_GUIDANCE) -> None:
        self._guidance, self._lessons = guidance, Lessons(journal, guidance)
        self._told: dict[tuple[str, int, int], tuple[Candidate, Conclusion]] = {}

    @property
    def events(self) -> int:
        """How many events it knows."""
        return len(self._lessons.journal)

    def take(self, rows: Iterable[JournalRow]) -> int:
        """Adds events, in whatever order, those it knows already left out; answers how many were new."""
        known = self._lessons.journal
        fresh = [row for row in rows if row.person]
        if not fresh:
            return 0
        first = milliseconds(min(row.at for row in fresh))
        place = int(np.searchsorted(known.at, first, side="left"))
        ids = set(known.ids[place : len(known)])
        fresh = [row for row in fresh if row.id not in ids]
        if fresh:
            journal = journal_of([*known.rows(place), *fresh], after=known.first(place))
            self._lessons = self._lessons.grown_to(journal, unchanged=place)
            self._forget_renumbered(known.first(place).names)
        return len(fresh)

    def _forget_renumbered(self, kept: Names) -> None:
        """Late events may have numbered anew the runs that came after them."""
        runs, steps = len(kept.runs), len(kept.steps)
        self._told = {key: told for key, told in self._told.items() if key[1] < runs and key[2] < steps}

    def guided_by(self, guidance: Guidance) -> None:
        """Other thresholds, outcomes, rules or roles from now on; what was learnt without them is learnt anew."""
        if guidance != self._guidance:
            self._guidance, self._lessons = guidance, Lessons(self._lessons.journal, guidance)
            self._told = {}

    def conclusions(self, as_of: datetime) -> list[Conclusion]:
        """What holds as of a moment. A sentence is made anew once its chance, deeds or age have moved noticeably."""
        view = View(self._lessons, milliseconds(as_of))
        told = {candidate.identity: (candidate, self._conclusion(candidate)) for candidate in candidates(view)}
        self._told = told
        return [conclusion for _, conclusion in told.values()]

    def _conclusion(self, candidate: Candidate) -> Conclusion:
        before, told = self._told.get(candidate.identity, (None, None))
        same = before is not None and candidate.mark is not None and before.mark == candidate.mark
        if told is not None and before is not None and same and before.opens == candidate.opens:
            return told
        return candidate.tell()
