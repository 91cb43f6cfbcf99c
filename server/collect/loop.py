"""The loader's thread: load what is sealed, at most every second and at once as long as there is more; tell the hooks.

Only one process loads from a data folder; another one waits until that one is gone. What writers that died left behind
is taken up here, as the loader outlives the workers.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import structlog
from prometheus_client import Counter

from analytics.segments import SegmentFolders, recover
from analytics.store import Loaded
from server.collect.after_load import HOOKS
from server.collect.loader import Loader
from server.collect.people_sync import workspaces_of
from server.collect.retention import retain
from server.collect.tidy import tidy
from server.leases import Held, Leases, node_id

if TYPE_CHECKING:
    from server.services import Services

LOOK_EVERY_SECONDS = 0.2
LOAD_EVERY_SECONDS = 1.0
"""A load costs much the same for one event as for a thousand."""
RECOVER_EVERY_SECONDS = 2.0
HOOKS_EVERY_SECONDS = 5.0
PAUSE_AFTER_FAILURE = 5.0
TIDY_EVERY_SECONDS = 3600.0

_log = structlog.get_logger("shirube.collect")


class LoaderLoop:
    """Starts and stops the thread. A failing pass is logged and tried again; it never stops the others."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._folders = SegmentFolders(services.settings.segments_folder)
        self._store = services.owned
        self._leases = Leases(services.engine, node_id(services.settings.data))
        self._loader = Loader(services.engine, services.owned, self._folders, services.clock)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="loader", daemon=True)
        self._touched: set[str] = set()
        self._hooks_at = 0.0
        self._load_at = 0.0
        self._recover_at = 0.0
        self._tidy_at = 0.0
        self._counted = Counter(
            "shirube_events_loaded",
            "Events by what the loader did with them.",
            ["result"],
            registry=services.metrics.registry,
        )

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Load what is there, tell the hooks, end."""
        self._stopping.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stopping.is_set():
            with self._folders.loading_alone() as alone:
                if alone:
                    self._load_until_stopped()
            self._stopping.wait(PAUSE_AFTER_FAILURE)

    def _load_until_stopped(self) -> None:
        self._attempt(self._touch_all)
        while not self._stopping.is_set():
            pause = LOOK_EVERY_SECONDS if self._attempt(self._turn) else PAUSE_AFTER_FAILURE
            self._stopping.wait(pause)
        self._load_at = 0.0
        if self._attempt(self._turn):
            self._attempt(self._tell_hooks)

    def _touch_all(self) -> None:
        """What was loaded while no server ran (an import) is news to the hooks as well."""
        with self._services.engine.connect() as connection:
            self._touched.update(workspaces_of(connection))

    def _turn(self) -> None:
        self._recover()
        if time.monotonic() >= self._load_at and (self._store.shared or self._folders.waiting()):
            self._load_at = time.monotonic() + LOAD_EVERY_SECONDS
            self._in_turn(self._load)
        self._tell_hooks_in_time()
        if time.monotonic() >= self._tidy_at:
            self._tidy_at = time.monotonic() + TIDY_EVERY_SECONDS
            tidy(self._folders, self._services.clock())
            self._in_turn(lambda _: self._retain())

    def _in_turn(self, act: Callable[[Held], None]) -> None:
        """Loaders of several nodes take turns at a shared store; a DuckDB file has one loader anyway."""
        if not self._store.shared:
            act(Held())
            return
        with self._leases.held("loading") as held:
            if held is not None:
                act(held)

    def _load(self, held: Held) -> None:
        while (loaded := self._loader.pass_once()) is not None:
            self._note(loaded)
            self._tell_hooks_in_time()
            held.check()

    def _retain(self) -> None:
        for environment, removed in retain(self._services.engine, self._store, self._services.clock()).items():
            _log.info("removed events that were kept long enough", environment=environment, events=removed)

    def _recover(self) -> None:
        if time.monotonic() < self._recover_at:
            return
        self._recover_at = time.monotonic() + RECOVER_EVERY_SECONDS
        for one in recover(self._folders):
            _log.warning("recovered a segment of a process that died", segment=one.name, bytes_cut_off=one.cut)
            if one.cut:
                example = f"{one.name}: {one.cut} bytes after the last whole line were no event"
                self._services.drops.add("", "segment_tail", self._services.clock(), example=example)

    def _note(self, loaded: Loaded) -> None:
        self._touched.update(loaded.environments)
        self._counted.labels("new").inc(loaded.rows)
        self._counted.labels("duplicate").inc(loaded.duplicates)
        if loaded.broken:
            self._counted.labels("broken").inc(loaded.broken)
            _log.warning("left out unreadable lines", lines=loaded.broken, segments=loaded.segments)
            example = f"in {', '.join(loaded.segments)[:400]}"
            self._services.drops.add("", "segment_line", self._services.clock(), loaded.broken, example)

    def _tell_hooks_in_time(self) -> None:
        if time.monotonic() >= self._hooks_at:
            self._tell_hooks()

    def _tell_hooks(self) -> None:
        """Hooks may be dear, so they hear of many loads at once."""
        if not self._touched:
            return
        environments, self._touched = sorted(self._touched), set()
        for hook in HOOKS:
            hook(self._services, environments)
        self._hooks_at = time.monotonic() + HOOKS_EVERY_SECONDS

    def _attempt(self, act: object) -> bool:
        try:
            act()  # type: ignore[operator]
        except Exception:
            _log.exception("loading failed; it is tried again")
            return False
        return True
