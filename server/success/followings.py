"""The environments that a process follows, with a bound on how many events it holds in memory for that."""

from __future__ import annotations

from collections import OrderedDict

from analytics.store import EventStore
from analytics.stuck.following import Following
from server.success.taking_over import Taken

MOST_EVENTS = 5_000_000
"""All environments together. The one just looked at is kept whatever its size: reading it anew would take as much."""


class Followings:
    """One `Following` per environment; those looked at longest ago are forgotten first. For one thread at a time."""

    def __init__(self, store: EventStore, most_events: int = MOST_EVENTS) -> None:
        self._store, self._most = store, most_events
        self._known: OrderedDict[str, Following] = OrderedDict()
        self._taken: dict[str, Taken] = {}

    def of(self, environment: str) -> Following:
        """The environment's, begun now if it is not followed yet."""
        following = self._known.setdefault(environment, Following(self._store, environment))
        self._known.move_to_end(environment)
        self._shrink()
        return following

    def forget(self, environment: str) -> None:
        """Begin anew next time."""
        self._known.pop(environment, None)
        self._taken.pop(environment, None)

    def taken(self, environment: str) -> Taken | None:
        """What was made findings of the environment last."""
        return self._taken.get(environment)

    def take(self, environment: str, taken: Taken) -> None:
        """What has just been made findings, and committed."""
        self._taken[environment] = taken

    def _shrink(self) -> None:
        while len(self._known) > 1 and sum(one.events for one in self._known.values()) > self._most:
            self.forget(next(iter(self._known)))

    def __len__(self) -> int:
        return len(self._known)
