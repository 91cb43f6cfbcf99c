"""Product tasks: what people set out to do in the product itself, outside any guide, told by its own events.

A task names the events that show somebody at it and those that show it done. Its events then make passages just as a
guide's steps do: guide `task`, step the task's key, a new run after each time it was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analytics.stuck.past.journal import JournalRow

TASK_GUIDE = "task"


@dataclass(frozen=True)
class Task:
    """For example `Task("month-end", tried_by={"close_opened"}, done_by={"month_closed"})`; names of events."""

    key: str
    tried_by: frozenset[str]
    done_by: frozenset[str]


def with_tasks(rows: Iterable[JournalRow], tasks: tuple[Task, ...]) -> Iterator[JournalRow]:
    """The rows in time order, and after each event that belongs to a task the same event as a step of that task."""
    runs: dict[tuple[str, str], int] = {}
    begun: set[tuple[str, str]] = set()
    for row in rows:
        yield row
        for task in tasks:
            key = (task.key, row.person)
            if row.type in task.done_by and key in begun:
                begun.discard(key)
                yield _as_step(row, task, runs[key], "step_verified")
            elif row.type in task.tried_by:
                if key not in begun:
                    begun.add(key)
                    runs[key] = runs.get(key, 0) + 1
                yield _as_step(row, task, runs[key], "step_seen")


def _as_step(row: JournalRow, task: Task, run: int, type_: str) -> JournalRow:
    run_name = f"task:{task.key}:{row.person}:{run}"
    return row._replace(type=type_, run=run_name, guide=TASK_GUIDE, step=task.key)
