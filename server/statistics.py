"""What SQLite knows of how its tables are filled. Without it, it takes the wrong index in a large workspace.

`PRAGMA optimize` does this by itself only from SQLite 3.46 on, and then by samples, which take one environment with
200,000 people for many small ones. PostgreSQL needs nothing of the kind.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, SQLModel

import server.models  # noqa: F401 - so that every table is known

GROWN = 2
FEWEST = 1000
"""Rows from which on the choice of an index is felt."""


def keep_statistics(session: Session, _now: datetime) -> int:
    """Looks at the tables that have doubled since they were looked at last. Removes nothing.

    Tables are looked at one by one, each in about a tenth of a second for 100,000 rows: nobody waits long to write.
    """
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return 0
    known = _rows_when_looked_at(session)
    for name in SQLModel.metadata.tables:
        newest = connection.exec_driver_sql(f'SELECT max(rowid) FROM "{name}"').scalar() or 0  # noqa: S608 - our own
        if newest > max(FEWEST, GROWN * known.get(name, 0)):
            connection.exec_driver_sql(f'ANALYZE "{name}"')
            session.commit()
            connection = session.connection()
    return 0


def _rows_when_looked_at(session: Session) -> dict[str, int]:
    """By table; none where nothing was looked at yet."""
    connection = session.connection()
    if connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").first() is None:
        return {}
    rows = connection.exec_driver_sql("SELECT tbl, stat FROM sqlite_stat1 WHERE stat IS NOT NULL")
    return {table: int(stat.split()[0]) for table, stat in rows}
