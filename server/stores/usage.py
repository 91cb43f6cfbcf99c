"""How many events each environment took, by UTC day."""

from __future__ import annotations

from datetime import date

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, select

from server.models import EventUsage
from server.models.columns import new_id
from server.stores.scoped import Scope


class UsageStore:
    """The scope's environment."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self.session = session
        self.scope = scope

    def on(self, day: date) -> EventUsage:
        """The day's counts; zeros when nothing came."""
        environment = self.scope.environment_id
        query = select(EventUsage).where(EventUsage.environment_id == environment, EventUsage.day == day)
        return self.session.exec(query).first() or EventUsage(environment_id=environment, day=day)


def add_usage(session: Session, environment_id: str, day: date, events: int, from_bots: int) -> None:
    """Adds to the day's counts, whoever else adds at the same time."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    counts = {"events": events, "from_bots": from_bots}
    statement = insert(EventUsage).values(id=new_id(), environment_id=environment_id, day=day, **counts)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["environment_id", "day"],
            set_={"events": EventUsage.events + events, "from_bots": EventUsage.from_bots + from_bots},
        )
    )
