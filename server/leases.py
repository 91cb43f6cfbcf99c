"""What one process of all nodes may do at a time. A lease ends by itself when its holder is gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, delete, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from server.clock import system_clock
from server.models import Lease
from server.models.columns import new_id

SECONDS = 15.0
"""How long the others wait for a node that has vanished."""
RENEW_SECONDS = 4.0

_log = structlog.get_logger("shirube.leases")


class LeaseLostError(Exception):
    """The lease could not be renewed in time: somebody else may be at it already."""


class Held:
    """A lease in our hands; `check` before every step that must not be done by two."""

    def __init__(self) -> None:
        self.lost = False

    def check(self) -> None:
        """Raises LeaseLostError."""
        if self.lost:
            raise LeaseLostError


class Leases:
    """`holder` names the node. A process that is started again takes over what its predecessor held at once."""

    def __init__(self, engine: Engine, holder: str) -> None:
        self._engine = engine
        self._holder = holder

    @contextmanager
    def held(self, name: str) -> Iterator[Held | None]:
        """The lease, renewed until the block ends; None when somebody else has it."""
        if not self._take(name):
            yield None
            return
        held, ended = Held(), threading.Event()
        heart = threading.Thread(target=self._renew, args=(name, held, ended), name=f"lease-{name}", daemon=True)
        heart.start()
        try:
            yield held
        finally:
            ended.set()
            heart.join()
            if not held.lost:
                self._give_back(name)

    def _take(self, name: str) -> bool:
        with self._engine.begin() as connection:
            now = _now(connection)
            insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
            values = {"holder": self._holder, "expires_at": now + timedelta(seconds=SECONDS)}
            statement = insert(Lease).values(id=new_id(), name=name, **values)
            table: Any = Lease
            taken = connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["name"],
                    set_=values,
                    where=or_(table.expires_at <= now, table.holder == self._holder),
                ).returning(table.name)
            )
            return taken.first() is not None

    def _renew(self, name: str, held: Held, ended: threading.Event) -> None:
        while not ended.wait(RENEW_SECONDS):
            try:
                held.lost = not self._take(name)
            except Exception:
                _log.exception("a lease could not be renewed", name=name)
                held.lost = True
            if held.lost:
                return

    def _give_back(self, name: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(Lease).where(col(Lease.name) == name, col(Lease.holder) == self._holder))


def _now(connection: Connection) -> datetime:
    """The database's time where nodes share one: their own clocks may differ."""
    if connection.dialect.name == "sqlite":
        return system_clock()
    now: datetime = connection.execute(select(func.now())).scalar_one()
    return now


def node_id(data: Path) -> str:
    """The name of this node, which is that of its data folder; made once."""
    path = data / "node-id"
    try:
        return path.read_text("utf-8").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(new_id(), "utf-8")
        return path.read_text("utf-8").strip()
