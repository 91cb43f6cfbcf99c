"""A script that uses the private API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session

from server.models import Member
from tests.factories import make_api_token

Call = Callable[..., Response]


@pytest.fixture
def token(session: Session, member: Member) -> str:
    """An author's token."""
    made = make_api_token(session, member)
    session.commit()
    return made


@pytest.fixture
def call(client: TestClient, token: str) -> Call:
    """Calls with the author's token; keywords are headers."""

    def called(method: str, path: str, body: Any = None, **headers: str) -> Response:
        sent = {"Authorization": f"Bearer {token}"} | {name.replace("_", "-"): text for name, text in headers.items()}
        return client.request(method, f"/api/v1/{path}", json=body, headers=sent)

    return called
