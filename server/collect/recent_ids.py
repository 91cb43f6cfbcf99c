"""The ids taken lately: a batch sent twice is mostly noticed before it is written; the loader notices the rest."""

from __future__ import annotations

EventKey = tuple[str, str]
"""Environment and id."""


class RecentIds:
    """Two generations of ids; the older is forgotten when the newer is full. Not much larger than twice `size`."""

    def __init__(self, size: int = 50_000) -> None:
        self._size = size
        self._newer: set[EventKey] = set()
        self._older: set[EventKey] = set()

    def __contains__(self, key: EventKey) -> bool:
        return key in self._newer or key in self._older

    def know_none_of(self, keys: set[EventKey]) -> bool:
        """Whether all are new: the usual case, answered at once for a whole batch."""
        return self._newer.isdisjoint(keys) and self._older.isdisjoint(keys)

    def add(self, keys: set[EventKey]) -> None:
        """To be called once the events are durable, not before."""
        if len(self._newer) >= self._size:
            self._older, self._newer = self._newer, set()
        self._newer |= keys
