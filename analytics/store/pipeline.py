"""An event store on any engine: how a load goes, and what else its owner does with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any

from analytics.store import making_again, removing, schema
from analytics.store.base import Difference, Engine, Loaded, OwnedStore, Rows, Rule, WhenErased
from analytics.store.derivation import GUIDE_KEY, Derivation


class PipelineStore(OwnedStore):
    """What differs between engines is in `engine`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.derivation = Derivation(engine)
        self._alone = RLock()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._alone:
            yield

    @contextmanager
    def _changing(self) -> Iterator[Derivation]:
        """Alone, all or nothing, with nothing touched yet."""
        with self.alone(), self.engine.transaction():
            self.derivation.clear()
            yield self.derivation

    def select(self, sql: str, parameters: Mapping[str, Any]) -> Rows:
        return self.engine.select(sql, parameters)

    def work(self, question: str, **parameters: Any) -> list[dict[str, Any]]:
        return self.derivation.work(question, **parameters)

    def load(self, segments: Sequence[Path], now: datetime, erased: WhenErased | None = None) -> Loaded:
        with self._changing() as derivation:
            fresh = self._not_loaded(segments)
            lines, broken = self.engine.stage(segments)
            kept = self._keep_each_once()
            self._leave_out(erased)
            rows = self._add_events() if fresh else 0
            derivation.touch("work_touched_runs", "load/touched_runs")
            derivation.touch("work_touched_person_days", "load/touched_person_days")
            derivation.derive()
            self._mark(fresh, rows, now)
            environments = [row["environment"] for row in self.work("load/environments")]
        names = [path.name for path in segments]
        return Loaded(names, lines, rows, kept - rows + (lines - broken - kept), broken, environments)

    def rebuild(self) -> None:
        with self._changing():
            making_again.rebuild(self.engine)

    def reconcile(self) -> list[Difference]:
        with self._changing():
            return making_again.reconcile(self.engine)

    def retain(self, environment: str, rules: Sequence[Rule], now: datetime) -> int:
        with self._changing() as derivation:
            return removing.retain(self.engine, derivation, environment, rules, now)

    def erase(self, environment: str, people: Sequence[str]) -> int:
        with self._changing() as derivation:
            return removing.erase(self.engine, derivation, environment, people)

    def learn_steps(self, environment: str, guide: str, version: int, steps: Sequence[str]) -> None:
        known = self.ask("load/known_steps", environment=environment, guide=guide, version=version)
        if [row["step"] for row in known] == list(steps):
            return
        with self._changing() as derivation:
            derivation.touch_rows(
                "work_touched_guides", [{"environment": environment, "guide": guide, "version": version}]
            )
            self.engine.delete(schema.KNOWN_STEPS, GUIDE_KEY, "work_touched_guides")
            self.engine.insert_rows(
                schema.KNOWN_STEPS,
                [
                    {"environment": environment, "guide": guide, "version": version, "step": step, "position": place}
                    for place, step in enumerate(steps, start=1)
                ],
            )
            derivation.derive()

    def compact(self) -> None:
        with self.alone():
            self.engine.compact()

    def save(self, folder: Path) -> None:
        self.engine.save((*schema.RAW, *schema.DERIVED), folder)

    def restore(self, folder: Path) -> None:
        with self._changing():
            self.engine.restore((*schema.RAW, *schema.DERIVED), folder)

    def close(self) -> None:
        self.engine.close()

    def _not_loaded(self, segments: Sequence[Path]) -> list[Path]:
        loaded = {row["name"] for row in self.work("load/segment_names", names=[path.name for path in segments])}
        return [path for path in segments if path.name not in loaded]

    def _keep_each_once(self) -> int:
        if self.work("load/staged_twice")[0]["extra"]:
            self.derivation.touch("work_single", "load/single")
            self.derivation.touch_anew("work_staged", "load/everything_single")
        return int(self.work("load/counts")[0]["staged"])

    def _leave_out(self, erased: WhenErased | None) -> None:
        """What people did before they were erased may still wait in a browser somewhere."""
        people = self.work("load/people") if erased else []
        rows = [
            {"environment": row["environment"], "person": row["person"], "before": before}
            for row in people
            if erased and (before := erased(row["environment"], row["person"]))
        ]
        if rows:
            self.derivation.touch_rows("work_erased", rows)
            self.derivation.touch_anew("work_single", "load/not_erased")
            self.derivation.touch_anew("work_staged", "load/everything_single")

    def _add_events(self) -> int:
        self.engine.find_known()
        self.derivation.put(schema.EVENTS, "load/events")
        counts = self.work("load/counts")[0]
        return int(counts["staged"] - counts["known"])

    def _mark(self, segments: Sequence[Path], rows: int, now: datetime) -> None:
        """Remember the segments; the rows of a batch are noted with its first."""
        self.engine.insert_rows(
            schema.LOADED_SEGMENTS,
            [
                {"name": path.name, "rows": rows if place == 0 else 0, "loaded_at": now}
                for place, path in enumerate(segments)
            ],
        )
