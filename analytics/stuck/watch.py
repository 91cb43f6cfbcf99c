"""Findings that follow events within a minute: the journal is kept in hand and only what is new is read.

The curves are counted anew when the journal has grown by a fiftieth, the weights when it has grown by a quarter; a look
finds exactly what a fresh look at the same events would.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.stuck.arrays import Flags, Ints, milliseconds
from analytics.stuck.conclude import candidates
from analytics.stuck.conclusion import Candidates, Conclusion
from analytics.stuck.guidance import NO_GUIDANCE, Guidance
from analytics.stuck.learning.lessons import Lessons
from analytics.stuck.past.journal import Journal, JournalRow, Names, journal_of
from analytics.stuck.view import View


class _Told(NamedTuple):
    """What was told of one kind, and what it was told of; the candidates would keep everything learnt for them."""

    about: Ints
    keys: Ints
    marks: Ints
    opens: Flags
    conclusions: NDArray[np.object_]

    def part(self, rows: Ints | Flags) -> _Told:
        return _Told(self.about[rows], self.keys[rows], self.marks[rows], self.opens[rows], self.conclusions[rows])


class Watch:
    """One environment's journal in hand. Not for several threads at once."""

    def __init__(self, journal: Journal, guidance: Guidance = NO_GUIDANCE) -> None:
        self._guidance, self._lessons = guidance, Lessons(journal, guidance)
        self._told: dict[str, _Told] = {}

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
        for kind, told in self._told.items():
            self._told[kind] = told.part((told.about[:, 0] < runs) & (told.about[:, 1] < steps))

    def guided_by(self, guidance: Guidance) -> None:
        """Other thresholds, outcomes, rules or roles from now on; what outcomes did not teach stays learnt."""
        if guidance != self._guidance:
            self._guidance, self._lessons = guidance, self._lessons.guided_by(guidance)
            self._told = {}

    def conclusions(self, as_of: datetime) -> list[Conclusion]:
        """What holds as of a moment. A sentence is made anew once its chance, deeds or age have moved noticeably."""
        view = View(self._lessons, milliseconds(as_of))
        return [conclusion for some in candidates(view) for conclusion in self._conclusions(some)]

    def _conclusions(self, some: Candidates) -> list[Conclusion]:
        if some.marks is None:
            return some.all()
        told = np.empty(len(some.opens), dtype=np.object_)
        fresh = np.ones(len(told), dtype=bool)
        before = self._told.get(some.kind)
        if before is not None:
            same, place = _unchanged(some, some.marks, before)
            told[same], fresh[same] = before.conclusions[place], False
        told[fresh] = some.tell(np.flatnonzero(fresh))
        order = np.argsort(some.keys)
        now = _Told(some.about, some.keys, some.marks, some.opens, told)
        self._told[some.kind] = now.part(order)
        answer: list[Conclusion] = told.tolist()
        return answer


def _unchanged(some: Candidates, marks: Ints, before: _Told) -> tuple[Ints, Ints]:
    """The rows of which nothing has changed noticeably, and where they stand in what was told before."""
    place = np.minimum(np.searchsorted(before.keys, some.keys), len(before.keys) - 1)
    if not len(before.keys):
        return place[:0], place[:0]
    same = (before.keys[place] == some.keys) & (before.opens[place] == some.opens)
    same &= (before.marks[place] == marks).all(axis=1)
    return np.flatnonzero(same), place[same]
