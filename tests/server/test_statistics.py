"""SQLite is told how its tables are filled, once they are."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, text
from sqlmodel import Session

from server.models import Environment, Person
from server.models.columns import new_id
from server.statistics import FEWEST, keep_statistics
from tests.factories import NOW


@pytest.mark.usefixtures("database_url")
def test_large_tables_are_looked_at_once(session: Session, environment: Environment) -> None:
    walls = {"workspace_id": environment.workspace_id, "environment_id": environment.id}
    seen = {"first_seen_at": NOW, "last_seen_at": NOW, "traits": {}, "guide_states": {}, "guide_starts": {}}
    seen |= {"event_days": {}, "stuck_at": [], "anonymous": False, "name": ""}
    rows = [{"id": new_id(), **walls, **seen, "key": f"p{number}"} for number in range(FEWEST + 1)]
    session.execute(insert(Person), rows)
    session.commit()

    assert [keep_statistics(session, NOW) for _ in range(2)] == [0, 0]

    if session.connection().dialect.name == "sqlite":
        looked_at = set(session.execute(text("SELECT tbl FROM sqlite_stat1")).scalars())
        assert looked_at == {"person"}
