"""The ids taken lately: a batch sent twice is mostly noticed before it is written; the loader notices the rest."""

from __future__ import annotations


class RecentIds:
    """Two generations of ids; the older is forgotten when the newer is full. Not larger than twice `size`."""

    def __init__(self, size: int = 50_000) -> None:
        self._size = size
        self._newer: set[tuple[str, str]] = set()
        self._older: set[tuple[str, str]] = set()

    def __contains__(self, environment_and_id: tuple[str, str]) -> bool:
        return environment_and_id in self._newer or environment_and_id in self._older

    def add(self, environment_and_id: tuple[str, str]) -> None:
        """To be called once the event is durable, not before."""
        if len(self._newer) >= self._size:
            self._older, self._newer = self._newer, set()
        self._newer.add(environment_and_id)
