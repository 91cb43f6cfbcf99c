"""What writers that died left behind: kept up to the last whole line, the rest put aside and told."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from analytics.segments.folders import SegmentFolders, sync_folder


@dataclass(frozen=True)
class Recovered:
    """A segment sealed in its dead writer's place; `cut` bytes at its end were no whole line."""

    name: str
    cut: int


def recover(folders: SegmentFolders) -> list[Recovered]:
    """Seal what writers that died left in `open/`, up to the last whole line.

    An unfinished line was never answered for, so cutting it off loses nothing anybody was promised; it is kept in
    `bad/` all the same. Files of living writers are left alone.
    """
    found = (_recover_one(path, folders) for path in sorted(folders.open.glob("*.ndjson")))
    return [one for one in found if one is not None]


def _recover_one(path: Path, folders: SegmentFolders) -> Recovered | None:
    try:
        file = path.open("r+b")
    except FileNotFoundError:
        return None  # its writer, or another process that recovers, has just sealed it
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        if not path.exists():
            return None
        size = file.seek(0, os.SEEK_END)
        whole = _end_of_last_line(file.fileno(), size)
        _put_aside(os.pread(file.fileno(), size - whole, whole), folders.bad / f"{path.stem}.tail")
        os.ftruncate(file.fileno(), whole)
        os.fsync(file.fileno())
        if whole:
            os.replace(path, folders.sealed / path.name)
            sync_folder(folders.sealed)
        else:
            path.unlink()
    return Recovered(path.name, size - whole)


def _put_aside(tail: bytes, target: Path) -> None:
    """A tail of zeros is what a file system shows of writes that never reached the disk: nothing worth keeping."""
    if tail.strip(b"\x00"):
        target.write_bytes(tail)


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
