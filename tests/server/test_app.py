"""The app answers for itself: alive, ready, with security headers and honest errors."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from server.body_limit import MAX_BODY_BYTES
from server.collect.endpoint import MAX_BATCH_BYTES
from server.delivery.session import MAX_BYTES


@pytest.mark.parametrize(("path", "status"), [("/healthz", 200), ("/readyz", 200), ("/metrics", 200)])
@pytest.mark.usefixtures("database_url")
def test_monitoring_endpoints_answer(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_unknown_addresses_of_programs_get_a_problem(client: TestClient) -> None:
    response = client.get("/v1/nowhere")

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["instance"] == "/v1/nowhere"


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "streamed"])
@pytest.mark.parametrize(
    ("path", "limit", "origin"),
    [
        ("/v1/events", MAX_BATCH_BYTES, "*"),
        ("/v1/session", MAX_BYTES, "*"),
        ("/v1/i", MAX_BATCH_BYTES, "*"),
        ("/api/v1/guides", MAX_BODY_BYTES, None),
    ],
)
def test_a_body_over_the_limit_gets_a_problem(
    client: TestClient, path: str, limit: int, origin: str | None, announced: bool
) -> None:
    large = b" " * (MAX_BODY_BYTES + 1)
    half = len(large) // 2
    body = large if announced else iter([large[:half], large[half:]])

    answer = client.post(path, content=body, headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert (answer.json()["code"], answer.json()["instance"]) == ("too_large", path)
    assert str(limit) in answer.json()["detail"]
    assert answer.headers.get("access-control-allow-origin") == origin


def test_a_form_over_the_limit_gets_a_page(client: TestClient) -> None:
    answer = client.post("/log-in", content=b"x" * (MAX_BODY_BYTES + 1))

    assert (answer.status_code, answer.headers["content-type"]) == (413, "text/html; charset=utf-8")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
