"""A person's rows in the relational tables, found by the names of columns, so that no new table is forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, select, update
from sqlmodel import SQLModel, col

from server.models import DeadLetter, DropCount, FollowUp, Person

Found = dict[str, list[dict[str, Any]]]


def rows_of(connection: Connection, environment: str, keys: Sequence[str]) -> Found:
    """Table → rows: the person, whatever refers to them by id or key, and what refers to that."""
    found: Found = {}
    for table, condition in _theirs(connection, environment, keys):
        rows = [dict(row) for row in connection.execute(select(table).where(condition)).mappings()]
        if rows:
            found.setdefault(table.name, []).extend(rows)
    return found


def delete_rows(connection: Connection, environment: str, keys: Sequence[str]) -> int:
    """Answers how many rows went; the caller commits."""
    removed = 0
    for table, condition in _theirs(connection, environment, keys):
        ids = list(connection.scalars(select(table.c.id).where(condition)))
        removed += _delete_with_children(connection, table, ids)
        if table.name == "finding":
            _forget_findings(connection, environment, set(ids))
    _forget_examples(connection, environment, keys)
    return removed


def _theirs(
    connection: Connection, environment: str, keys: Sequence[str]
) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Tables with the condition that finds the person's rows; the person's own row comes last."""
    person: Any = Person
    ids = list(connection.scalars(select(person.id).where(person.environment_id == environment, person.key.in_(keys))))
    for table in reversed(SQLModel.metadata.sorted_tables):
        if "person_id" in table.c:
            yield table, table.c.person_id.in_(ids)
        elif "person_key" in table.c:
            yield table, (table.c.environment_id == environment) & table.c.person_key.in_(keys)
    yield person.__table__, person.id.in_(ids)


def _delete_with_children(connection: Connection, table: Table, ids: Sequence[str]) -> int:
    if not ids:
        return 0
    removed = 0
    for child in SQLModel.metadata.sorted_tables:
        for column in child.c:
            if any(key.column.table is table for key in column.foreign_keys):
                found = list(connection.scalars(select(child.c.id).where(column.in_(ids))))
                removed += _delete_with_children(connection, child, found)
    return removed + connection.execute(delete(table).where(table.c.id.in_(ids))).rowcount


def _forget_findings(connection: Connection, environment: str, gone: set[str]) -> None:
    """Follow-ups are about accounts and stay; they no longer name findings about the person."""
    table: Any = FollowUp
    query = select(table.id, table.finding_ids).where(table.environment_id == environment)
    for row_id, finding_ids in connection.execute(query).all():
        left = [one for one in finding_ids if one not in gone]
        if left != finding_ids:
            connection.execute(update(table.__table__).where(col(FollowUp.id) == row_id).values(finding_ids=left))


def _forget_examples(connection: Connection, environment: str, keys: Sequence[str]) -> None:
    """Events that were not taken are kept for a while as they came, and may name the person: as a word in quotes, so
    that the key “1” does not take all others with it.
    """
    drops: Any = DropCount
    letters: Any = DeadLetter
    for key in keys:
        quoted = json.dumps(key, ensure_ascii=False)
        connection.execute(
            update(drops.__table__)
            .where(drops.environment_id.in_([environment, ""]), drops.example.contains(quoted, autoescape=True))
            .values(example="")
        )
        connection.execute(
            delete(letters.__table__).where(
                letters.environment_id.in_([environment, ""]), letters.payload.contains(quoted, autoescape=True)
            )
        )
