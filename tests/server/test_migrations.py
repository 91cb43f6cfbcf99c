"""The tables the migrations make are the tables the models describe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlmodel import SQLModel

from server.database import make_engine
from server.migrations import run
from tests.databases import PostgresTemplate


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without tables."""
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'empty.db'}")
        yield engine
        engine.dispose()
        return
    template: PostgresTemplate = request.getfixturevalue("postgres_template")
    url = template.empty()
    engine = make_engine(url)
    yield engine
    engine.dispose()
    template.drop(url)


def test_migrations_make_what_the_models_describe(empty: Engine) -> None:
    assert not run.is_current(empty)

    run.upgrade(empty)

    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    assert run.is_current(empty)


def test_every_change_can_be_taken_back(empty: Engine) -> None:
    run.upgrade(empty)
    run.downgrade(empty, "base")

    assert set(inspect(empty).get_table_names()) <= {"alembic_version"}
    run.upgrade(empty)
    assert run.is_current(empty)


def test_a_change_that_fails_leaves_nothing_behind(empty: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    original: Callable[..., None] = command.upgrade

    def upgrade_then_fail(*given: object) -> None:
        original(*given)
        raise RuntimeError("the power went out")

    monkeypatch.setattr(command, "upgrade", upgrade_then_fail)
    with pytest.raises(RuntimeError):
        run.upgrade(empty)

    assert inspect(empty).get_table_names() == []


def test_sqlite_keeps_foreign_keys_after_an_upgrade(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'keys.db'}")
    run.upgrade(engine)

    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()
