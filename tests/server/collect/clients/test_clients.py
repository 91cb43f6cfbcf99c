"""Other makers' clients, unmodified but for the host, against a running server that fails at first: everything is
stored once, under the ids the clients gave.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from sqlmodel import Session

from server.app import create_app
from server.database import open_session
from server.models import Environment
from server.settings import Settings
from tests.factories import make_environment, make_workspace
from tests.sdk.scripted import App, serve_app
from tests.server.collect.clients.served import Served, serving

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
FAULTS = [500, 429, 200]
"""A crash, too much at once, and an answer that is lost although the events are stored."""
SIX = {"person_identified", "account_grouped", "Invoice Created", "page_viewed"}
Client = Callable[[str, str], list[str]]


@pytest.fixture
def served(settings: Settings) -> Iterator[Served]:
    app = create_app(settings)
    with serving(app) as made:
        app.state.services.settings.public_url = made.address
        yield made


@pytest.fixture
def place(served: Served) -> Iterator[Environment]:
    with open_session(served.app.state.services.engine) as session:
        yield _environment(session)


def _environment(session: Session) -> Environment:
    made = make_environment(session, make_workspace(session))
    session.commit()
    return made


def segment_python(host: str, key: str) -> list[str]:
    from segment.analytics.client import Client as Segment  # noqa: PLC0415 - one client a test

    return _python_calls(Segment(key, host=host, gzip=True, max_retries=5))


def rudder_python(host: str, key: str) -> list[str]:
    from rudderstack.analytics.client import Client as Rudder  # noqa: PLC0415 - one client a test

    return _python_calls(Rudder(key, host=host, max_retries=5))


def _python_calls(client: Any) -> list[str]:
    who = {"user_id": "ann", "anonymous_id": "browser-1"}
    said = [
        client.identify(traits={"name": "Ann"}, **who),
        client.group(group_id="acme", traits={"plan": "team"}, **who),
        client.track(event="Invoice Created", properties={"total": 5, "title": "請求書", "ratio": float("nan")}, **who),
        client.page(name="Home", properties={"url": "https://app.example/"}, **who),
        client.screen(name="Orders", **who),
        client.alias(previous_id="browser-1", user_id="ann"),
    ]
    client.flush()
    client.join()
    assert all(taken for taken, _ in said)
    return [message["messageId"] for _, message in said]


def segment_node(host: str, key: str) -> list[str]:
    return _node("segment_node.mjs", host, key)


def rudder_node(host: str, key: str) -> list[str]:
    return _node("rudder_node.mjs", host, key)


def _node(script: str, host: str, key: str) -> list[str]:
    done = subprocess.run(
        ["node", str(HERE / script), host, key], check=False, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    ids: list[str] = json.loads(done.stdout.splitlines()[-1])
    return ids


@pytest.mark.parametrize("client", [segment_python, rudder_python, segment_node, rudder_node])
def test_a_client_of_a_server(client: Client, served: Served, place: Environment) -> None:
    served.faults = list(FAULTS)

    ids = client(served.address, place.write_key)

    rows = served.events(place, "ann", len(ids))
    assert served.faults == []
    assert len(served.posts) >= len(FAULTS) + 1
    assert len(ids) == 6
    assert sorted(row.id for row in rows) == sorted(ids)
    assert {row.type for row in rows} == SIX
    [created] = [row for row in rows if row.type == "Invoice Created"]
    assert (created.props["total"], created.props["title"]) == (5, "請求書")


LOAD = """async ([key, host]) => {
    const analytics = AnalyticsNext.AnalyticsBrowser.load({writeKey: key, cdnURL: host});
    const contexts = [
        await analytics.identify("ann", {name: "Ann"}),
        await analytics.group("acme", {plan: "team"}),
        await analytics.track("Invoice Created", {total: 5, title: "請求書"}),
        await analytics.page("Home"),
    ];
    return contexts.map((context) => context.event.messageId);
}"""


def test_the_client_of_the_browser(served: Served, place: Environment, browser: Browser) -> None:
    app = App()
    pages = serve_app(app)
    app.pages["/"] = "<!doctype html><title>App</title>"
    served.faults = list(FAULTS)
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(app.origin + "/")
    page.add_script_tag(path=MODULES / "@segment/analytics-next/dist/umd/index.js")
    ids: list[str] = page.evaluate(LOAD, [place.write_key, served.address])
    rows = served.events(place, "ann", len(ids))
    page.context.close()
    pages.shutdown()
    pages.server_close()

    assert errors == []
    assert served.faults == []
    assert sorted(row.id for row in rows) == sorted(ids)
    assert {row.type for row in rows} == SIX
    assert {"/v1/i", "/v1/g", "/v1/t", "/v1/p"} <= set(served.posts)
