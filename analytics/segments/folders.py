"""Where segments lie, and who may load them."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SegmentFolders:
    """The folders below one root, made when they are missing."""

    root: Path

    def __post_init__(self) -> None:
        for folder in (self.open, self.sealed, self.done, self.bad):
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

    @property
    def bad(self) -> Path:
        """Lines and tails that could not be read, for whoever wants to know what they were."""
        return self.root / "bad"

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


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, as they are now."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
