"""Segments that lie in the event store's cluster instead of on our disk: what is answered for survives our disk."""

from __future__ import annotations

import errno
from typing import Protocol


class Inbox(Protocol):
    """Keeps batches of lines for the loaders, each under a name of its own."""

    def receive(self, batch: str, data: bytes) -> None:
        """Returns once the cluster has confirmed."""


class InboxPlace:
    """What `ack=store` writes to."""

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox

    def begin(self, name: str) -> InboxSegment:
        return InboxSegment(name, self._inbox)


class InboxSegment:
    """Every group is a batch of its own, for any loader to take at once; so there is nothing to seal."""

    def __init__(self, name: str, inbox: Inbox) -> None:
        self.size = 0
        self._name = name
        self._inbox = inbox
        self._groups = 0

    def append(self, chunks: list[bytes]) -> None:
        data = b"".join(chunks)
        self._groups += 1
        try:
            self._inbox.receive(f"{self._name}-{self._groups:06d}", data)
        except Exception as error:
            raise OSError(errno.EIO, f"the event store did not confirm: {error}") from error
        self.size += len(data)

    def seal(self) -> None:
        pass
