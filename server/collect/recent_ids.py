"""The ids taken lately: a batch sent twice is mostly noticed before it is written; the loader notices the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

_NONE: frozenset[str] = frozenset()


class RecentIds:
    """Two generations of ids; the older is forgotten when the newer is full. Not much larger than twice `size`."""

    def __init__(self, size: int = 50_000) -> None:
        self._size = size
        self._count = 0
        self._newer: defaultdict[str, set[str]] = defaultdict(set)
        self._older: defaultdict[str, set[str]] = defaultdict(set)
        """Environment → ids, as two environments may use the same ones."""

    def knows(self, environment: str, id_: str) -> bool:
        return id_ in self._newer.get(environment, _NONE) or id_ in self._older.get(environment, _NONE)

    def know_none_of(self, environment: str, ids: Set[str]) -> bool:
        """Whether all are new: the usual case, answered at once for a whole batch."""
        newer, older = self._newer.get(environment, _NONE), self._older.get(environment, _NONE)
        return newer.isdisjoint(ids) and older.isdisjoint(ids)

    def add(self, environment: str, ids: Set[str]) -> None:
        """To be called once the events are durable, not before."""
        if self._count >= self._size:
            self._older, self._newer, self._count = self._newer, defaultdict(set), 0
        self._newer[environment].update(ids)
        self._count += len(ids)
