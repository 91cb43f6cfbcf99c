"""Making runs, run steps and rollups of all that is touched: small SQL texts, the same on every engine.

Only what is touched is made again, each run from all of its events. So the result does not depend on the order in which
events come, and making everything again is the same work with everything touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from analytics.store import schema
from analytics.store.base import Engine
from analytics.store.questions import parameters_of, text_made_again, text_of
from analytics.store.schema import Table

WORK = {table.name: table for table in schema.WORK_TABLES}
RUN_KEY = ("environment", "run")
GUIDE_KEY = ("environment", "guide", "version")
PERSON_DAY_KEY = ("environment", "day", "person")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Derivation:
    """On the tables themselves, or (`beside`) on the empty ones beside them, `schema.again`."""

    def __init__(self, engine: Engine, beside: bool = False) -> None:
        self._engine = engine
        self._beside = beside

    def table(self, table: Table) -> Table:
        return schema.again(table) if self._beside and table in schema.DERIVED else table

    def text(self, question: str) -> str:
        return text_made_again(question) if self._beside else text_of(question)

    def work(self, question: str, **parameters: Any) -> list[dict[str, Any]]:
        """Rows of a text that may read the work tables."""
        names, rows = self._engine.work_select(self.text(question), parameters)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def clear(self) -> None:
        """Forget what was touched."""
        for table in schema.WORK_TABLES:
            self._engine.empty(table)

    def touch(self, table: str, question: str, **parameters: Any) -> None:
        """Add to a work table what a text selects."""
        wanted = {name: parameters[name] for name in parameters_of(question)}
        self._engine.insert(WORK[table], self.text(question), wanted)

    def touch_anew(self, table: str, question: str, **parameters: Any) -> None:
        """As `touch`, after emptying it."""
        self._engine.empty(WORK[table])
        self.touch(table, question, **parameters)

    def touch_rows(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        self._engine.insert_rows(WORK[table], rows)

    def put(self, table: Table, question: str, **parameters: Any) -> None:
        """Add to a table what a text selects."""
        self._engine.insert(self.table(table), self.text(question), parameters)

    def derive(self, gone: bool = False) -> None:
        """Make again what the work tables name. `gone`: some of it may have no events any more, and must go too."""
        self._read_touched_runs()
        self.touch("work_touched_guides", "load/touched_guides")
        if self._reorder_steps() and self._touch_moved_runs():
            self._read_touched_runs()
        self._replace_runs(gone)
        self._replace_person_days(gone)

    def _touch_moved_runs(self) -> bool:
        """Touch the other runs of guides whose order has changed; whether there are any."""
        before = self.work("load/touched_run_count")[0]["runs"]
        self.touch("work_touched_runs", "load/moved_runs")
        return bool(self.work("load/touched_run_count")[0]["runs"] > before)

    def _read_touched_runs(self) -> None:
        since = self.work("load/first_touched_at")[0]["at"] or EPOCH
        self.touch_anew("work_events", "load/run_events", since=since)
        self.touch_anew("work_runs", "load/work_runs")
        self.touch_anew("work_steps", "load/work_steps")

    def _reorder_steps(self) -> bool:
        """Number the steps of touched guides again; whether any guide's order has changed."""
        if not self.work("load/guide_counts")[0]["touched"]:
            return False
        self.touch_anew("work_order", "load/work_order")
        self.touch("work_moved_guides", "load/moved_guides")
        self._engine.delete(self.table(schema.STEP_ORDER), GUIDE_KEY, "work_touched_guides")
        self.put(schema.STEP_ORDER, "load/step_order")
        return bool(self.work("load/guide_counts")[0]["moved"])

    def _replace_runs(self, gone: bool) -> None:
        self.touch("work_touched_guide_days", "load/touched_guide_days")
        self._remove(schema.RUNS, RUN_KEY, "work_touched_runs", gone)
        self.put(schema.RUNS, "load/runs")
        self._remove(schema.RUN_STEPS, RUN_KEY, "work_touched_runs", gone)
        self.put(schema.RUN_STEPS, "load/run_steps")
        self.replace_guide_days()

    def replace_guide_days(self) -> None:
        """Count the runs of touched days."""
        self._remove(schema.GUIDE_DAYS, schema.GUIDE_DAYS.key, "work_touched_guide_days", gone=False)
        days = self.work("load/touched_guide_day_span")[0]
        if days["first"] is not None:
            since, until = _midnight(days["first"]), _midnight(days["last"]) + timedelta(days=1)
            self.put(schema.GUIDE_DAYS, "load/guide_days", since=since, until=until)

    def _replace_person_days(self, gone: bool) -> None:
        days = self.work("load/touched_days")[0]
        if days["first"] is None:
            return
        self._remove(schema.PERSON_DAYS, PERSON_DAY_KEY, "work_touched_person_days", gone)
        since, until = _midnight(days["first"]), _midnight(days["last"]) + timedelta(days=1)
        self.put(schema.PERSON_DAYS, "load/person_days", since=since, until=until)

    def _remove(self, table: Table, key: Sequence[str], listed_in: str, gone: bool) -> None:
        (self._engine.delete if gone else self._engine.remove)(self.table(table), key, listed_in)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
