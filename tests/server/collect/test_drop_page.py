"""`/settings/dropped` and the limits in `/settings`, as an admin sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from server.admin.drop_page import pretty
from server.auth.csrf import HEADER
from server.models import Environment
from tests.server.collect.test_events import batch, event, post

As = Callable[[Any], TestClient]


def test_dropped_events_can_be_read_and_filtered(app: FastAPI, as_role: As) -> None:
    client = as_role("viewer")
    post(client, batch(event("bad-1", person=7, props={"<b>": "</code>"}), event("big-1", props={"x": "y" * 40_000})))
    post(client, b"<html>captive portal</html>")
    app.state.services.drops.flush()

    page = client.get("/settings/dropped").text
    assert all(name in page for name in ("bad-1", "big-1", "captive portal"))
    assert "&#34;&lt;b&gt;&#34;: &#34;&lt;/code&gt;&#34;" in page
    assert "<b>" not in page
    only = client.get("/settings/dropped?reason=event_too_large").text
    assert ("bad-1" in only, "big-1" in only) == (False, True)
    assert "None of this reason is kept." in client.get("/settings/dropped?reason=nonsense").text


def test_what_is_no_json_is_shown_as_it_is() -> None:
    assert pretty('{"a":"あ"}') == '{\n  "a": "あ"\n}'
    assert pretty('{"a":"cut of…') == '{"a":"cut of…'


def test_limits_are_set_by_admins(app: FastAPI, as_role: As, session: Session, environment: Environment) -> None:
    client = as_role("admin")
    csrf = client.get("/settings").text.split('name="csrf" value="')[1].split('"')[0]

    def save(**form: str) -> Any:
        return client.post("/settings/environment/limits", data=form, headers={HEADER: csrf})

    assert save(events_per_second="1,000", events_per_day="").status_code == 303
    session.expire_all()
    assert (environment.events_per_second, environment.events_per_day) == (1000, 0)
    wrong = save(events_per_second="many", events_per_day="5")
    assert wrong.status_code == 422
    assert "Write a whole number" in wrong.text
    assert 'value="many"' in wrong.text
    post(client, batch(event("1")))
    app.state.services.usage.flush()
    assert "1 event today (UTC)." in client.get("/settings").text
