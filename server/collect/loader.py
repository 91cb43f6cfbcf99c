"""One pass of the loader: sealed segments → event store → people and accounts → put away.

A segment is put away last, and every step may be done again, so a pass that is cut off anywhere is mended by the next.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from analytics.segments import SegmentFolders
from analytics.store import Loaded, OwnedStore
from server.clock import Clock
from server.collect import event_days, help_sync, people_sync, target_reports
from server.collect.live_facts import asked_events, published_marker, version_steps
from server.collect.progress import gather_progress
from server.collect.said import Said, gather
from server.database import make_durable
from server.privacy.erasures import known_erasures

MOST_SEGMENTS = 512
MOST_BYTES = 32 * 1024 * 1024
"""Some 90,000 events. Twice as many cost a tenth less each, but what they say of people is held in memory."""


class Loader:
    """For one thread. `pass_once` until it answers None, and everything sealed is loaded."""

    def __init__(self, engine: Engine, store: OwnedStore, folders: SegmentFolders, clock: Clock) -> None:
        self._engine = engine
        self._store = store
        self._folders = folders
        self._clock = clock
        self._published: tuple[Any, ...] | None = None
        self._names: dict[str, list[str]] = {}

    def pass_once(self) -> Loaded | None:
        """Load a bounded number of waiting segments; None when there are none."""
        with self._store.alone():
            self._fetch_received()
            segments = _bounded(self._folders.waiting())
            if not segments:
                return None
            now = self._clock()
            self._learn(now)
            with self._engine.connect() as connection:
                erased = known_erasures(connection, now)
            loaded = self._store.load(segments, now, erased)
            self._sync(loaded, now)
            make_durable(self._engine)
            for segment in segments:
                self._folders.finish(segment)
            self._store.forget_received([segment.stem for segment in segments])
        return loaded

    def _fetch_received(self) -> None:
        """What the cluster keeps for loaders is loaded like any segment; whoever fetches it first loads it."""
        for batch, data in self._store.received(MOST_SEGMENTS):
            fetched = self._folders.root / f"{batch}.fetched"
            fetched.write_bytes(data)
            os.replace(fetched, self._folders.sealed / f"{batch}.ndjson")

    def _learn(self, now: datetime) -> None:
        """Steps and names of events of what was published since the last pass."""
        with self._engine.connect() as connection:
            marker = published_marker(connection)
            if marker == self._published:
                return
            versions, names = list(version_steps(connection)), asked_events(connection)
        for version in versions:
            self._store.learn_steps(version.environment, version.guide, version.version, version.steps)
        for environment, asked in names.items():
            if self._names.get(environment) != asked:
                self._count_days_of_all(environment, asked, now)
        self._published, self._names = marker, names

    def _count_days_of_all(self, environment: str, names: list[str], now: datetime) -> None:
        rows = self._store.ask("event_days", environment=environment, names=names, since=event_days.since(now))
        with self._engine.begin() as connection:
            event_days.write(connection, environment, event_days.by_person(rows), names)

    def _sync(self, loaded: Loaded, now: datetime) -> None:
        work = self._store.work
        rows = {name: work(f"load/{name}") for name in ("people", "accounts", "memberships", "guide_states")}
        said, progress = gather(work("load/said")), gather_progress(work("load/progress"))
        asked, reports = work("load/help_requested"), work("load/target_reports")
        with self._engine.begin() as connection:
            workspaces = people_sync.workspaces_of(connection)
            for environment in loaded.environments:
                if environment in workspaces:
                    batch = people_sync.Batch(
                        environment,
                        people=_of(environment, rows["people"]),
                        accounts=_of(environment, rows["accounts"]),
                        memberships=_of(environment, rows["memberships"]),
                        states=_of(environment, rows["guide_states"]),
                        said=said.get(environment, Said()),
                        progress=progress.get(environment, {}),
                    )
                    people_sync.sync(connection, workspaces[environment], batch)
                    help_sync.sync(connection, workspaces[environment], _of(environment, asked), now)
                    owner = {"workspace_id": workspaces[environment], "environment_id": environment}
                    target_reports.gather(connection, owner, _of(environment, reports))
                    self._count_days(connection, environment, now)

    def _count_days(self, connection: Any, environment: str, now: datetime) -> None:
        names = self._names.get(environment)
        if names:
            rows = self._store.work(
                "load/event_days", environment=environment, names=names, since=event_days.since(now)
            )
            event_days.write(connection, environment, event_days.by_person(rows), names)


def _of(environment: str, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["environment"] == environment]


def _bounded(segments: Sequence[Path]) -> list[Path]:
    """The first segments, not more than fit into one load."""
    taken: list[Path] = []
    size = 0
    for segment in segments[:MOST_SEGMENTS]:
        size += segment.stat().st_size
        if taken and size > MOST_BYTES:
            break
        taken.append(segment)
    return taken
