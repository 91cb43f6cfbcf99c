"""Runs Alembic without an ini file, on the engine that is passed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

FOLDER = Path(__file__).parent


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration; `env.py` uses the connection in its attributes."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Brings the tables up to this version, all or nothing."""
    with _exclusive(engine) as connection:
        command.upgrade(config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Takes changes back, down to `revision`; `base` is the empty database."""
    with _exclusive(engine) as connection:
        command.downgrade(config(connection), revision)


@contextmanager
def _exclusive(engine: Engine) -> Iterator[Connection]:
    """SQLite changes tables in a transaction only when it is begun by hand; foreign keys must rest meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection
        connection.commit()
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def current_revision(engine: Engine) -> str | None:
    """The revision the database is at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()


def is_current(engine: Engine) -> bool:
    """Whether the database has exactly the tables this version expects."""
    return current_revision(engine) == head_revision()


def write_revision(engine: Engine, message: str, number: str) -> None:
    """Writes a migration file for what the models have and this upgraded database has not. Read it before use."""
    with engine.connect() as connection:
        command.revision(config(connection), message=message, autogenerate=True, rev_id=number)
