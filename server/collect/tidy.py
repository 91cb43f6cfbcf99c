"""Loaded segments: a server writes several a second, so they are put together by the hour and removed after a week."""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from analytics.segments import SegmentFolders

KEPT = timedelta(days=7)
TOGETHER_AFTER = timedelta(hours=1)
_BLOCK = 1024 * 1024


def tidy(folders: SegmentFolders, now: datetime) -> None:
    remove_old(folders, now)
    put_together(folders, now)


def remove_old(folders: SegmentFolders, now: datetime) -> int:
    """Remove loaded segments older than KEPT; answers how many."""
    removed = 0
    for path in folders.done.glob("*.ndjson"):
        if now - _time(path) > KEPT:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def put_together(folders: SegmentFolders, now: datetime) -> int:
    """Append the small files of each past hour to one of that hour; answers how many small ones there were.

    A line may then lie in both files when this is cut off between: harmless, as an event counts once by its id.
    """
    hours: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folders.done.glob("*.ndjson")):
        if not path.name.startswith("hour-") and now - _time(path) > TOGETHER_AFTER:
            hours[f"{_time(path):%Y%m%d-%H}"].append(path)
    for hour, paths in hours.items():
        target = folders.done / f"hour-{hour}.ndjson"
        with target.open("ab") as file:
            for path in paths:
                with path.open("rb") as small:
                    while block := small.read(_BLOCK):
                        file.write(block)
        newest = max(_time(path).timestamp() for path in paths)
        os.utime(target, (newest, newest))
        for path in paths:
            path.unlink(missing_ok=True)
    return sum(map(len, hours.values()))


def _time(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
