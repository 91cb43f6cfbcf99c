"""Every migration goes upward over tables that have rows in them, and loses none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from server.migrations import run
from tests.server.test_migrations import empty  # noqa: F401 - a fixture

MOMENT = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
DRAFT = {"key": "g", "kind": "walkthrough", "name": "G", "steps": [{"key": "a"}, {"key": "b"}]}


def revisions() -> list[str]:
    script = ScriptDirectory.from_config(run.config())
    return [one.revision for one in reversed(list(script.walk_revisions()))]


def value_for(column: sa.Column[Any], table: sa.Table) -> Any:
    """Something the column takes. JSON is a guide, which is what the migrations that read JSON expect to find."""
    kind = column.type
    if isinstance(kind, sa.Boolean):
        return False
    if isinstance(kind, sa.JSON) or "JSON" in str(kind):
        return DRAFT
    if isinstance(kind, sa.DateTime):
        return MOMENT
    if isinstance(kind, sa.Date):
        return MOMENT.date()
    if isinstance(kind, sa.Integer | sa.Numeric | sa.Float):
        return 1
    if isinstance(kind, sa.LargeBinary):
        return b"bytes"
    return f"{table.name}-{column.name}"[: getattr(kind, "length", None) or 30]


def fill(engine: Engine, already: set[str]) -> set[str]:
    """One row into every table that is new; answers the names of all tables with rows."""
    metadata = sa.MetaData()
    metadata.reflect(engine)
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            if table.name in already or table.name == "alembic_version":
                continue
            row: dict[str, Any] = {}
            for column in table.columns:
                parent = next(iter(column.foreign_keys), None)
                if parent is not None and parent.column.table is not table:
                    row[column.name] = connection.execute(sa.select(parent.column)).scalar()
                elif not column.nullable:
                    row[column.name] = value_for(column, table)
            connection.execute(table.insert().values(row))
    return set(metadata.tables) - {"alembic_version"}


def counts(engine: Engine, tables: set[str]) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            name: connection.execute(sa.select(sa.func.count()).select_from(sa.table(name))).scalar_one()
            for name in tables
        }


def test_every_upgrade_keeps_the_rows_there_are(empty: Engine) -> None:  # noqa: F811
    before: dict[str, int] = {}
    for revision in revisions():
        run.upgrade(empty, revision)
        after = counts(empty, set(before))
        assert after == before, f"rows were lost on the way to {revision}"
        before = counts(empty, fill(empty, set(before)))

    assert run.is_current(empty)
    with empty.connect() as connection:
        if empty.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        draft = connection.execute(sa.text("SELECT step_count, digest FROM guide")).one()
    assert draft.step_count == len(DRAFT["steps"])
    assert len(draft.digest) == 64
