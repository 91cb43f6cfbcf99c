"""What people began and which tasks of checklists they did, kept beside them so that a session is one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
WEEK_SECONDS = 7 * 24 * 3600
MOST_STARTS = 200


@dataclass
class Progress:
    """One person's part of a load."""

    starts: dict[str, tuple[float, str]] = field(default_factory=dict)
    """Run → Unix seconds and guide."""
    tasks: dict[str, list[str]] = field(default_factory=dict)
    """Guide → keys of tasks, in the order in which they were done."""


def gather_progress(rows: Iterable[Row]) -> dict[str, dict[str, Progress]]:
    """Environment → person → progress, from the rows of `load/progress.sql`."""
    found: dict[str, dict[str, Progress]] = {}
    for row in rows:
        progress = found.setdefault(row["environment"], {}).setdefault(row["person"], Progress())
        if row["type"] == "guide_started":
            progress.starts[row["run"]] = (row["at"].timestamp(), row["guide"])
        elif row["step"]:
            progress.tasks.setdefault(row["guide"], []).append(row["step"])
    return found


def with_tasks(known: Mapping[str, Any], fresh: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """States of guides, the fresh ones in place of the known; tasks once done stay done."""
    states = {**known, **fresh}
    for guide, state in states.items():
        before = known.get(guide, {}).get("done", [])
        done = list(dict.fromkeys([*before, *progress.tasks.get(guide, [])]))
        if done:
            states[guide] = {**state, "done": done}
    return states


def with_starts(known: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Starts of the last seven days before the newest one."""
    starts = {**known, **{run: list(start) for run, start in progress.starts.items()}}
    newest = max((at for at, _ in starts.values()), default=0.0)
    recent = sorted((at, run) for run, (at, _) in starts.items() if at > newest - WEEK_SECONDS)
    return {run: starts[run] for _, run in recent[-MOST_STARTS:]}
