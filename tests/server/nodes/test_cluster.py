"""Several nodes on one ClickHouse and one database: PostgreSQL, and ClickHouse's own engine embedded."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from analytics.events import StoredEvent, to_line
from analytics.segments import SegmentFolders, SegmentWriter
from analytics.segments.inbox import InboxPlace
from analytics.store import OwnedStore
from analytics.store.click import ClickHouseEngine, ClickHouseStore
from server.collect.importing import load_everything
from server.collect.loader import Loader
from server.database import make_engine, open_session
from server.leases import Leases
from tests.analytics.stores import forget_all
from tests.factories import NOW, TickingClock, make_environment, make_workspace

pytestmark = [pytest.mark.chdb, pytest.mark.postgres]


@pytest.fixture
def cluster(embedded_clickhouse: OwnedStore) -> ClickHouseStore:
    forget_all(embedded_clickhouse)
    assert isinstance(embedded_clickhouse, ClickHouseStore)
    return embedded_clickhouse


class Node:
    """A node of the cluster: a disk of its own, work tables of its own, everything else shared."""

    def __init__(self, name: str, folder: Path, cluster: ClickHouseStore, database_url: str) -> None:
        self.folders = SegmentFolders(folder / name)
        self.engine = make_engine(database_url)
        client = cluster.engine._client
        engine = ClickHouseEngine(client, client)
        engine._lock = engine._inbox_lock = cluster.engine._lock  # the embedded engine has one client
        self.store = ClickHouseStore(engine)
        self.loader = Loader(self.engine, self.store, self.folders, TickingClock())
        self.leases = Leases(self.engine, name)

    def load_in_turn(self) -> int:
        while True:
            with self.leases.held("loading") as held:
                if held:
                    return load_everything(self.loader).new
            time.sleep(0.2)


def lines(environment: str, start: int, count: int) -> bytes:
    events = [
        StoredEvent(
            id=f"e{n}", type="step_seen", at=NOW - timedelta(minutes=n % 100), received_at=NOW, environment=environment,
            person=f"p{n % 5}", run=f"r{n % 10}", guide="g", step=f"s{n % 3}", version=1,
        )
        for n in range(start, start + count)
    ]  # fmt: skip
    return b"".join(map(to_line, events))


@pytest.fixture
def nodes(cluster: ClickHouseStore, tmp_path: Path, postgres_url: str) -> Iterator[list[Node]]:
    forget_all(cluster)
    made = [Node(name, tmp_path, cluster, postgres_url) for name in ("one", "two", "three")]
    yield made
    for node in made:
        node.engine.dispose()


def environment_in(node: Node) -> str:
    with open_session(node.engine) as session:
        made = make_environment(session, make_workspace(session)).id
        session.commit()
    return made


def test_loaders_of_several_nodes_count_everything_once(nodes: list[Node]) -> None:
    """Each has 200 events, half of them also delivered to the next node, as when an answer was lost on the way."""
    environment = environment_in(nodes[0])
    for place, node in enumerate(nodes):
        for part in range(2):
            data = lines(environment, place * 100 + part * 100, 100)
            (node.folders.sealed / f"{place}-{part}.ndjson").write_bytes(data)
    new: list[int] = []
    threads = [threading.Thread(target=lambda node=node: new.append(node.load_in_turn())) for node in nodes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(new) == 400
    counts = nodes[0].store.ask("counts")[0]
    assert (counts["events"], counts["runs"]) == (400, 10)
    assert nodes[1].store.reconcile() == []


def test_what_the_cluster_confirmed_survives_the_disk(nodes: list[Node]) -> None:
    """`ack=store`: the node that answered is gone with its disk; another one loads. Fetching it twice counts once."""
    first, second, third = nodes
    environment = environment_in(first)
    writer = SegmentWriter(first.folders, "gone", place=InboxPlace(first.store))
    writer.append_now(lines(environment, 0, 50))
    writer.append_now(lines(environment, 50, 50))
    writer.close()
    assert [path.name for path in first.folders.root.rglob("*.ndjson")] == []
    shutil.rmtree(first.folders.root)
    fetched = dict(third.store.received(10))
    assert second.load_in_turn() == 100
    assert second.store.received(10) == []
    for name, data in fetched.items():
        (third.folders.sealed / f"{name}.ndjson").write_bytes(data)
    assert third.load_in_turn() == 0
    assert second.store.ask("counts")[0]["events"] == 100
    assert second.store.reconcile() == []


def test_a_cluster_that_does_not_confirm_is_no_answer(nodes: list[Node], monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: Any) -> None:
        raise ConnectionError("no cluster")

    monkeypatch.setattr(ClickHouseEngine, "receive", down)
    writer = SegmentWriter(nodes[0].folders, "w", place=InboxPlace(nodes[0].store))
    with pytest.raises(OSError, match="did not confirm"):
        writer.append_now(lines("e", 0, 1))
    writer.close()
