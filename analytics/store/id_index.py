"""The ids of all events as sorted 64-bit hashes beside the DuckDB file: whether an id came before is a few binary
searches, however many events there are and however random their ids.

It may hold more than the store (a load that was cut off) and never less: what it knows is looked up exactly, what it
does not know is new. Files are merged so that there are few; each holds at least a few times what the next newer does.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
WIDTH = 8
GROWTH = 4
"""A file is merged with the one before it unless that is this many times larger."""
MERGED_AT_ONCE = 500_000


class IdIndex:
    """For one thread. In memory only without a folder."""

    def __init__(self, folder: Path | None, kind: str) -> None:
        """`kind` names the hash function: an index of another kind is of no use and is made anew."""
        self._folder = folder
        self._kind = kind
        self._runs: list[Hashes] = []
        self._paths: list[Path] = []
        self._number = 0
        if folder is not None:
            self._read(folder)

    def __len__(self) -> int:
        return sum(map(len, self._runs))

    def known(self, hashes: Hashes) -> NDArray[np.bool_]:
        """For each hash whether it was added before."""
        order = np.argsort(hashes)
        wanted, found = hashes[order], np.zeros(len(hashes), dtype=bool)
        for run in self._runs:
            places = np.searchsorted(run, wanted)  # in order, so that neighbours share what the processor has read
            places[places == len(run)] = 0
            found |= run[places] == wanted
        answer = np.empty(len(hashes), dtype=bool)
        answer[order] = found
        return answer

    def add(self, hashes: Hashes) -> None:
        """Durable when this returns."""
        if not len(hashes):
            return
        self._append([np.sort(hashes)])
        while len(self._runs) > 1 and len(self._runs[-2]) < GROWTH * len(self._runs[-1]):
            self._merge_last_two()

    def clear(self) -> None:
        """Forget everything, on disk as well."""
        self._runs, self._paths = [], []
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True)
            (self._folder / "kind").write_text(self._kind, "utf-8")

    def _read(self, folder: Path) -> None:
        """Whatever cannot be understood is not used: then there is less here than in the store, which is noticed."""
        kind = folder / "kind"
        if not kind.is_file() or kind.read_text("utf-8") != self._kind:
            self.clear()
            return
        for path in sorted(folder.glob("*.ids")):
            self._number = max(self._number, int(path.stem))
            if path.stat().st_size and path.stat().st_size % WIDTH == 0:
                self._runs.append(np.memmap(path, dtype=np.uint64, mode="r"))
                self._paths.append(path)

    def _append(self, pieces: Iterable[Hashes]) -> None:
        """A new run of these pieces, each sorted and all in order."""
        if self._folder is None:
            self._runs.append(np.concatenate(list(pieces)))
            return
        self._number += 1
        path = self._folder / f"{self._number:012d}.ids"
        unfinished = path.with_suffix(".unfinished")
        with unfinished.open("wb") as file:
            for piece in pieces:
                piece.tofile(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
        _sync(self._folder)
        self._runs.append(np.memmap(path, dtype=np.uint64, mode="r"))
        self._paths.append(path)

    def _merge_last_two(self) -> None:
        """The merged file is there before the two go; for a moment an id may lie in both, which does no harm."""
        (older, newer), paths = self._runs[-2:], self._paths[-2:]
        self._runs, self._paths = self._runs[:-2], self._paths[:-2]
        self._append(_merged(older, newer))
        for path in paths:
            path.unlink(missing_ok=True)


def _merged(older: Hashes, newer: Hashes) -> Iterator[Hashes]:
    """Two runs as one, piece by piece, so that merging takes as much memory however long they are."""
    taken = 0
    for start in range(0, len(older), MERGED_AT_ONCE):
        part = older[start : start + MERGED_AT_ONCE]
        is_last = start + MERGED_AT_ONCE >= len(older)
        until = len(newer) if is_last else int(np.searchsorted(newer, part[-1]))
        piece = np.concatenate((part, newer[taken:until]))
        piece.sort(kind="stable")  # two sorted halves: a merge
        taken = until
        yield piece


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
