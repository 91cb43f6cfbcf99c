"""Allowances that all web workers of a machine draw from, in a small file they share."""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_RECORD = struct.Struct("<36sdd")
"""An environment's id, what is left (below 0: owed), and when that was, in seconds since the epoch."""
_COUNT = struct.Struct("<Q")
MOST_RECORDS = 4096


class SharedBuckets:
    """For one event loop a process; processes take turns by a lock that lasts microseconds and dies with its holder.

    Of more than `MOST_RECORDS` environments with a limit all begin anew: too much is let through for once.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        size = _COUNT.size + MOST_RECORDS * _RECORD.size
        if os.fstat(self._descriptor).st_size < size:
            os.ftruncate(self._descriptor, size)
        self._memory = mmap.mmap(self._descriptor, size)

    def take(self, environment: str, amount: int, rate: float, most: float, now: float) -> float:
        """Take `amount` of what has gathered at `rate` a second, up to `most`. An amount is taken whole as long as
        anything is left. Answers 0, or, when nothing was taken, the seconds until something is there again.
        """
        with self._alone():
            place = self._place_of(environment.encode()[:36].ljust(36, b"\0"), most, now)
            key, left, since = _RECORD.unpack_from(self._memory, place)
            left = min(left + max(0.0, now - since) * rate, most)
            taken = left > 0
            _RECORD.pack_into(self._memory, place, key, left - amount if taken else left, now)
        return 0.0 if taken else max(-left / rate, 1 / rate)

    def close(self) -> None:
        self._memory.close()
        os.close(self._descriptor)

    def _place_of(self, key: bytes, most: float, now: float) -> int:
        count: int = _COUNT.unpack_from(self._memory, 0)[0]
        end = _COUNT.size + count * _RECORD.size
        found = self._memory.find(key, _COUNT.size, end)
        if found >= 0:
            return found
        if count >= MOST_RECORDS:
            count, end = 0, _COUNT.size
        _RECORD.pack_into(self._memory, end, key, most, now)
        _COUNT.pack_into(self._memory, 0, count + 1)
        return end

    @contextmanager
    def _alone(self) -> Iterator[None]:
        fcntl.lockf(self._descriptor, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.lockf(self._descriptor, fcntl.LOCK_UN)
