"""How a load goes, the same on every engine: a list of small SQL texts in `analytics/queries/load`.

Only what the new events touch is made again, each run from all of its events. So runs and rollups do not depend on
the order in which events come, and a rebuild is the same work with everything touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from threading import RLock
from typing import Any

from analytics.store import schema
from analytics.store.base import Engine, Loaded, OwnedStore, Rows
from analytics.store.questions import parameters_of, text_of
from analytics.store.schema import Table

WORK = {table.name: table for table in schema.WORK_TABLES}
RUN_KEY = ("environment", "run")
GUIDE_KEY = ("environment", "guide", "version")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PipelineStore(OwnedStore):
    """An event store on any engine."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._alone = RLock()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._alone:
            yield

    def select(self, sql: str, parameters: Mapping[str, Any]) -> Rows:
        return self.engine.select(sql, parameters)

    def load(self, segments: Sequence[Path], now: datetime) -> Loaded:
        names = [path.name for path in segments]
        with self.alone(), self.engine.transaction():
            fresh = self._not_loaded(segments)
            self._clear()
            lines, broken = self.engine.stage(segments)
            lines_kept = self._keep_each_once()
            rows = self._add_events() if fresh else 0
            self._touch("work_touched_runs", "load/touched_runs")
            self._touch("work_touched_person_days", "load/touched_person_days")
            self._derive()
            self._mark(fresh, rows, now)
        environments = [row["environment"] for row in self.work("load/environments")]
        return Loaded(names, lines, rows, lines_kept - rows + (lines - broken - lines_kept), broken, environments)

    def rebuild(self) -> None:
        with self.alone(), self.engine.transaction():
            self._clear()
            for table in schema.DERIVED:
                self.engine.empty(table)
            self._touch("work_touched_runs", "load/every_run")
            self._touch("work_touched_person_days", "load/every_person_day")
            self._touch("work_touched_guides", "load/every_known_guide")
            self._derive()

    def learn_steps(self, environment: str, guide: str, version: int, steps: Sequence[str]) -> None:
        known = self.ask("load/known_steps", environment=environment, guide=guide, version=version)
        if [row["step"] for row in known] == list(steps):
            return
        with self.alone(), self.engine.transaction():
            self._clear()
            self.engine.insert_rows(
                WORK["work_touched_guides"], [{"environment": environment, "guide": guide, "version": version}]
            )
            self.engine.delete(schema.KNOWN_STEPS, GUIDE_KEY, "work_touched_guides")
            self.engine.insert_rows(
                schema.KNOWN_STEPS,
                [
                    {"environment": environment, "guide": guide, "version": version, "step": step, "position": place}
                    for place, step in enumerate(steps, start=1)
                ],
            )
            self._derive()

    def work(self, question: str, **parameters: Any) -> list[dict[str, Any]]:
        names, rows = self.engine.work_select(text_of(question), parameters)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def close(self) -> None:
        self.engine.close()

    def _not_loaded(self, segments: Sequence[Path]) -> list[Path]:
        loaded = {row["name"] for row in self.work("load/segment_names", names=[path.name for path in segments])}
        return [path for path in segments if path.name not in loaded]

    def _clear(self) -> None:
        for table in schema.WORK_TABLES:
            self.engine.empty(table)

    def _touch(self, table: str, question: str, **parameters: Any) -> None:
        wanted = {name: parameters[name] for name in parameters_of(question)}
        self.engine.insert(WORK[table], text_of(question), wanted)

    def _again(self, table: str, question: str, **parameters: Any) -> None:
        self.engine.empty(WORK[table])
        self._touch(table, question, **parameters)

    def _put(self, table: Table, question: str, **parameters: Any) -> None:
        self.engine.insert(table, text_of(question), parameters)

    def _keep_each_once(self) -> int:
        if self.work("load/staged_twice")[0]["extra"]:
            self._touch("work_single", "load/single")
            self._again("work_staged", "load/everything_single")
        return int(self.work("load/counts")[0]["staged"])

    def _add_events(self) -> int:
        self._touch("work_known", "load/known")
        self._put(schema.EVENTS, "load/events")
        counts = self.work("load/counts")[0]
        return int(counts["staged"] - counts["known"])

    def _derive(self) -> None:
        """Runs, run steps and rollups of all that is touched."""
        self._read_touched_runs()
        self._touch("work_touched_guides", "load/touched_guides")
        if self._reorder_steps() and self._touch_moved_runs():
            self._read_touched_runs()
        self._replace_runs()
        self._replace_person_days()

    def _touch_moved_runs(self) -> bool:
        """Touch the other runs of guides whose order has changed; whether there are any."""
        before = self.work("load/touched_run_count")[0]["runs"]
        self._touch("work_touched_runs", "load/moved_runs")
        return bool(self.work("load/touched_run_count")[0]["runs"] > before)

    def _read_touched_runs(self) -> None:
        since = self.work("load/first_touched_at")[0]["at"] or EPOCH
        self._again("work_events", "load/run_events", since=since)
        self._again("work_runs", "load/work_runs")
        self._again("work_steps", "load/work_steps")

    def _reorder_steps(self) -> bool:
        """Number the steps of touched guides again; whether any guide's order has changed."""
        if not self.work("load/guide_counts")[0]["touched"]:
            return False
        self._again("work_order", "load/work_order")
        self._touch("work_moved_guides", "load/moved_guides")
        self.engine.delete(schema.STEP_ORDER, GUIDE_KEY, "work_touched_guides")
        self._put(schema.STEP_ORDER, "load/step_order")
        return bool(self.work("load/guide_counts")[0]["moved"])

    def _replace_runs(self) -> None:
        self._touch("work_touched_guide_days", "load/touched_guide_days")
        self.engine.remove(schema.RUNS, RUN_KEY, "work_touched_runs")
        self._put(schema.RUNS, "load/runs")
        self.engine.remove(schema.RUN_STEPS, RUN_KEY, "work_touched_runs")
        self._put(schema.RUN_STEPS, "load/run_steps")
        self.engine.remove(schema.GUIDE_DAYS, schema.GUIDE_DAYS.key, "work_touched_guide_days")
        self._put(schema.GUIDE_DAYS, "load/guide_days")

    def _replace_person_days(self) -> None:
        days = self.work("load/touched_days")[0]
        if days["first"] is None:
            return
        self.engine.remove(schema.PERSON_DAYS, ("environment", "day", "person"), "work_touched_person_days")
        since, until = _midnight(days["first"]), _midnight(days["last"]) + timedelta(days=1)
        self._put(schema.PERSON_DAYS, "load/person_days", since=since, until=until)

    def _mark(self, segments: Sequence[Path], rows: int, now: datetime) -> None:
        """Remember the segments; the rows of a batch are noted with its first."""
        self.engine.insert_rows(
            schema.LOADED_SEGMENTS,
            [
                {"name": path.name, "rows": rows if place == 0 else 0, "loaded_at": now}
                for place, path in enumerate(segments)
            ],
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
