"""How far people come with a checklist, task by task."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.metrics.period import Period
from analytics.store import EventStore
from analytics.words import N_

DEFINITION = N_(
    "Of the checklists begun in the period: in how many the task was ticked off, until today. The time runs from the "
    "moment the checklist was first there; half of those who did the task took less."
)


@dataclass(frozen=True)
class TaskDone:
    """One task; `done` counts runs. `median_seconds` from the run's start to the tick."""

    task: str
    done: int
    people: int
    median_seconds: float | None


def checklist_tasks(store: EventStore, environment: str, guide: str, period: Period) -> dict[str, TaskDone]:
    """Every task that was ticked off, by its key, of the runs that began in the period."""
    rows = store.ask("checklist_tasks", environment=environment, guide=guide, start=period.start, end=period.end)
    return {row["task"]: TaskDone(**row) for row in rows}
