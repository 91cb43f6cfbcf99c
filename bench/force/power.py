"""Power loss: what was not made durable is gone.

A small library, preloaded into the server, notes the length of each file at its last fsync. When the power goes, all
processes die, and files that only grow (segments, DuckDB's log, the index of ids) are cut back to that length.
Databases overwrite their files in place; what of that reaches the disk when is their own proof, not ours.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parent / "synced.c"
GROWING = ("segments/open/*", "segments/sealed/*", "events.duckdb.wal", "events.duckdb.ids/*.ids")


def found_compiler() -> str | None:
    """What the library is made with; it can be preloaded on Linux only."""
    return (shutil.which("cc") or shutil.which("gcc")) if sys.platform == "linux" else None


class PowerSwitch:
    """`variables` go into the server's environment."""

    def __init__(self, folder: Path) -> None:
        self._notes = folder / "synced.txt"
        self._library = folder / "synced.so"
        compiler = found_compiler()
        if compiler is None:
            raise RuntimeError("a C compiler on Linux is needed to play a power loss")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(self._library), str(SOURCE), "-ldl"], check=True)
        self.variables = {"LD_PRELOAD": str(self._library), "POWER_LOG": str(self._notes)}

    def cut_unsynced(self, data: Path) -> int:
        """Cut every growing file back to what was durable; answers the bytes that were lost."""
        durable = self._durable_lengths()
        lost = 0
        for pattern in GROWING:
            for path in data.glob(pattern):
                state = path.stat()
                kept = min(state.st_size, durable.get(state.st_ino, 0))
                lost += state.st_size - kept
                with path.open("r+b") as file:
                    file.truncate(kept)
        return lost

    def _durable_lengths(self) -> dict[int, int]:
        if not self._notes.exists():
            return {}
        notes = (line.split() for line in self._notes.read_text().splitlines())
        return {int(inode): int(length) for inode, length in notes}
