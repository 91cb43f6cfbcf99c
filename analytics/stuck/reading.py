"""The journal of an environment, from the event store."""

from __future__ import annotations

from datetime import datetime

from analytics.store import EventStore
from analytics.stuck.journal import Journal, JournalRow, journal_of
from analytics.stuck.tasks import Task, with_tasks


def read_journal(
    store: EventStore,
    environment: str,
    until: datetime,
    tasks: tuple[Task, ...] = (),
    beside: frozenset[str] = frozenset(),
) -> Journal:
    """Everything that had happened in the environment by `until`, but in the guides `beside` the page."""
    columns = store.columns("journal", environment=environment, until=until)
    rows = zip(*(columns[name] for name in JournalRow._fields), strict=True)
    made = (JournalRow._make(row) for row in rows)
    return journal_of(with_tasks((row for row in made if row.guide not in beside) if beside else made, tasks))
