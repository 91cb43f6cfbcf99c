"""Everything made again from the events, beside what is there: to take its place, or to be compared with it."""

from __future__ import annotations

from typing import Any

from analytics.store import schema
from analytics.store.base import Difference, Engine
from analytics.store.derivation import Derivation
from analytics.store.questions import text_of
from analytics.store.schema import Table

EXAMPLES = 5
_FROZEN = (
    (schema.RUNS, "keep/frozen_runs"),
    (schema.RUN_STEPS, "keep/frozen_run_steps"),
    (schema.PERSON_DAYS, "keep/frozen_person_days"),
)


def rebuild(engine: Engine) -> None:
    """Put what events and known steps say in the place of what is there."""
    _make(engine)
    for table in schema.DERIVED:
        engine.empty(table)
        engine.insert(table, f"SELECT {_columns(table)} FROM {schema.again(table).name}", {})  # noqa: S608 - our words
    _forget(engine)


def reconcile(engine: Engine) -> list[Difference]:
    """Where runs and rollups differ from what events and known steps say; empty when they agree."""
    _make(engine)
    found = [one for table in schema.DERIVED if (one := _compare(engine, table))]
    doubled = engine.work_select(text_of("keep/doubled_events"), {})[1][0][0]
    if doubled:
        found.append(Difference("events", extra=int(doubled), missing=0, examples=["ids that are stored twice"]))
    _forget(engine)
    return found


def _make(engine: Engine) -> None:
    """Fills the tables beside. What cannot be made again, because its events were removed, is taken as it is."""
    _forget(engine)
    for table, question in _FROZEN:
        engine.insert(schema.again(table), text_of(question), {})
    beside = Derivation(engine, beside=True)
    beside.touch("work_touched_guide_days", "keep/frozen_guide_days")
    beside.touch("work_touched_guides", "keep/frozen_guides")
    beside.touch("work_touched_guides", "load/every_known_guide")
    beside.touch("work_touched_runs", "load/every_run")
    beside.touch("work_touched_person_days", "load/every_person_day")
    beside.derive()


def _forget(engine: Engine) -> None:
    for table in schema.DERIVED:
        engine.empty(schema.again(table))


def _compare(engine: Engine, table: Table) -> Difference | None:
    here, beside = table.name, schema.again(table).name
    extra, missing = _only_in(engine, table, here, beside), _only_in(engine, table, beside, here)
    if not extra and not missing:
        return None
    return Difference(table.name, len(extra), len(missing), [repr(row) for row in (*extra, *missing)][:EXAMPLES])


def _only_in(engine: Engine, table: Table, one: str, other: str) -> list[Any]:
    """Rows by key, with all they say; a day that has lost its last run counts nothing and need not be there."""
    counted = "WHERE started > 0" if table == schema.GUIDE_DAYS else ""
    columns = _columns(table)
    sql = f"SELECT {columns} FROM {one} {counted} EXCEPT SELECT {columns} FROM {other} {counted}"  # noqa: S608
    return list(engine.work_select(sql, {})[1])


def _columns(table: Table) -> str:
    return ", ".join(f'"{name}"' for name in table.columns)
