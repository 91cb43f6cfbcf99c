"""Everything the rules may look at as of one moment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analytics.stuck.arrays import Flags, Floats, Ints, expit
from analytics.stuck.clocks.presence import Presence
from analytics.stuck.guidance import Guidance
from analytics.stuck.learning.lessons import Lessons
from analytics.stuck.learning.model import Weights
from analytics.stuck.learning.outcomes import settled, told_by
from analytics.stuck.learning.signals import Evidence
from analytics.stuck.past.journal import Journal
from analytics.stuck.past.passages import Passages

DAY = 86_400_000
MOST_EVIDENCE = 20


@dataclass(frozen=True)
class View:
    """A journal up to `now`, and what had been learnt by then."""

    lessons: Lessons
    now: int

    @cached_property
    def journal(self) -> Journal:
        """The events that had happened by now; later ones are out of reach."""
        return self.lessons.journal.first(self.lessons.events_by(self.now))

    @property
    def guidance(self) -> Guidance:
        return self.lessons.guidance

    @property
    def passages(self) -> Passages:
        """To be asked about `now` or earlier."""
        return self.lessons.passages

    @cached_property
    def weights(self) -> Weights:
        return self.lessons.learnt(self.now).weights

    @cached_property
    def evidence(self) -> Evidence:
        return self.lessons.evidence(self.now)

    @property
    def presence(self) -> Presence:
        """Who is around and who is gone."""
        return self.lessons.presence(self.now)

    def at_now(self, which: Ints) -> Ints:
        """Now, once for each passage."""
        return np.full(len(which), self.now, dtype=np.int64)

    @cached_property
    def open(self) -> Ints:
        """The open passages of people at steps that can be done."""
        return self.lessons.open_at(self.now)

    @cached_property
    def columns(self) -> Floats:
        """The signals of each open passage."""
        return self.evidence.columns(self.open, self.at_now(self.open))

    @cached_property
    def stuck_chance(self) -> Floats:
        """P(never finishes from here) of each open passage."""
        return expit(self.weights.odds(self.columns))

    @cached_property
    def seconds(self) -> Floats:
        """Working seconds since each open passage began."""
        return self.evidence.silent(self.open, self.at_now(self.open))

    @cached_property
    def gone(self) -> Flags:
        """Of each open passage, whether its person has been away for longer than is usual for them."""
        return self.presence.gone(self.passages.person[self.open], self.now)

    @cached_property
    def settled(self) -> Flags:
        """Of each open passage, whether a member called it no trouble and nothing was tried since."""
        told = told_by(self.passages, self.journal.names, self.guidance.outcomes, self.now)
        return settled(told, self.passages, self.open, self.now)

    def events_of(self, run: int, step: int) -> list[str]:
        """The latest events of one run at one step by now, oldest first."""
        places = self.lessons.places_of(run, step)
        return [self.journal.ids[place] for place in places[places < len(self.journal)][-MOST_EVIDENCE:]]
