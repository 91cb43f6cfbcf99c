"""The environments of a workspace."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import col

from server.auth.secrets import new_token
from server.errors import Conflict, NotFound
from server.models import Environment
from server.stores.activity import ActivityStore
from server.stores.scoped import ScopedStore


class EnvironmentStore(ScopedStore):
    """All environments of the scope's workspace, not only the chosen one."""

    def all(self) -> list[Environment]:
        """Oldest first: the first is the default."""
        return list(self.session.exec(self.rows(Environment).order_by(col(Environment.id))))

    def find(self, key: str) -> Environment | None:
        return self.session.exec(self.rows(Environment).where(Environment.key == key)).first()

    def get(self, key: str) -> Environment:
        """Raises `NotFound`."""
        row = self.find(key)
        if row is None:
            raise NotFound(f"There is no environment “{key}”.")
        return row

    def create(self, key: str, name: str, now: datetime, **values: Any) -> Environment:
        """A new environment with a write key of its own; raises `Conflict` when the key is taken."""
        if self.find(key) is not None:
            raise Conflict(f"The key “{key}” is taken by another environment.")
        row = Environment(
            workspace_id=self.scope.workspace_id,
            key=key,
            name=name,
            created_at=now,
            **{"write_key": new_token("wk_"), "languages": ["en", "ja"]} | values,
        )
        self.session.add(row)
        self.session.flush()
        return row

    def update(self, row: Environment, **values: Any) -> None:
        """Changes fields; sessions are told at once."""
        for name, value in values.items():
            setattr(row, name, value)
        row.revision += 1
        self.session.add(row)

    def stop_guides(self, row: Environment, because: str, now: datetime) -> None:
        """The emergency stop: from the next session on, nobody is shown anything here."""
        self.update(row, stopped_at=now, stopped_by=self.scope.author_id, stopped_because=because)
        ActivityStore(self.session, self.scope).note("stopped_all", now, because=because)

    def start_guides(self, row: Environment, now: datetime) -> None:
        """Ends the emergency stop: what is published is shown again."""
        self.update(row, stopped_at=None, stopped_by=None, stopped_because="")
        ActivityStore(self.session, self.scope).note("started_all", now)

    def renew_write_key(self, row: Environment) -> str:
        """The old key stops working at once."""
        self.update(row, write_key=new_token("wk_"))
        return row.write_key
