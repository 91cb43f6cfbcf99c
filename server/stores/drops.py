"""What was dropped, by day and reason."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from server.models import DropCount
from server.models.columns import new_id
from server.stores.scoped import Scope


class DropStore:
    """Drops of the scope's environment. Those without a known write key belong to no environment: `NOWHERE`."""

    NOWHERE = ""

    def __init__(self, session: Session, scope: Scope) -> None:
        self.session = session
        self.scope = scope

    def since(self, day: date) -> list[DropCount]:
        """Newest first."""
        return _since(self.session, self.scope.environment_id, day)


def dropped_nowhere(session: Session, day: date) -> list[DropCount]:
    """Drops whose write key no environment has, since a day; an installation with one workspace shows them."""
    return _since(session, DropStore.NOWHERE, day)


def _since(session: Session, environment_id: str, day: date) -> list[DropCount]:
    query = select(DropCount).where(DropCount.environment_id == environment_id, DropCount.day >= day)
    return list(session.exec(query.order_by(col(DropCount.last_at).desc())))


def count_drops(
    session: Session, environment_id: str, reason: str, count: int, last_at: datetime, example: str
) -> None:
    """Adds to the day's count, whoever else adds at the same time."""
    values = {"id": new_id(), "environment_id": environment_id, "day": last_at.date(), "reason": reason[:60]}
    newest = {"last_at": last_at, "example": example[:500]}
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(DropCount).values(**values, **newest, count=count)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["environment_id", "day", "reason"],
            set_={"count": DropCount.count + count, **newest},
        )
    )
