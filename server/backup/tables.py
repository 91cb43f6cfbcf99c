"""The relational tables as NDJSON, the same from SQLite and PostgreSQL: a copy of one can be put into the other."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Date, DateTime, Engine, LargeBinary, Table, insert, select
from sqlmodel import SQLModel

import server.models  # noqa: F401 - so that every table is known
from server.models.columns import UtcDateTime

ROWS_AT_ONCE = 1000


def save_tables(engine: Engine, folder: Path) -> dict[str, int]:
    """One file a table, all of the same moment; answers the rows of each."""
    counts = {}
    with _snapshot(engine) as connection:
        for table in SQLModel.metadata.sorted_tables:
            with (folder / f"{table.name}.ndjson").open("wb") as file:
                counts[table.name] = 0
                for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(select(table)).mappings():
                    file.write(msgspec.json.encode({name: _plain(value) for name, value in row.items()}) + b"\n")
                    counts[table.name] += 1
    return counts


def restore_tables(engine: Engine, folder: Path) -> None:
    """Fill the empty tables, all or nothing."""
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in SQLModel.metadata.sorted_tables:
            for rows in _batches(folder / f"{table.name}.ndjson", table):
                connection.execute(insert(table), rows)


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
            yield connection
            connection.rollback()
            return
        isolated = connection.execution_options(isolation_level="REPEATABLE READ")
        with isolated.begin():
            yield isolated


def _batches(path: Path, table: Table) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    with path.open("rb") as file:
        for line in file:
            row = msgspec.json.decode(line)
            batch.append({column.name: _of_type(row.get(column.name), column.type) for column in table.c})
            if len(batch) == ROWS_AT_ONCE:
                yield batch
                batch = []
    if batch:
        yield batch


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _of_type(value: Any, type_: Any) -> Any:
    if value is None:
        return None
    if isinstance(type_, UtcDateTime | DateTime):
        return datetime.fromisoformat(value)
    if isinstance(type_, Date):
        return date.fromisoformat(value)
    return base64.b64decode(value) if isinstance(type_, LargeBinary) else value
