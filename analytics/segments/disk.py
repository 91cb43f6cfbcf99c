"""A segment as a file on this machine's disk."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path

from analytics.segments.folders import SegmentFolders, sync_folder


class DiskPlace:
    """Segments are written to `open/` and sealed into `sealed/`."""

    def __init__(self, folders: SegmentFolders) -> None:
        self._folders = folders

    def begin(self, name: str) -> DiskSegment:
        return DiskSegment(self._folders.open / f"{name}.ndjson", self._folders.sealed)


class DiskSegment:
    """One file being written. Knows its size; the lock says that its writer is alive."""

    def __init__(self, path: Path, sealed: Path) -> None:
        self.path = path
        self.size = 0
        self._sealed = sealed
        self._descriptor = _create_locked(path)
        sync_folder(path.parent)

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

    def seal(self) -> None:
        """Hand the file to the loader."""
        os.replace(self.path, self._sealed / self.path.name)
        sync_folder(self._sealed)
        os.close(self._descriptor)


def _create_locked(path: Path) -> int:
    """Whoever recovers leftovers may have taken the new file for one, and removed it before it was locked."""
    while True:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o640)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
