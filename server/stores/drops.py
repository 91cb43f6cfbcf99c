"""What was dropped: counted by day and reason, and the newest as they came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from server.models import DeadLetter, DropCount
from server.models.columns import new_id
from server.stores.scoped import Scope

MOST_LETTERS = 200
"""Kept of each reason in an environment: enough to find a cause, whatever floods in."""
LETTERS_KEPT = timedelta(days=30)
COUNTS_KEPT = timedelta(days=90)


class DropStore:
    """Drops of the scope's environment. Those without a known write key belong to no environment: `NOWHERE`."""

    NOWHERE = ""

    def __init__(self, session: Session, scope: Scope) -> None:
        self.session = session
        self.scope = scope

    def since(self, day: date) -> list[DropCount]:
        """Newest first."""
        return _since(self.session, self.scope.environment_id, day)

    def letters(self, reason: str = "", limit: int = 50) -> list[DeadLetter]:
        """The newest dropped events, of one reason or all."""
        return _letters(self.session, self.scope.environment_id, reason, limit)


def dropped_nowhere(session: Session, day: date) -> list[DropCount]:
    """Drops whose write key no environment has, since a day; an installation with one workspace shows them."""
    return _since(session, DropStore.NOWHERE, day)


def letters_from_nowhere(session: Session, reason: str = "", limit: int = 50) -> list[DeadLetter]:
    """As `DropStore.letters`, of what no write key belongs to."""
    return _letters(session, DropStore.NOWHERE, reason, limit)


def _letters(session: Session, environment_id: str, reason: str, limit: int) -> list[DeadLetter]:
    query = select(DeadLetter).where(DeadLetter.environment_id == environment_id)
    if reason:
        query = query.where(DeadLetter.reason == reason)
    return list(
        session.exec(query.order_by(col(DeadLetter.received_at).desc(), col(DeadLetter.id).desc()).limit(limit))
    )


def keep_letters(session: Session, environment_id: str, reason: str, letters: Sequence[DeadLetter]) -> None:
    """Adds the newest of one reason and removes those beyond MOST_LETTERS."""
    session.add_all(letters)
    session.flush()
    table = DeadLetter
    mine = (col(table.environment_id) == environment_id) & (col(table.reason) == reason)
    newest = select(col(table.id)).where(mine).order_by(col(table.received_at).desc(), col(table.id).desc())
    session.connection().execute(delete(table).where(mine, col(table.id).not_in(newest.limit(MOST_LETTERS))))


def forget_old_drops(session: Session, now: datetime) -> int:
    """Removes letters and counts that have served their time; answers how many."""
    letters = delete(DeadLetter).where(col(DeadLetter.received_at) < now - LETTERS_KEPT)
    counts = delete(DropCount).where(col(DropCount.day) < (now - COUNTS_KEPT).date())
    connection = session.connection()
    return connection.execute(letters).rowcount + connection.execute(counts).rowcount


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
