"""What a killed process left is loaded up to its last whole line, and an admin sees what was not."""

from __future__ import annotations

import time
from datetime import timedelta

from fastapi.testclient import TestClient
from sqlmodel import Session, select

from analytics.events import StoredEvent, to_line
from analytics.metrics.runs import events_of_person
from analytics.segments import SegmentFolders
from server.models import DropCount, Environment
from server.services import Services
from server.settings import Settings
from tests.factories import NOW


def test_a_half_written_tail_is_put_aside_and_told(
    environment: Environment, settings: Settings, session: Session, services: Services, client: TestClient
) -> None:
    folders = SegmentFolders(settings.segments_folder)
    event = StoredEvent(
        id="1", type="x", at=NOW - timedelta(hours=1), received_at=NOW, person="p", environment=environment.id
    )
    leftover = folders.root / "dead-00000001.ndjson"
    leftover.write_bytes(to_line(event) + b"no event at all\n" + b'{"id":"2","ty')
    leftover.rename(folders.open / leftover.name)
    told: dict[str, int] = {}
    deadline = time.monotonic() + 20
    while len(told) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
        services.drops.flush()
        session.expire_all()
        told = {row.reason: row.count for row in session.exec(select(DropCount))}
    assert told == {"segment_tail": 1, "segment_line": 1}
    assert [one.id for one in events_of_person(services.store, environment.id, "p")] == ["1"]
    assert [path.read_bytes() for path in folders.bad.iterdir()] == [b'{"id":"2","ty']
