"""A person's lines in segments on this disk: loaded ones that are kept a while, waiting ones, what was put aside."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from analytics.segments import SegmentFolders

PATIENCE_SECONDS = 10.0
"""Open segments are sealed within a second; a writer that takes longer has died, and its file is recovered."""


class _Whose(msgspec.Struct):
    environment: str = ""
    person: str | None = None
    anonymous_id: str | None = None


_decoder = msgspec.json.Decoder(_Whose)


def remove_lines(folders: SegmentFolders, environment: str, keys: Sequence[str]) -> int:
    """Rewrite every closed segment without the person's lines; answers how many went. Nobody may load meanwhile."""
    removed = 0
    for folder in (folders.sealed, folders.done, folders.bad):
        for path in sorted(folder.iterdir()):
            removed += _rewrite(path, environment, set(keys))
    return removed


def wait_for_open_segments(folders: SegmentFolders) -> None:
    """Until what is being written now has been sealed: it may hold lines of the person."""
    writing, deadline = list(folders.open.glob("*.ndjson")), time.monotonic() + PATIENCE_SECONDS
    while any(path.exists() for path in writing) and time.monotonic() < deadline:
        time.sleep(0.1)


def _rewrite(path: Path, environment: str, keys: set[str]) -> int:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return 0
    if not any(key.encode() in data or _escaped(key) in data for key in keys):
        return 0
    lines = data.splitlines(keepends=True)
    kept = [line for line in lines if not _is_theirs(line, environment, keys)]
    if len(kept) < len(lines):
        fresh = path.with_name(f"{path.name}.rewritten")
        fresh.write_bytes(b"".join(kept))
        os.replace(fresh, path)
    return len(lines) - len(kept)


def _escaped(key: str) -> bytes:
    """The key as JSON writes it."""
    return msgspec.json.encode(key)[1:-1]


def _is_theirs(line: bytes, environment: str, keys: set[str]) -> bool:
    """A line that cannot be read but holds the key goes as well."""
    try:
        whose = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return any(_escaped(key) in line for key in keys)
    return whose.environment == environment and (
        whose.person in keys or (whose.person is None and whose.anonymous_id in keys)
    )
