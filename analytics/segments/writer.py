"""Appends lines durably: all requests that come while the disk is busy share the next write (group commit)."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol

from analytics.segments.disk import DiskPlace
from analytics.segments.folders import SegmentFolders

MAX_SEGMENT_BYTES = 8 * 1024 * 1024
MAX_WAITING_BYTES = 64 * 1024 * 1024
SEAL_AFTER_SECONDS = 0.5
"""A segment is handed to the loader when it is this old: much of the way to being counted within 5 s of arrival."""


class BacklogError(Exception):
    """More is waiting for the disk than may be held in memory; come back later."""


class ClosedError(Exception):
    """The writer has been closed."""


class Segment(Protocol):
    """What is being written now; `size` in bytes."""

    size: int

    def append(self, chunks: list[bytes]) -> None:
        """Durable when this returns; nothing of it is there when it raises OSError."""

    def seal(self) -> None:
        """Hand it to the loader."""


class Place(Protocol):
    """Where segments go."""

    def begin(self, name: str) -> Segment: ...


class _Group:
    """Those who wait for the same write: one wake-up per event loop, however many requests."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []
        self.size = 0
        self._futures: list[Future[None]] = []
        self._by_loop: dict[asyncio.AbstractEventLoop, list[asyncio.Future[None]]] = {}

    def add(self, data: bytes) -> None:
        self.chunks.append(data)
        self.size += len(data)

    def wait_here(self) -> Future[None]:
        future: Future[None] = Future()
        self._futures.append(future)
        return future

    def wait_on_loop(self) -> asyncio.Future[None]:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        self._by_loop.setdefault(loop, []).append(future)
        return future

    def answer(self, error: BaseException | None) -> None:
        for future in self._futures:
            future.set_exception(error) if error else future.set_result(None)
        for loop, futures in self._by_loop.items():
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(_answer_all, futures, error)


def _answer_all(futures: list[asyncio.Future[None]], error: BaseException | None) -> None:
    for future in futures:
        if future.done():
            continue
        future.set_exception(error) if error else future.set_result(None)


class SegmentWriter:
    """One a process; safe from any thread and event loop.

    `name` must be unique for ever, e.g. a UUIDv7. A thread of its own writes, so that no event loop ever waits for
    the disk. Segments are sealed by size and by age; `close()` writes what waits and seals.
    """

    def __init__(
        self,
        folders: SegmentFolders,
        name: str,
        max_bytes: int = MAX_SEGMENT_BYTES,
        max_waiting_bytes: int = MAX_WAITING_BYTES,
        place: Place | None = None,
    ) -> None:
        self.folders = folders
        self._place: Place = place or DiskPlace(folders)
        self._name = name
        self._max_bytes = max_bytes
        self._max_waiting = max_waiting_bytes
        self._number = 0
        self._segment: Segment | None = None
        self._seal_at = 0.0
        self._group = _Group()
        self._seal_requests: list[Future[None]] = []
        self._closing = False
        self._wake = threading.Condition()
        self._thread = threading.Thread(target=self._work, name=f"segments-{name[:8]}", daemon=True)
        self._thread.start()

    async def append(self, data: bytes) -> None:
        """Return once the lines in `data` are durable. Raises BacklogError, ClosedError, or the place's OSError."""
        with self._wake:
            future = self._join(data).wait_on_loop()
        await future

    def append_now(self, data: bytes) -> None:
        """As `append`, for threads."""
        with self._wake:
            future = self._join(data).wait_here()
        future.result()

    def seal(self) -> None:
        """Hand what is written to the loader now; returns when it lies in `sealed/`."""
        request: Future[None] = Future()
        with self._wake:
            if self._closing:
                return
            self._seal_requests.append(request)
            self._wake.notify()
        request.result()

    def close(self) -> None:
        """Write and seal what waits; afterwards `append` raises ClosedError."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join()

    @property
    def waiting_bytes(self) -> int:
        """What lies in memory, waiting for the disk."""
        return self._group.size

    def _join(self, data: bytes) -> _Group:
        if self._closing:
            raise ClosedError
        if self._group.size + len(data) > self._max_waiting:
            raise BacklogError
        self._group.add(data)
        self._wake.notify()
        return self._group

    def _work(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(
                    lambda: self._group.chunks or self._seal_requests or self._closing, self._until_seal()
                )
                group, self._group = self._group, _Group()
                seals, self._seal_requests = self._seal_requests, []
                last = self._closing
            group.answer(_attempt(lambda group=group: self._write(group)))  # type: ignore[misc]
            error = _attempt(self._seal_segment) if seals or last or self._is_due() else None
            for request in seals:
                request.set_exception(error) if error else request.set_result(None)
            if last:
                return

    def _until_seal(self) -> float | None:
        return None if self._segment is None else max(0.0, self._seal_at - time.monotonic())

    def _is_due(self) -> bool:
        segment = self._segment
        return segment is not None and (segment.size >= self._max_bytes or time.monotonic() >= self._seal_at)

    def _write(self, group: _Group) -> None:
        if not group.chunks:
            return
        if self._segment is None:
            self._number += 1
            self._segment = self._place.begin(f"{self._name}-{self._number:08d}")
            self._seal_at = time.monotonic() + SEAL_AFTER_SECONDS
        self._segment.append(group.chunks)

    def _seal_segment(self) -> None:
        if self._segment is None:
            return
        self._seal_at = time.monotonic() + SEAL_AFTER_SECONDS  # when it fails now, it is tried again then
        self._segment.seal()
        self._segment = None


def _attempt(act: Callable[[], None]) -> BaseException | None:
    try:
        act()
    except Exception as error:
        return error
    return None
