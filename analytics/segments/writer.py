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


MOST_GATHERING_SECONDS = 0.005


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


class _Sheaf:
    """What the requests of one event loop bring within one turn of it: handed to the writing thread together, so that
    it is woken once, and answered together, so that the loop is.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.chunks: list[bytes] = []
        self.size = 0
        self._loop = loop
        self._futures: list[asyncio.Future[None]] = []

    def add(self, data: bytes) -> asyncio.Future[None]:
        self.chunks.append(data)
        self.size += len(data)
        future = self._loop.create_future()
        self._futures.append(future)
        return future

    def answer_on_loop(self, error: BaseException | None) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(self.answer, error)

    def answer(self, error: BaseException | None) -> None:
        for future in self._futures:
            if future.done():
                continue
            future.set_exception(error) if error else future.set_result(None)


class _Group:
    """Those who wait for the same write."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []
        self.size = 0
        self._futures: list[Future[None]] = []
        self._sheaves: list[_Sheaf] = []

    def add(self, data: bytes) -> Future[None]:
        future: Future[None] = Future()
        self.chunks.append(data)
        self.size += len(data)
        self._futures.append(future)
        return future

    def add_sheaf(self, sheaf: _Sheaf) -> None:
        self.chunks += sheaf.chunks
        self.size += sheaf.size
        self._sheaves.append(sheaf)

    def __len__(self) -> int:
        return len(self.chunks)

    def answer(self, error: BaseException | None) -> None:
        for future in self._futures:
            future.set_exception(error) if error else future.set_result(None)
        for sheaf in self._sheaves:
            sheaf.answer_on_loop(error)


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
        self._sheaves: dict[asyncio.AbstractEventLoop, _Sheaf] = {}
        self._seal_requests: list[Future[None]] = []
        self._closing = False
        self._wanted = 1
        self._gather_until = 0.0
        self._wake = threading.Condition()
        self._thread = threading.Thread(target=self._work, name=f"segments-{name[:8]}", daemon=True)
        self._thread.start()

    async def append(self, data: bytes) -> None:
        """Return once the lines in `data` are durable. Raises BacklogError, ClosedError, or the place's OSError."""
        loop = asyncio.get_running_loop()
        sheaf = self._sheaves.get(loop)
        if sheaf is None:
            sheaf = self._sheaves[loop] = _Sheaf(loop)
            loop.call_soon(self._hand_over, loop)
        self._check_room(sheaf.size + len(data))
        await sheaf.add(data)

    def append_now(self, data: bytes) -> None:
        """As `append`, for threads."""
        with self._wake:
            self._check_room(len(data))
            future = self._group.add(data)
            self._notify()
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

    def _check_room(self, size: int) -> None:
        if self._closing:
            raise ClosedError
        if self._group.size + size > self._max_waiting:
            raise BacklogError

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        """Everything that came in this turn of the loop joins the next write."""
        sheaf = self._sheaves.pop(loop)
        with self._wake:
            if not self._closing:
                self._group.add_sheaf(sheaf)
                self._notify()
                return
        sheaf.answer(ClosedError())

    def _notify(self) -> None:
        """Wake the writing thread when what it waits for is there."""
        if len(self._group) >= self._wanted:
            self._wake.notify()

    def _work(self) -> None:
        while True:
            with self._wake:
                self._gather()
                group, self._group = self._group, _Group()
                seals, self._seal_requests = self._seal_requests, []
                last = self._closing
            began = time.monotonic()
            group.answer(_attempt(lambda group=group: self._write(group)))  # type: ignore[misc]
            self._pace(len(group), time.monotonic() - began)
            error = _attempt(self._seal_segment) if seals or last or self._is_due() else None
            for request in seals:
                request.set_exception(error) if error else request.set_result(None)
            if last:
                return

    def _gather(self) -> None:
        """Wait until there is something to do. Those who were just answered are likely to come again: for as long as
        the last write took, a group as large as the last one is waited for, so that few writes serve many requests.
        Whoever comes alone does not wait.
        """
        if self._wanted > 1:
            self._wake.wait_for(self._has_work, max(0.0, self._gather_until - time.monotonic()))
        self._wanted = 1
        self._wake.wait_for(self._has_work, self._until_seal())

    def _has_work(self) -> bool:
        return len(self._group) >= self._wanted or bool(self._seal_requests) or self._closing

    def _pace(self, requests: int, seconds: float) -> None:
        if requests:
            self._wanted = requests
            self._gather_until = time.monotonic() + min(seconds, MOST_GATHERING_SECONDS)

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
