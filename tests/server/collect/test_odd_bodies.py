"""What strange, broken and hostile clients send: a clear answer, never a crash, and nothing the store cannot keep."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Message

from server.delivery.body import read_body
from server.delivery.patience import Patience
from server.errors import TooSlow
from server.models import Environment
from tests.factories import NOW
from tests.server.collect.test_events import KEY, batch, event, loaded, post

HUGE = 10**30
ODD_VALUES: list[tuple[bytes, Any]] = [
    # props.x as sent, and as kept
    (b"NaN", None),
    (b"-Infinity", None),
    (b"[1, NaN]", [1, None]),
    (b'"a NaN, : NaN"', "a NaN, : NaN"),
    (str(HUGE).encode(), HUGE),
    (b"[-%d]" % HUGE, [-HUGE]),
    (b"1e-400", 0),
    (b"9007199254740993", 9007199254740993),
    (b'"\\ud83d"', "\ufffd"),
    (b'{"__proto__":{"a":1}}', {"__proto__": {"a": 1}}),
]


def test_odd_values_are_kept_as_well_as_stores_can(client: TestClient, app: FastAPI, environment: Environment) -> None:
    for number, (sent, _) in enumerate(ODD_VALUES):
        body = batch(event(f"odd-{number}", props={"x": "HERE"}), event(f"good-{number}"))
        answer = post(client, body.replace(b'"HERE"', sent))
        assert answer.json() == {"accepted": 2, "results": []}, sent
    rows = {row.id: row for row in loaded(app, environment, 2 * len(ODD_VALUES))}
    for number, (sent, kept) in enumerate(ODD_VALUES):
        assert rows[f"odd-{number}"].props["x"] == kept, sent


@pytest.mark.usefixtures("environment")
def test_numbers_beyond_all_bounds_spoil_only_their_event(client: TestClient) -> None:
    for number, sent in enumerate([b"1e400", b"9" * 5000]):
        body = batch(event(f"odd-{number}", props={"x": "HERE"}), event(f"good-{number}"))
        answer = post(client, body.replace(b'"HERE"', sent)).json()
        assert (answer["accepted"], [one["id"] for one in answer["results"]]) == (1, [f"odd-{number}"])
        assert "out of range" in answer["results"][0]["error"]


ODD_TIMES = [
    # `at` as sent, and as believed
    ("0001-01-01T00:00:00+09:00", datetime(1970, 1, 1, tzinfo=UTC)),
    ("1066-10-14T09:00:00Z", datetime(1970, 1, 1, tzinfo=UTC)),
    ("9999-12-31T23:59:59-09:00", NOW),
    ("2026-11-22T08:00:00.123456789Z", datetime(2026, 11, 22, 8, 0, 0, 123457, tzinfo=UTC)),
]


def test_times_no_store_keeps_are_clamped(client: TestClient, app: FastAPI, environment: Environment) -> None:
    for number, (sent, _) in enumerate(ODD_TIMES):
        assert post(client, batch(event(str(number), at=sent))).json()["accepted"] == 1, sent
    rows = {row.id: row for row in loaded(app, environment, len(ODD_TIMES))}
    assert [rows[str(number)].at for number in range(len(ODD_TIMES))] == [believed for _, believed in ODD_TIMES]


def test_nobody_writes_into_another_environment(client: TestClient, app: FastAPI, environment: Environment) -> None:
    forged = event("1", environment="elsewhere", received_at="2001-01-01T00:00:00Z", original_at=7)
    assert post(client, batch(forged)).json() == {"accepted": 1, "results": []}
    [row] = loaded(app, environment, 1)
    assert row.received_at == NOW
    _, kept = app.state.services.store.select("SELECT environment, original_at FROM events", {})
    assert [tuple(row) for row in kept] == [(environment.id, None)]


@pytest.mark.usefixtures("environment")
def test_large_batches_are_judged_event_by_event(client: TestClient) -> None:
    text = "x" * 30_000
    events = [event(str(number), props={"text": text}) for number in range(20)]
    answer = post(client, batch(*events, event("big", props={"text": text * 2}))).json()
    assert answer["accepted"] == 20
    assert [(one["id"], one["status"]) for one in answer["results"]] == [("big", "rejected")]
    megabyte = post(client, batch(event("1", props={"text": "x" * 1_100_000})))
    assert (megabyte.status_code, megabyte.json()["code"]) == (413, "too_large")


NESTED: list[tuple[Any, bool]] = [
    ({"a": [[[[[[[[1]]]]]]]]}, True),
    ({"a": [[[[[[[[[[1]]]]]]]]]]}, False),
    ({str(number): {"a": 1} for number in range(99)}, True),
    ({str(number): {"a": 1, "b": 2} for number in range(99)}, False),
    ({str(number): number for number in range(200)}, True),
]


@pytest.mark.usefixtures("environment")
def test_nesting_and_keys_are_bounded(client: TestClient) -> None:
    for number, (props, good) in enumerate(NESTED):
        answer = post(client, batch(event(str(number), props=props))).json()
        assert answer["accepted"] == int(good), props


def test_a_body_that_does_not_come_is_given_up() -> None:
    async def never() -> Message:
        await asyncio.sleep(3600)
        raise AssertionError

    async def in_parts() -> Message:
        await asyncio.sleep(0)
        return {"type": "http.request", "body": b"x", "more_body": sent.pop()}

    async def both() -> None:
        patience = Patience(0.02)
        with pytest.raises(TooSlow):
            await read_body(patience, never, 100)
        sent.extend([False, True, True])
        assert await read_body(patience, in_parts, 100) == b"xxx"
        cancelled = asyncio.create_task(read_body(Patience(60), never, 100))
        await asyncio.sleep(0)
        cancelled.cancel()
        with pytest.raises(asyncio.CancelledError):
            await cancelled

    sent: list[bool] = []
    # In a thread of its own: another test of this process may have left an event loop running.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, both()).result()


@pytest.mark.usefixtures("environment")
def test_the_content_type_says_nothing(client: TestClient) -> None:
    for number, kind in enumerate(["application/json", "application/x-www-form-urlencoded", "image/png", ""]):
        body = json.dumps({"key": KEY, "events": [event(str(number))]}).encode()
        assert post(client, body, **{"Content-Type": kind}).json()["accepted"] == 1, kind
