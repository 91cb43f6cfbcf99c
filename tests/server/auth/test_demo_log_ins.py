"""The demo offers its log-ins on the log-in page; no other installation ever does."""

from __future__ import annotations

import html
import re
from typing import Any, cast

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from server.cli import demo
from server.cli.serve import prepare_database
from server.demo.workspace import CARDS, PASSWORD
from server.models import Workspace
from server.settings import Settings
from tests.factories import make_member

HINT = "demo-hint"


def test_a_normal_installation_offers_nobody(client: TestClient, session: Session, workspace: Workspace) -> None:
    """Not even when the demo's members are in its database, or an address asks for it."""
    for card in CARDS:
        make_member(session, workspace, card.role, email=card.email, name=card.name)
    session.commit()

    for answer in (client.get("/log-in"), client.get("/log-in?demo=1&next=/demo"), client.post("/log-in")):
        assert HINT not in answer.text
        assert PASSWORD not in answer.text
        assert not any(card.email in answer.text for card in CARDS)


def test_the_demo_command_offers_those_who_can_log_in(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare_database(settings)
    served: list[FastAPI] = []

    def take(server: uvicorn.Server, **_options: Any) -> None:
        served.append(cast(FastAPI, server.config.app))

    monkeypatch.setattr(uvicorn.Server, "run", take)
    demo._serve(settings.model_copy(update={"port": 0}))

    with TestClient(served[0], follow_redirects=False) as client:
        page = client.get("/log-in").text
    filled = [html.unescape(one) for one in re.findall(r'data-fill="([^"]*)"', page)]
    assert [PASSWORD in one for one in filled] == [True] * len(CARDS)
    assert all(card.email in one for card, one in zip(CARDS, filled, strict=True))
