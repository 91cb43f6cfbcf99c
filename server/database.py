"""The relational engine, and the one place where a request's changes are committed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlmodel import Session

BUSY_SECONDS = 10


def make_engine(url: str) -> Engine:
    """An engine for `sqlite:///…` or `postgresql://…`. SQLite gets write-ahead logging and enforced foreign keys."""
    parsed = _with_driver(make_url(url))
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, pool_size=10, max_overflow=20)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS}, pool_size=20)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _with_driver(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def make_durable(engine: Engine) -> None:
    """What is committed survives a power loss from here on. PostgreSQL does that with every commit; SQLite in WAL mode
    with the next checkpoint.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")


def open_session(engine: Engine) -> Session:
    """A session whose rows stay readable after the commit."""
    return Session(engine, expire_on_commit=False)


def _session_of_request(request: Request) -> Iterator[Session]:
    with open_session(request.app.state.services.engine) as session:
        yield session
        session.commit()


SessionDep = Annotated[Session, Depends(_session_of_request, scope="function")]
"""The request's session. Committed once, after the handler and before the answer leaves; rolled back on any error."""
