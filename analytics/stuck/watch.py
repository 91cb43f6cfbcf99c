"""Findings that follow events within a minute: the journal is kept in hand and only what is new is read.

The curves are counted anew when the journal has grown by a fiftieth, the weights when it has grown by a quarter; a look
finds exactly what a fresh look at the same events would.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import numpy as np

from analytics.stuck.arrays import milliseconds
from analytics.stuck.conclude import candidates
from analytics.stuck.conclusion import Candidate, Conclusion
from analytics.stuck.guidance import NO_GUIDANCE, Guidance
from analytics.stuck.journal import Journal, JournalRow, Names, journal_of
from analytics.stuck.lessons import Lessons
from analytics.stuck.view import View


class _Told(NamedTuple):
    """What was told, and what it was told of; the candidate itself would keep everything learnt for it in memory."""

    mark: tuple[int, ...] | None
    opens: bool
    conclusion: Conclusion


class Watch:
    """One environment's journal in hand. Not for several threads at once."""

    def __init__(self, journal: Journal, guidance: Guidance = NO_GUIDANCE) -> None:
        self._guidance, self._lessons = guidance, Lessons(journal, guidance)
        self._told: dict[tuple[str, int, int], _Told] = {}

    @property
    def journal(self) -> Journal:
        """What it knows."""
        return self._lessons.journal

    @property
    def events(self) -> int:
        """How many events it knows."""
        return len(self._lessons.journal)

    def take(self, rows: Iterable[JournalRow]) -> int:
        """Adds events, in whatever order, those it knows already left out; answers how many were new."""
        fresh = self.unknown(rows)
        if fresh:
            known = self._lessons.journal
            place = self._place_of(fresh)
            journal = journal_of([*known.rows(place), *fresh], after=known.first(place))
            self._lessons = self._lessons.grown_to(journal, unchanged=place)
            self._forget_renumbered(known.first(place).names)
        return len(fresh)

    def unknown(self, rows: Iterable[JournalRow]) -> list[JournalRow]:
        """Those of the rows that it does not know yet and that are about somebody."""
        told = [row for row in rows if row.person]
        if not told:
            return []
        known = self._lessons.journal
        ids = set(known.ids[self._place_of(told) : len(known)])
        return [row for row in told if row.id not in ids]

    def _place_of(self, rows: list[JournalRow]) -> int:
        """Where in the journal the earliest of the rows belongs."""
        first = milliseconds(min(row.at for row in rows))
        return int(np.searchsorted(self._lessons.journal.at, first, side="left"))

    def _forget_renumbered(self, kept: Names) -> None:
        """Late events may have numbered anew the runs that came after them."""
        runs, steps = len(kept.runs), len(kept.steps)
        self._told = {key: told for key, told in self._told.items() if key[1] < runs and key[2] < steps}

    def guided_by(self, guidance: Guidance) -> None:
        """Other thresholds, outcomes, rules or roles from now on; what outcomes did not teach stays learnt."""
        if guidance != self._guidance:
            self._guidance, self._lessons = guidance, self._lessons.guided_by(guidance)
            self._told = {}

    def conclusions(self, as_of: datetime) -> list[Conclusion]:
        """What holds as of a moment. A sentence is made anew once its chance, deeds or age have moved noticeably."""
        view = View(self._lessons, milliseconds(as_of))
        self._told = {one.identity: _Told(one.mark, one.opens, self._conclusion(one)) for one in candidates(view)}
        return [told.conclusion for told in self._told.values()]

    def _conclusion(self, candidate: Candidate) -> Conclusion:
        before = self._told.get(candidate.identity)
        now = (candidate.mark, candidate.opens)
        if before is not None and before.mark is not None and (before.mark, before.opens) == now:
            return before.conclusion
        return candidate.tell()
