"""The app answers for itself: alive, ready, with security headers and honest errors."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(("path", "status"), [("/healthz", 200), ("/readyz", 200), ("/metrics", 200)])
@pytest.mark.usefixtures("database_url")
def test_monitoring_endpoints_answer(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_unknown_addresses_of_programs_get_a_problem(client: TestClient) -> None:
    response = client.get("/v1/nowhere")

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["instance"] == "/v1/nowhere"
