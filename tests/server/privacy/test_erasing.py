"""Export and erase a person: in the event store, in the tables, in segments, and when events come late."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from analytics.metrics.runs import events_of_person
from analytics.segments import SegmentFolders
from server.collect.importing import wait_until_loaded
from server.models import DeadLetter, Environment, Finding, FollowUp, Person
from server.owner.address import socket_path
from server.owner.remote_store import RemoteStore
from server.services import Services
from server.settings import Settings
from tests.factories import NOW

KEY = "wk_acme_production"


def post(client: TestClient, *events: dict[str, Any]) -> None:
    given = [{"type": "step_seen", "at": (NOW - timedelta(hours=1)).isoformat(), **event} for event in events]
    assert client.post("/v1/events", content=json.dumps({"key": KEY, "events": given})).json()["results"] == []


def wait_for(services: Services, environment: Environment, person: str, count: int) -> None:
    deadline = time.monotonic() + 20
    while len(events_of_person(services.store, environment.id, person)) < count:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    # People and their states are written after the events.
    assert wait_until_loaded(SegmentFolders(services.settings.segments_folder), "", patience_seconds=20)


def finding(environment: Environment, person: str) -> Finding:
    moments: dict[str, Any] = {"since": NOW, "opened_at": NOW, "updated_at": NOW}
    return Finding(
        workspace_id=environment.workspace_id, environment_id=environment.id, kind="stuck_person", identity=person,
        person_key=person, severity=50, probability=0.9, confidence=0.9, **moments,
    )  # fmt: skip


def everywhere(data: Path, word: bytes) -> list[str]:
    return [path.name for path in (data / "segments").rglob("*.ndjson") if word in path.read_bytes()]


@pytest.mark.usefixtures("database_url")
def test_a_person_is_exported_and_forgotten_everywhere(
    client: TestClient, environment: Environment, services: Services, session: Session, settings: Settings
) -> None:
    run = {"run": "r1", "guide": "g", "version": 1, "step": "a"}
    post(
        client,
        {"id": "1", "anonymous_id": "device", **run},
        {"id": "2", "person": "ann", "anonymous_id": "device", "type": "person_identified",
         "props": {"traits": {"name": "花子"}}},
        {"id": "3", "person": "bob", **run, "run": "r2"},
    )  # fmt: skip
    wait_for(services, environment, "ann", 1)
    theirs, other = finding(environment, "ann"), finding(environment, "bob")
    follow_up = FollowUp(workspace_id=environment.workspace_id, environment_id=environment.id, account_key="acme",
                         status="open", finding_ids=[theirs.id, other.id], created_at=NOW, updated_at=NOW)  # fmt: skip
    letters = [
        DeadLetter(environment_id=environment.id, reason="x", payload=f'{{"person":"{who}"}}', received_at=NOW)
        for who in ("ann", "annabel")
    ]
    session.add_all([theirs, other, follow_up, *letters])
    session.commit()
    owner = RemoteStore(socket_path(settings.data))
    given = {"environment": environment.id, "person": "ann"}

    told = owner.task("export_person", **given)
    assert [event["id"] for event in told["events"]] == ["1", "2"]
    assert (told["keys"], [row["name"] for row in told["tables"]["person"] if row["key"] == "ann"]) == (
        ["ann", "device"], ["花子"],
    )  # fmt: skip
    assert "bob" not in json.dumps(told)

    assert everywhere(settings.data, b'"ann"') != []
    removed = owner.task("erase_person", **given)
    assert (removed["events"], removed["lines"]) == (2, 2)
    session.expire_all()
    assert session.exec(select(col(Person.key))).all() == ["bob"]
    assert session.exec(select(col(Finding.person_key))).all() == ["bob"]
    assert session.exec(select(col(DeadLetter.payload))).all() == ['{"person":"annabel"}']
    assert session.exec(select(FollowUp)).one().finding_ids == [other.id]
    assert (everywhere(settings.data, b'"ann"'), everywhere(settings.data, b'"bob"') != []) == ([], True)

    post(client, {"id": "4", "person": "ann", **run}, {"id": "5", "person": "bob"})
    wait_for(services, environment, "bob", 2)
    assert events_of_person(services.store, environment.id, "ann") == []
    assert owner.task("reconcile") == []
    assert set(owner.task("erase_person", **given).values()) <= {0, 1}
    assert SegmentFolders(settings.segments_folder).waiting() == []
