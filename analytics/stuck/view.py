"""Everything the rules may look at as of one moment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analytics.stuck.arrays import Floats, Ints, expit
from analytics.stuck.journal import Journal
from analytics.stuck.model import Weights, evidence_of
from analytics.stuck.passages import Passages
from analytics.stuck.signals import Evidence

DAY = 86_400_000
MOST_EVIDENCE = 20


@dataclass(frozen=True)
class View:
    """A journal cut at `now`, the tables learnt from it, and the weights learnt before."""

    journal: Journal
    now: int
    weights: Weights

    @cached_property
    def evidence(self) -> Evidence:
        return evidence_of(self.journal, self.now)

    @property
    def passages(self) -> Passages:
        return self.evidence.passages

    @cached_property
    def open(self) -> Ints:
        """The open passages of people at steps that can be done."""
        return np.flatnonzero(self.passages.open)

    @cached_property
    def columns(self) -> Floats:
        """The signals of each open passage."""
        return self.evidence.columns(self.open, np.full(len(self.open), self.now, dtype=np.int64))

    @cached_property
    def stuck_chance(self) -> Floats:
        """P(never finishes from here) of each open passage."""
        return expit(self.weights.odds(self.columns))

    @cached_property
    def last_active(self) -> Ints:
        """Per person number, when they last did anything at all."""
        last = np.zeros(len(self.journal.names.people), dtype=np.int64)
        np.maximum.at(last, self.journal.person, self.journal.at)
        return last

    @cached_property
    def gone_after(self) -> Ints:
        """Per person number, the silence (ms) after which they count as gone.

        Thrice the usual gap between their active days, at least 4 days (a weekend is no silence) and at most 30; a week
        for those with fewer than 3 active days.
        """
        people = len(self.journal.names.people)
        days = np.unique(self.journal.person * 100_000 + self.journal.at // DAY)
        person, day = days // 100_000, days % 100_000
        active = np.bincount(person, minlength=people)
        first, last = np.full(people, 10**6), np.zeros(people, dtype=np.int64)
        np.minimum.at(first, person, day)
        np.maximum.at(last, person, day)
        gap = (last - first) / np.maximum(active - 1, 1)
        usual = np.clip(np.round(3 * gap), 4, 30)
        return np.where(active < 3, 7, usual).astype(np.int64) * DAY

    @cached_property
    def gone(self) -> Ints:
        """1 for each person who is gone, 0 for those still around."""
        return (self.now - self.last_active > self.gone_after).astype(np.int64)

    @cached_property
    def _by_passage(self) -> Ints:
        """The journal's places of events at steps, sorted by run and step, then time."""
        places = np.flatnonzero((self.journal.run >= 0) & (self.journal.step >= 0))
        return places[np.lexsort((places, self.journal.step[places], self.journal.run[places]))]

    @cached_property
    def _passage_keys(self) -> Ints:
        places, steps = self._by_passage, max(len(self.journal.names.steps), 1)
        return self.journal.run[places] * steps + self.journal.step[places]

    def events_of(self, run: int, step: int) -> list[str]:
        """The latest events of one run at one step, oldest first."""
        key = run * max(len(self.journal.names.steps), 1) + step
        start, end = np.searchsorted(self._passage_keys, [key, key + 1])
        return [self.journal.ids[place] for place in self._by_passage[max(start, end - MOST_EVIDENCE) : end]]
