"""Times of many owners in one sorted array, so that what an owner did within a span takes one look-up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import NEVER, Ints


@dataclass(frozen=True)
class Timeline:
    """Entries of numbered owners, each at a time. Asked about any moment, it looks at nothing later."""

    keys: Ints
    base: int
    span: int

    @classmethod
    def of(cls, owner: Ints, at: Ints, base: int, span: int) -> Timeline:
        """`base` is the earliest time of all, `span` more than lies between it and the latest."""
        return cls(np.sort(owner * span + (at - base)), base, span)

    def until(self, owner: Ints, at: Ints) -> Ints:
        """How many entries stand before or at each (owner, at), counted from the start of the array."""
        offset = np.clip(at - self.base, -1, self.span - 1)
        return np.searchsorted(self.keys, owner * self.span + offset, side="right")

    def count(self, owner: Ints, after: Ints, at: Ints) -> Ints:
        """How many of the owner's entries lie in (after, at]."""
        return self.until(owner, at) - self.until(owner, after)

    def so_far(self, owner: Ints, at: Ints) -> Ints:
        """How many of the owner's entries had come by then."""
        return self.until(owner, at) - np.searchsorted(self.keys, owner * self.span, side="left")

    def last(self, owner: Ints, at: Ints) -> Ints:
        """When the owner's latest entry by then was; −`NEVER` if there was none."""
        place = self.until(owner, at) - 1
        if not len(self.keys):
            return np.full(len(owner), -NEVER, dtype=np.int64)
        key = self.keys[np.maximum(place, 0)]
        own = (place >= 0) & (key // self.span == owner)
        return np.where(own, key % self.span + self.base, -NEVER)
