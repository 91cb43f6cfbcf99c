"""Segment's calls, as their clients send them."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from server.models import Environment
from tests.factories import NOW
from tests.server.collect.test_events import KEY, loaded

BASIC = {"Authorization": "Basic " + base64.b64encode(f"{KEY}:".encode()).decode()}
WHO = {"userId": "ann", "anonymousId": "x1", "timestamp": NOW.isoformat()}

CALLS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("track", {"event": "Invoice Created", "properties": {"total": 5}},
     {"type": "Invoice Created", "props": {"total": 5}}),
    ("t", {"event": "x", "context": {"groupId": "acme", "page": {"url": "https://a.example/b"}}},
     {"type": "x", "account": "acme", "url": "https://a.example/b"}),
    ("identify", {"traits": {"name": "Ann"}}, {"type": "person_identified", "props": {"traits": {"name": "Ann"}}}),
    ("group", {"groupId": "acme", "traits": {"plan": "team"}},
     {"type": "account_grouped", "account": "acme", "props": {"traits": {"plan": "team"}}}),
    ("page", {"name": "Home", "properties": {"url": "https://a.example/"}},
     {"type": "page_viewed", "url": "https://a.example/",
      "props": {"name": "Home", "url": "https://a.example/"}}),
    ("screen", {"name": "Orders"}, {"type": "page_viewed", "props": {"name": "Orders"}}),
    ("alias", {"previousId": "x1"}, {"type": "person_identified", "anonymous_id": "x1", "props": {"alias": True}}),
    ("track", {"event": "late", "timestamp": "2026-11-20T10:00:00", "userId": 7, "anonymousId": None},
     {"type": "late", "person": "7"}),
]  # fmt: skip


def test_calls_become_our_events(client: TestClient, app: FastAPI, environment: Environment) -> None:
    for number, (name, call, _) in enumerate(CALLS):
        body = {**WHO, "messageId": f"m{number}", **call}
        answer = client.post(f"/v1/{name}", content=json.dumps(body), headers=BASIC)
        assert (answer.status_code, answer.json()["success"], answer.json()["accepted"]) == (200, True, 1), name
    found = loaded(app, environment, len(CALLS) - 1) + loaded(app, environment, 1, "7")
    rows = {row.id: row for row in found}
    for number, (_, _, wanted) in enumerate(CALLS):
        row = rows[f"m{number}"]
        assert {name: getattr(row, name) for name in wanted} == wanted


@pytest.mark.usefixtures("environment")
def test_a_batch_keeps_its_good_calls(client: TestClient) -> None:
    calls = [{"type": "track", "event": "a", "messageId": "1", **WHO}, {"type": "dance", "messageId": "2"},
             {"type": "track", "messageId": "3"}, {"type": "group", "messageId": "4"}]  # fmt: skip
    answer = client.post("/v1/b", json={"batch": calls, "writeKey": KEY, "sentAt": NOW.isoformat()}).json()
    assert answer["accepted"] == 1
    assert [(r["id"], r["status"]) for r in answer["results"]] == [(n, "rejected") for n in ("2", "3", "4")]


REFUSED = [
    ({}, b"{}", 401),
    ({"Authorization": "Basic !!"}, b"{}", 401),
    ({"Authorization": "Basic " + base64.b64encode(b"wk_nobody:").decode()}, b'{"event":"a","userId":"u"}', 401),
    (BASIC, b"[1]", 400),
    (BASIC, b"x", 400),
]


@pytest.mark.usefixtures("environment")
def test_what_cannot_be_taken_is_refused(client: TestClient) -> None:
    for headers, body, status in REFUSED:
        assert client.post("/v1/track", content=body, headers=headers).status_code == status, body
    assert client.post("/v1/batch", content=b'{"batch":[1]}', headers=BASIC).status_code == 400


def test_browsers_may_send_the_key_as_a_header(client: TestClient) -> None:
    answer = client.options("/v1/t", headers={"Origin": "https://app.example"})
    assert (answer.status_code, "Authorization" in answer.headers["access-control-allow-headers"]) == (204, True)
