"""An author in the in-app editor, as the browser of a page of the app calls."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session

from server.delivery.editor_sessions import open_editor
from server.models import Environment, GuideRow, Member, Workspace
from server.stores.scoped import Scope
from tests.factories import NOW, make_guide

APP = "https://app.acme.example"
Edit = Callable[..., Response]


@pytest.fixture
def guide(session: Session, workspace: Workspace, environment: Environment) -> GuideRow:
    made = make_guide(session, workspace)
    session.commit()
    return made


@pytest.fixture
def code(session: Session, environment: Environment, member: Member, guide: GuideRow) -> str:
    scope = Scope(environment.workspace_id, environment.id, member.id, "author")
    address = open_editor(session, scope, guide.key, f"{APP}/billing?tab=1#/list", NOW)
    session.commit()
    assert address.startswith(f"{APP}/billing?tab=1#/list&shirube-editor=")
    return address.rpartition("=")[2]


@pytest.fixture
def edit(client: TestClient) -> Edit:
    """Calls as a page of the app does: with its origin and the cookie it was given."""
    jar: dict[str, str] = {}

    def call(method: str, path: str, body: Any = None, origin: str = APP) -> Response:
        cookies = "; ".join(f"{name}={value}" for name, value in jar.items())
        headers = {"Origin": origin, "Cookie": cookies, "Content-Type": "application/json"}
        content = body if body is None or isinstance(body, bytes) else json.dumps(body)
        response = client.request(method, f"/v1/editor/{path}", content=content, headers=headers)
        for name, morsel in _cookies(response).items():
            jar[name] = morsel
        client.cookies.clear()
        return response

    return call


def _cookies(response: Response) -> dict[str, str]:
    header = response.headers.get("set-cookie", "").replace("; Partitioned", "")
    return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
