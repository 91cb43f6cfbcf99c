"""What is said about people at steps, counted for all of them at once: a pass may have tens of thousands to tell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analytics.stuck.arrays import Flags, Floats, Ints
from analytics.stuck.learning.signals import PLACE_OF
from analytics.stuck.spans import SAID
from analytics.stuck.view import DAY, View

NEWS_DAYS, FADE_DAYS = 5, 10
"""Severity is full for so many days after the last try, then halves every so many days."""

USUAL_SHARES = (0.9, 0.5)
"""Most finishers are named when they need less time than this person has had, else half of them."""
ENOUGH_FINISHERS = 5


@dataclass(frozen=True)
class PersonFacts:
    """One row for each of some open passages: `places` in `view.open`."""

    view: View
    places: Ints

    @cached_property
    def which(self) -> Ints:
        """The passages."""
        return self.view.open[self.places]

    @cached_property
    def _now(self) -> Ints:
        return self.view.at_now(self.which)

    @cached_property
    def tries(self) -> Ints:
        return self.view.passages.tried(self.which, self._now)

    @cached_property
    def troubles(self) -> Ints:
        return self.view.passages.troubled(self.which, self._now)

    @cached_property
    def last_seen(self) -> Ints:
        return self.view.passages.last_seen(self.which, self._now)

    @cached_property
    def first_seen(self) -> Ints:
        return self.view.passages.first_seen[self.which]

    @cached_property
    def began_before(self) -> Flags:
        """Whether some of the tries were in earlier runs."""
        return self.view.passages.vain_before[self.which] > 0

    @cached_property
    def last_deed(self) -> Ints:
        """When the person last did anything at all."""
        return self.view.passages.deeds.last(self.view.passages.person[self.which], self._now)

    @cached_property
    def usual_seconds(self) -> Ints:
        """How long those need who finish, as one would say it; 0 where too few have finished to tell, or where this
        person has had no more."""
        table, step = self.view.evidence.table, self.view.passages.step[self.which]
        had, said = self.view.seconds[self.places], np.array(SAID)
        usual = np.zeros(len(step), dtype=np.int64)
        for share in reversed(USUAL_SHARES):
            needed = table.finisher_quantiles(share)
            spans = said[np.minimum(np.searchsorted(said, needed), len(said) - 1)][step]
            usual = np.where(spans <= had, spans, usual)
        return np.where(table.finished[step] < ENOUGH_FINISHERS, 0, usual)

    @cached_property
    def usual_share(self) -> Floats:
        """The share of the step's finishers that needed no longer than `usual_seconds`."""
        step = self.view.passages.step[self.which]
        return self.view.evidence.table.finisher_share(step, self.usual_seconds.astype(np.float64))

    @cached_property
    def severity(self) -> Floats:
        """How bad, if true: each ground takes its share of what is left to 100; fades when the person stops trying."""
        days = (self.view.now - self.first_seen) / DAY
        gone_on = self.view.columns[self.places, PLACE_OF["moved_on"]] > 0
        grounds = (
            np.full(len(self.which), 0.30),
            0.35 * np.minimum((self.tries - 1) / 4, 1.0),
            0.30 * np.minimum(self.troubles / 3, 1.0),
            0.25 * np.minimum(days / 7, 1.0),
            np.where(gone_on, -0.3, 0.0),
        )
        since_last_try = (self.view.now - self.last_seen) / DAY
        fading = 0.5 ** (np.maximum(since_last_try - NEWS_DAYS, 0.0) / FADE_DAYS)
        left = np.prod([1.0 - ground for ground in grounds], axis=0)
        return np.asarray(np.clip(100 * fading * (1 - left), 1, 100))

    @cached_property
    def confidence(self) -> Floats:
        """Half from the step's own finishers (ten make it half sure), half from the passages that taught."""
        finishers = self.view.evidence.table.finished[self.view.passages.step[self.which]]
        taught = self.view.weights.passages
        return np.asarray(0.25 + 0.4 * finishers / (finishers + 10) + 0.35 * taught / (taught + 200))
