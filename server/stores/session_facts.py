"""The one query behind `POST /v1/session`: the environment of a write key, and what is known of the person."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Engine, Select, and_, bindparam, select
from sqlmodel import col

from server.models import Account, Environment, Membership, Person

_PERSON = and_(col(Person.environment_id) == Environment.id, col(Person.key) == bindparam("person"))
_ACCOUNT = and_(col(Account.environment_id) == Environment.id, col(Account.key) == bindparam("account"))
_MEMBERSHIP = and_(col(Membership.person_id) == Person.id, col(Membership.account_id) == Account.id)
_QUERY: Select[Any] = (
    select(
        col(Environment.id),
        col(Environment.workspace_id),
        col(Environment.revision),
        col(Person.name),
        col(Person.traits),
        col(Person.guide_states),
        col(Person.guide_starts),
        col(Person.event_days),
        col(Person.stuck_at),
        col(Account.name),
        col(Account.plan),
        col(Account.stage),
        col(Account.arr),
        col(Account.traits),
        col(Membership.traits),
    )
    .select_from(Environment)
    .outerjoin(Person, _PERSON)
    .outerjoin(Account, _ACCOUNT)
    .outerjoin(Membership, _MEMBERSHIP)
    .where(col(Environment.write_key) == bindparam("write_key"))
)
_decode = msgspec.json.Decoder().decode


@dataclass(slots=True)
class SessionFacts:
    """What the database knows; empty mappings for somebody not seen before."""

    environment_id: str
    workspace_id: str
    revision: int
    person: dict[str, Any]
    guide_states: dict[str, Any]
    guide_starts: dict[str, Any]
    event_days: dict[str, Any]
    stuck_at: list[str]
    account: dict[str, Any]
    membership: dict[str, Any]


class SessionFactsReader:
    """Asks the driver itself: building rows and results costs five times what SQLite needs for the answer.

    On SQLite each thread keeps a connection, whose reads wait for nobody (WAL); on PostgreSQL the pool lends one.
    """

    def __init__(self, engine: Engine) -> None:
        compiled = _QUERY.compile(engine)
        self._engine = engine
        self._sql = str(compiled)
        self._order: list[str] = list(getattr(compiled, "positiontup", None) or [])
        self._own = threading.local()
        self.connections: list[sqlite3.Connection] = []
        self.in_process = engine.dialect.name == "sqlite"
        """Whether an answer takes microseconds, so that asking in the event loop is cheaper than a thread."""

    def read(self, write_key: str, person: str, account: str | None) -> SessionFacts | None:
        """One statement. None when no environment has this write key."""
        values = {"write_key": write_key, "person": person, "account": account}
        row = self._from_sqlite(values) if self.in_process else self._from_pool(values)
        return _facts(*row) if row is not None else None

    def _from_sqlite(self, values: dict[str, Any]) -> Any:
        own: sqlite3.Connection = getattr(self._own, "connection", None) or self._connect()
        return own.execute(self._sql, [values[name] for name in self._order]).fetchone()

    def _connect(self) -> sqlite3.Connection:
        file = str(self._engine.url.database)
        # Used by its own thread only, but closed by whichever ends the process.
        self._own.connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self.connections.append(self._own.connection)
        return self._own.connection  # type: ignore[no-any-return]

    def _from_pool(self, values: dict[str, Any]) -> Any:
        with self._engine.connect() as connection:
            return connection.exec_driver_sql(self._sql, values).fetchone()

    def close(self) -> None:
        """Closes the connections of all threads; the next read opens a new one."""
        self._own = threading.local()
        while self.connections:
            self.connections.pop().close()


def _facts(
    environment_id: str,
    workspace_id: str,
    revision: int,
    name: str | None,
    traits: Any,
    states: Any,
    starts: Any,
    days: Any,
    stuck_at: Any,
    account_name: str | None,
    plan: str | None,
    stage: str | None,
    arr: float | None,
    account_traits: Any,
    membership: Any,
) -> SessionFacts:
    person = _mapping(traits)
    if name:
        person["name"] = name
    account = _mapping(account_traits)
    for key, value in (("name", account_name), ("plan", plan), ("stage", stage), ("arr", arr)):
        if value is not None and value != "":
            account[key] = value
    return SessionFacts(
        environment_id,
        workspace_id,
        revision,
        person,
        _mapping(states),
        _mapping(starts),
        _mapping(days),
        _places(stuck_at),
        account,
        _mapping(membership),
    )


def _mapping(value: Any) -> dict[str, Any]:
    """A JSON column as the driver gives it: text on SQLite, read already on PostgreSQL."""
    if not value or value == "{}":
        return {}
    read: dict[str, Any] = dict(value) if isinstance(value, dict) else _decode(value)
    return read


def _places(value: Any) -> list[str]:
    """A JSON list, likewise."""
    if not value or value == "[]":
        return []
    return list(value) if isinstance(value, list) else list(_decode(value))
