"""Event segments: files of NDJSON lines that make an answer durable before anything else is done with it.

`open/` holds what is being written, each file locked by its writer; `sealed/` waits for the loader; `done/` is kept a
while. All requests that come while the disk is busy share the next fdatasync (group commit).
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

MAX_SEGMENT_BYTES = 8 * 1024 * 1024
MAX_WAITING_BYTES = 64 * 1024 * 1024


class BacklogError(Exception):
    """More is waiting for the disk than may be held in memory; come back later."""


class ClosedError(Exception):
    """The writer has been closed."""


@dataclass(frozen=True)
class SegmentFolders:
    """The three folders below one root, made when they are missing."""

    root: Path

    def __post_init__(self) -> None:
        for folder in (self.open, self.sealed, self.done):
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def open(self) -> Path:
        return self.root / "open"

    @property
    def sealed(self) -> Path:
        return self.root / "sealed"

    @property
    def done(self) -> Path:
        return self.root / "done"

    def waiting(self) -> list[Path]:
        """Sealed segments, in the order of their names: per writer the order they were written in."""
        return sorted(self.sealed.glob("*.ndjson"))

    @contextlib.contextmanager
    def loading_alone(self) -> Iterator[bool]:
        """Whether we are the one process that loads from here; we stay it until the block ends."""
        with (self.root / "loader.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def finish(self, segment: Path) -> None:
        """Put a loaded segment away."""
        os.replace(segment, self.done / segment.name)


class _OpenSegment:
    """One file being written. Knows its size; the lock says that its writer is alive."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o640)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        _sync_folder(path.parent)

    def append(self, chunks: list[bytes]) -> None:
        """Write and make durable; on any failure the file is cut back to what was durable before."""
        data = b"".join(chunks)
        try:
            _write_all(self._descriptor, data)
            os.fdatasync(self._descriptor)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self.size)
            raise
        self.size += len(data)

    def seal(self, sealed: Path) -> Path:
        target = sealed / self.path.name
        os.replace(self.path, target)
        _sync_folder(sealed)
        os.close(self._descriptor)
        return target


class _Group:
    """Those who wait for the same fdatasync: one wake-up per event loop, however many requests."""

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
    """Appends lines durably. One a process; safe from any thread and event loop.

    `name` must be unique for ever, e.g. a UUIDv7. A thread of its own writes, so that no event loop ever waits for
    the disk. `close()` writes what waits and seals.
    """

    def __init__(
        self,
        folders: SegmentFolders,
        name: str,
        max_bytes: int = MAX_SEGMENT_BYTES,
        max_waiting_bytes: int = MAX_WAITING_BYTES,
    ) -> None:
        self.folders = folders
        self._name = name
        self._max_bytes = max_bytes
        self._max_waiting = max_waiting_bytes
        self._number = 0
        self._segment: _OpenSegment | None = None
        self._group = _Group()
        self._seal_requests: list[Future[None]] = []
        self._closing = False
        self._wake = threading.Condition()
        self._thread = threading.Thread(target=self._work, name=f"segments-{name[:8]}", daemon=True)
        self._thread.start()

    async def append(self, data: bytes) -> None:
        """Return once the lines in `data` are on disk. Raises BacklogError, ClosedError, or the disk's OSError."""
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
                self._wake.wait_for(lambda: self._group.chunks or self._seal_requests or self._closing)
                group, self._group = self._group, _Group()
                seals, self._seal_requests = self._seal_requests, []
                last = self._closing
            group.answer(_attempt(lambda group=group: self._write(group)))  # type: ignore[misc]
            full = self._segment is not None and self._segment.size >= self._max_bytes
            error = _attempt(self._seal_segment) if seals or full or last else None
            for request in seals:
                request.set_exception(error) if error else request.set_result(None)
            if last:
                return

    def _write(self, group: _Group) -> None:
        if not group.chunks:
            return
        if self._segment is None:
            self._number += 1
            self._segment = _OpenSegment(self.folders.open / f"{self._name}-{self._number:08d}.ndjson")
        self._segment.append(group.chunks)

    def _seal_segment(self) -> None:
        segment, self._segment = self._segment, None
        if segment is not None:
            segment.seal(self.folders.sealed)


def recover(folders: SegmentFolders) -> dict[str, int]:
    """Seal what writers that died left in `open/`, up to the last whole line.

    Answers the bytes cut off per segment: an unfinished line was never answered for, so cutting it loses nothing
    anybody was promised. Files of living writers are left alone.
    """
    cut: dict[str, int] = {}
    for path in sorted(folders.open.glob("*.ndjson")):
        lost = _recover_one(path, folders)
        if lost is not None:
            cut[path.name] = lost
    return cut


def _recover_one(path: Path, folders: SegmentFolders) -> int | None:
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        size = file.seek(0, os.SEEK_END)
        whole = _end_of_last_line(file.fileno(), size)
        os.ftruncate(file.fileno(), whole)
        os.fsync(file.fileno())
        if whole:
            os.replace(path, folders.sealed / path.name)
            _sync_folder(folders.sealed)
        else:
            path.unlink()
    return size - whole


def _end_of_last_line(descriptor: int, size: int) -> int:
    """The offset just after the last newline, read backwards in blocks."""
    block = 65536
    end = size
    while end > 0:
        start = max(0, end - block)
        found = os.pread(descriptor, end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _attempt(act: Callable[[], None]) -> BaseException | None:
    try:
        act()
    except Exception as error:
        return error
    return None


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
