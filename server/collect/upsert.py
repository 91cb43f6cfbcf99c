"""Writing many rows at once, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

T = TypeVar("T")
CHUNK = 500
"""Rows asked for or written at once: well below SQLite's limit of bound values."""


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def upsert(
    connection: Connection, model: type[SQLModel], rows: Sequence[Mapping[str, Any]], key: Sequence[str]
) -> None:
    """Insert, or where `key` exists set every other given column; the id of an existing row stays."""
    if not rows:
        return
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(model)
    changed = [name for name in rows[0] if name not in (*key, "id", "workspace_id")]
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=list(key), set_={name: statement.excluded[name] for name in changed}
        ),
        [dict(row) for row in rows],
    )
