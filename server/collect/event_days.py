"""How often people did what live guides ask about, per day, beside the person, so that a session is one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select, update
from sqlmodel import col

from server.collect.upsert import chunks
from server.models import Person

WINDOW = timedelta(days=91)
"""A little more than the longest window a condition may have."""

Days = dict[str, dict[str, int]]


def by_person(rows: Iterable[dict[str, Any]]) -> dict[str, Days]:
    """Rows of person, type, day, times → what `Person.event_days` holds."""
    people: dict[str, Days] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        people[row["person"]][row["type"]][row["day"].isoformat()] = row["times"]
    return people


def since(now: datetime) -> datetime:
    return now - WINDOW


def write(connection: Connection, environment: str, people: dict[str, Days], names: Sequence[str]) -> None:
    """Replace the days of these people, for these names; the caller commits."""
    table: Any = Person
    for keys in chunks(sorted(people)):
        query = select(table.id, table.key, table.event_days).where(
            table.environment_id == environment, table.key.in_(keys)
        )
        changed = [
            {"row_id": row_id, "days": _replaced(days, people[key], names)}
            for row_id, key, days in connection.execute(query).all()
        ]
        if changed:
            statement = update(table.__table__).where(col(Person.id) == bindparam("row_id"))
            connection.execute(statement.values(event_days=bindparam("days", type_=table.event_days.type)), changed)


def _replaced(known: Days, fresh: Days, names: Sequence[str]) -> Days:
    """Names no guide asks about any more are forgotten."""
    kept = {name: days for name, days in known.items() if name in names}
    return kept | {name: dict(days) for name, days in fresh.items()}
