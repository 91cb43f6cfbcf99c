"""An end to requests whose bodies do not come: one timer for all of them, as every request waits for its body."""

from __future__ import annotations

import asyncio
from typing import Any


class Patience:
    """Gives a block between `seconds` and twice as long. A timer of its own for each request (asyncio.timeout) would
    cost more than reading the body does. For one event loop.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._waiting: dict[asyncio.Task[Any], bool] = {}
        """Task → whether it was waiting already when the timer last rang."""
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, task: asyncio.Task[Any]) -> None:
        self._waiting[task] = False
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self.seconds, self._ring)

    def end(self, task: asyncio.Task[Any]) -> bool:
        """Whether it ended in time; otherwise the task has been cancelled by us."""
        return self._waiting.pop(task, None) is not None

    def _ring(self) -> None:
        self._timer = None
        for task, before in list(self._waiting.items()):
            if before:
                del self._waiting[task]
                task.cancel()
            else:
                self._waiting[task] = True
        if self._waiting:
            self._timer = asyncio.get_running_loop().call_later(self.seconds, self._ring)
