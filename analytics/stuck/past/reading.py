"""The journal of an environment, from the event store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from analytics.store import EventStore
from analytics.stuck.past.journal import Journal, JournalRow, journal_of
from analytics.stuck.past.tasks import Task, with_tasks


def read_journal(
    store: EventStore,
    environment: str,
    until: datetime,
    tasks: tuple[Task, ...] = (),
    beside: frozenset[str] = frozenset(),
) -> Journal:
    """Everything that had happened in the environment by `until`, but in the guides `beside` the page."""
    columns = store.columns("journal", environment=environment, until=until)
    return journal_of(with_tasks(rows_of(columns, beside), tasks))


def rows_of(columns: Mapping[str, Sequence[Any]], beside: frozenset[str]) -> Iterator[JournalRow]:
    """The store's answer row by row, but those in the guides `beside` the page."""
    rows = zip(*(columns[name] for name in JournalRow._fields), strict=True)
    made = (JournalRow._make(row) for row in rows)
    return (row for row in made if row.guide not in beside) if beside else made
