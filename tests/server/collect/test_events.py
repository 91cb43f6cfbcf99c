"""`POST /v1/events`, from the outside in: what is answered, what is counted, what is in the store."""

from __future__ import annotations

import gzip
import json
import os
import time
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from analytics.metrics.runs import EventRow, events_of_person, run_of
from server.models import DropCount, Environment
from tests.factories import NOW, TickingClock

KEY = "wk_acme_production"


def event(name: str, **fields: Any) -> dict[str, Any]:
    given = {"id": name, "type": "step_seen", "at": NOW.isoformat(), "person": "ann", "guide": "g", "run": "r",
             "version": 1, "step": "a"}  # fmt: skip
    return {**given, **fields}


def batch(*events: Any, **fields: Any) -> bytes:
    return json.dumps({"key": KEY, "events": events, **fields}).encode()


def post(client: TestClient, body: bytes, **headers: str) -> Any:
    return client.post("/v1/events", content=body, headers={"Content-Type": "text/plain", **headers})


def loaded(app: FastAPI, environment: Environment, count: int, person: str = "ann") -> list[EventRow]:
    """The person's events once the loader has that many, as it has within seconds."""
    deadline = time.monotonic() + 10
    while True:
        rows = events_of_person(app.state.services.store, environment.id, person)
        if len(rows) >= count or time.monotonic() > deadline:
            return rows
        time.sleep(0.05)


def drops(app: FastAPI, session: Session) -> dict[tuple[str, str], int]:
    app.state.services.drops.flush()
    session.expire_all()
    return {(row.environment_id, row.reason): row.count for row in session.exec(select(DropCount))}


def test_a_batch_is_durable_and_soon_a_run(client: TestClient, app: FastAPI, environment: Environment) -> None:
    answer = post(client, batch(event("1"), event("2", type="step_acted")))
    assert (answer.status_code, answer.json()) == (200, {"accepted": 2, "results": []})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert len(loaded(app, environment, 2)) == 2
    run = run_of(app.state.services.store, environment.id, "r")
    assert run is not None
    assert (run.person, run.steps_seen, run.furthest_step) == ("ann", 1, "a")


def test_the_answer_waits_for_the_disk(
    client: TestClient, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdatasync", full)
    answer = post(client, batch(event("1")))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "No space left" in answer.json()["detail"]
    monkeypatch.undo()
    assert post(client, batch(event("1"))).json() == {"accepted": 1, "results": []}


def test_each_event_on_its_own_merits(
    client: TestClient, app: FastAPI, session: Session, environment: Environment
) -> None:
    deep: Any = "x"
    for _ in range(12):
        deep = [deep]
    wrong: list[tuple[Any, str, str]] = [
        ({"id": "no-type", "at": NOW.isoformat()}, "no-type", "malformed_event: Object missing required field `type`"),
        (event("no-zone", at="2026-11-22T09:00:00"), "no-zone", "malformed_event"),
        (event("number", person=7), "number", "malformed_event: Expected `str | null`, got `int` - at `$.person`"),
        (event("x" * 101), "x" * 100, "malformed_event"),
        (event(""), "", "malformed_event"),
        (7, "", "malformed_event: Expected `object`, got `int`"),
        (event("big", props={"text": "x" * 33_000}), "big", "event_too_large"),
        (event("deep", props={"a": deep}), "deep", "event_too_deep"),
        (event("keys", props={str(n): n for n in range(300)}), "keys", "event_has_too_many_keys"),
    ]
    answer = post(client, batch(event("good"), *(one for one, _, _ in wrong), event("good"), event("better"))).json()
    assert answer["accepted"] == 2
    rejected = [result for result in answer["results"] if result["status"] == "rejected"]
    assert [result["id"] for result in rejected] == [name for _, name, _ in wrong]
    for result, (_, _, error) in zip(rejected, wrong, strict=True):
        assert result["error"].startswith(error)
    assert {"id": "good", "status": "duplicate"} in answer["results"]
    assert drops(app, session) == {
        (environment.id, "malformed_event"): 6,
        (environment.id, "event_too_large"): 1,
        (environment.id, "event_too_deep"): 1,
        (environment.id, "event_has_too_many_keys"): 1,
    }


def test_a_batch_sent_again_counts_once(client: TestClient, app: FastAPI, environment: Environment) -> None:
    assert post(client, batch(event("1"))).json()["accepted"] == 1
    again = post(client, batch(event("1"), event("2"))).json()
    assert again == {"accepted": 1, "results": [{"id": "1", "status": "duplicate"}]}
    assert len(loaded(app, environment, 2)) == 2


UNREADABLE = [
    (b"", 400, "malformed", "truncated"),
    (b"{", 400, "malformed", "truncated"),
    (b"<html>", 400, "malformed", "invalid character (byte 0)"),
    (b'{"events":[]}', 400, "malformed", "`key`"),
    (b'{"key":"wk_acme_production"}', 400, "malformed", "`events`"),
    (b'{"key":"wk_acme_production","events":{}}', 400, "malformed", "at `$.events`"),
    (b'{"key":"wk_acme_production","events":[],"sent_at":"yesterday"}', 400, "malformed", "at `$.sent_at`"),
    (b"\xff\xfe", 400, "malformed", "invalid"),
    (b'{"key":"wk_acme_production","events":[' + b"[" * 100_000, 400, "malformed", "deep"),
    (b" " * (1024 * 1024 + 1), 413, "too_large", "1048576 bytes"),
    (gzip.compress(b" " * 50_000_000, mtime=0), 413, "too_large", "1048576 bytes"),
    (gzip.compress(b'{"key":"wk_acme_production","events":[]}', mtime=0)[:-9], 400, "malformed", "cut off"),
    (b'{"key":"wk_nobody","events":[]}', 401, "unknown_write_key", "wk_"),
]


@pytest.mark.usefixtures("environment")
def test_an_unreadable_batch_says_what_is_wrong(client: TestClient, app: FastAPI, session: Session) -> None:
    for body, status, code, word in UNREADABLE:
        answer = post(client, body)
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (status, code), body[:60]
        assert word in problem["detail"], (body[:60], problem["detail"])
        assert answer.headers["access-control-allow-origin"] == "*"
    assert drops(app, session) == {("", "malformed_batch"): 10, ("", "too_large_batch"): 2, ("", "unknown_key"): 1}


def test_gzip_is_taken(client: TestClient, app: FastAPI, environment: Environment) -> None:
    assert post(client, gzip.compress(batch(event("1"))), **{"Content-Encoding": "gzip"}).json()["accepted"] == 1
    assert [row.id for row in loaded(app, environment, 1)] == ["1"]


CLOCKS = [
    # sent by the sender's clock, happened by the sender's clock, believed (hours from NOW)
    (0, -1, -1),
    (-48, -49, -1),
    (72, 71, -1),
    (None, -100, -100),
    (None, 5, 0),
    (-48, -40, 0),
]


def test_a_wrong_clock_is_put_right(
    client: TestClient, app: FastAPI, environment: Environment, clock: TickingClock
) -> None:
    for number, (sent, happened, _) in enumerate(CLOCKS):
        told = {} if sent is None else {"sent_at": (NOW + timedelta(hours=sent)).isoformat()}
        one = event(str(number), at=(NOW + timedelta(hours=happened)).isoformat())
        assert post(client, batch(one, **told)).json()["accepted"] == 1
    rows = {int(row.id): row for row in loaded(app, environment, len(CLOCKS))}
    assert [(rows[n].at - NOW) / timedelta(hours=1) for n in range(len(CLOCKS))] == [c[2] for c in CLOCKS]
    zoned = event("zoned", at="2026-11-22T17:00:00+09:00")
    assert post(client, batch(zoned)).json()["accepted"] == 1
    after = loaded(app, environment, len(CLOCKS) + 1)
    assert next(row.at for row in after if row.id == "zoned") == NOW - timedelta(hours=1)
    _, kept = app.state.services.store.select("SELECT original_at FROM events WHERE id = '1'", {})
    assert kept[0][0] == NOW + timedelta(hours=-49)
    assert {row.received_at for row in rows.values()} == {clock.now}


def test_text_no_database_takes_is_mended(client: TestClient, app: FastAPI, environment: Environment) -> None:
    body = batch(event("1", props={"half": "\ud83d!", "whole": "\ud83d\ude00", "nul": "a\x00b", "said": "\\ud83d"}))
    assert post(client, body).json()["accepted"] == 1
    [row] = loaded(app, environment, 1)
    assert row.props == {"half": "�!", "whole": "😀", "nul": "a�b", "said": "\\ud83d"}


def test_browsers_may_ask_first(client: TestClient) -> None:
    answer = client.options("/v1/events", headers={"Origin": "https://app.example"})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (204, "*")
    assert "Content-Encoding" in answer.headers["access-control-allow-headers"]
