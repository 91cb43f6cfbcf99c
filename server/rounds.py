"""What a process does again and again beside its requests, each in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog

Pause = float | Callable[[float], float]
"""Seconds until the next round, or how to tell them from the seconds that the last one took."""

_log = structlog.get_logger("shirube.rounds")


@asynccontextmanager
async def rounds(name: str, act: Callable[[], object], pause: Pause, first: float | None = None) -> AsyncIterator[None]:
    """While this is open, `act` is called in turns: first after `first` seconds, else after a pause; then ever again.

    A round that fails is logged, and the next one tries again. Closing waits for the round under way.
    """
    stopping = threading.Event()
    thread = threading.Thread(target=_go_round, args=(name, act, pause, first, stopping), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        await asyncio.to_thread(thread.join)


def _go_round(
    name: str, act: Callable[[], object], pause: Pause, first: float | None, stopping: threading.Event
) -> None:
    wait = first if first is not None else _after(pause, 0.0)
    while not stopping.wait(wait):
        began = time.monotonic()
        try:
            act()
        except Exception:
            _log.exception("a round failed; the next one tries again", part=name)
        wait = _after(pause, time.monotonic() - began)


def _after(pause: Pause, took: float) -> float:
    return pause(took) if callable(pause) else pause
