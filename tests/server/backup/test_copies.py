"""A copy made under load holds everything that was answered for before, and can be put back."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from analytics.segments import SegmentFolders
from analytics.store import OwnedStore, open_store
from server.backup.copies import UnusableCopyError, restore
from server.collect.importing import load_everything
from server.collect.loader import Loader
from server.database import make_engine, open_session
from server.models import Environment, Person
from server.owner.address import socket_path
from server.owner.remote_store import RemoteStore
from server.settings import Settings
from tests.factories import NOW, TickingClock

KEY = "wk_acme_production"


def post(client: TestClient, number: int) -> list[str]:
    events: list[dict[str, Any]] = [
        {"id": f"e{number}-{n}", "type": "step_seen", "at": (NOW - timedelta(minutes=n)).isoformat(),
         "run": f"r{number}", "person": f"p{number % 7}", "guide": "g", "step": f"s{n % 3}", "version": 1}
        for n in range(10)
    ]  # fmt: skip
    answer = client.post("/v1/events", content=json.dumps({"key": KEY, "events": events}))
    assert answer.status_code == 200
    return [event["id"] for event in events]


class Load:
    """Batches one after the other from a thread, until told to stop."""

    def __init__(self, client: TestClient) -> None:
        self.answered: list[str] = []
        self._client = client
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._send)
        self._thread.start()

    def _send(self) -> None:
        number = 0
        while not self._ended.is_set():
            self.answered += post(self._client, number)
            number += 1

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()


def restored(settings: Settings, source: Path) -> tuple[OwnedStore, Any]:
    engine = make_engine(settings.resolved_database_url)
    store = open_store(settings.resolved_events_url)
    restore(store, engine, settings, source)
    load_everything(Loader(engine, store, SegmentFolders(settings.segments_folder), TickingClock()))
    return store, engine


@pytest.mark.usefixtures("database_url")
def test_a_copy_made_under_load_is_whole(
    client: TestClient, environment: Environment, settings: Settings, tmp_path: Path
) -> None:
    load, copy = Load(client), tmp_path / "copy"
    copy.mkdir()
    (settings.data / "sdk").mkdir(exist_ok=True)
    (settings.data / "sdk" / "pinned.js").write_text("kept")
    while len(load.answered) < 100:
        pass
    promised = list(load.answered)
    RemoteStore(socket_path(settings.data)).task("save", data=str(settings.data), target=str(copy))
    load.stop()

    other = Settings(data=tmp_path / "other")
    store, engine = restored(other, copy)
    stored = {row[0] for row in store.select("SELECT id FROM events", {})[1]}
    assert set(promised) <= stored <= set(load.answered)
    assert store.reconcile() == []
    with open_session(engine) as session:
        assert [row.write_key for row in session.exec(select(Environment))] == [environment.write_key]
        assert {row.key for row in session.exec(select(Person))} == {f"p{n}" for n in range(7)}
    assert (other.data / "sdk" / "pinned.js").read_text() == "kept"
    with pytest.raises(UnusableCopyError, match="not empty"):
        restore(store, engine, other, copy)
    store.close()
    engine.dispose()


def test_a_folder_that_is_no_copy_is_refused(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    engine, store = make_engine(settings.resolved_database_url), open_store("duckdb://")
    with pytest.raises(UnusableCopyError, match="no copy"):
        restore(store, engine, settings, tmp_path)
    engine.dispose()
