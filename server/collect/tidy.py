"""Removing segments that were loaded long ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from analytics.segments import SegmentFolders

KEPT = timedelta(days=7)


def remove_old(folders: SegmentFolders, now: datetime) -> int:
    """Remove loaded segments older than KEPT; answers how many."""
    removed = 0
    for path in folders.done.glob("*.ndjson"):
        if now - datetime.fromtimestamp(path.stat().st_mtime, UTC) > KEPT:
            path.unlink(missing_ok=True)
            removed += 1
    return removed
