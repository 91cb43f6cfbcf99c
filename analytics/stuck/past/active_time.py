"""The clock that ticks only while somebody is at work: a tab left open overnight is no time spent at a step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import Ints
from analytics.stuck.past.timeline import Timeline

IDLE_MS = 5 * 60_000
"""Whoever does nothing for so long is taken to have turned away by then: reading and thinking count up to here."""


@dataclass(frozen=True)
class ActiveTime:
    """How long people had been active by any moment: every pause between two deeds counts, up to `IDLE_MS` of it."""

    deeds: Timeline
    spent: Ints
    """Milliseconds before each deed, over all people in the order of `deeds.keys`."""

    @classmethod
    def of(cls, deeds: Timeline) -> ActiveTime:
        """From everything that people did."""
        owner = deeds.keys // deeds.span
        pauses = np.where(owner[1:] == owner[:-1], np.minimum(np.diff(deeds.keys), IDLE_MS), 0)
        return cls(deeds, np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(pauses)]))

    def between(self, owner: Ints, start: Ints, end: Ints) -> Ints:
        """Active milliseconds from start, when the owner did something, to end. Looks at nothing later than the end."""
        return self._total(owner, end) - self._total(owner, start)

    def _total(self, owner: Ints, at: Ints) -> Ints:
        place = np.maximum(self.deeds.until(owner, at) - 1, 0)
        return np.asarray(self.spent[place] + np.clip(at - self.deeds.last(owner, at), 0, IDLE_MS))
