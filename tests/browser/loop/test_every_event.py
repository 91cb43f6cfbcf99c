"""From the page through collector and loader to the store: each event once, in runs and rollups too, by equal ids."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uuid_utils
from playwright.sync_api import Page, expect

from server.collect.importing import wait_until_loaded
from server.owner.address import socket_path
from server.owner.remote_store import RemoteStore
from tests.browser.loop.conftest import Loop
from tests.browser.loop.line import LOST_BEFORE_COMMIT, Line, serve_line
from tests.browser.third_party.following import expect_step, step
from tests.sdk.scripted import App, serve_app
from tests.sdk.told import track
from tests.sdk.visitor import STUB

pytestmark = [pytest.mark.browser]
TRACKED = 30
PATH = "/counted"  # no guide of other tests is for this page
GUIDE = """key: {name}
kind: walkthrough
name: A guide that is counted
purpose: {{persona: Whoever counts, pain: Two numbers differ, owner: Events team, goal: Equal}}
audience: {{person: role, is: {name}}}
trigger: {{page: "/counted"}}
frequency: {{show: once}}
priority: 99
steps:
  - key: one
    kind: modal
    content: [{{type: heading, text: Count one}}]
    buttons: [{{label: Next, does: [next]}}]
  - key: two
    kind: modal
    content: [{{type: heading, text: Count two}}]
    buttons: [{{label: Done, does: [complete]}}]
"""


@pytest.fixture
def name() -> str:
    """Of the guide, the person who meets it and their role: nobody else's, however often the test runs."""
    return f"counted-{uuid_utils.uuid7()}"


@pytest.fixture
def line(loop: Loop) -> Iterator[Line]:
    made = Line(loop.stack.address)
    server = serve_line(made)
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def app(loop: Loop, line: Line, name: str) -> Iterator[App]:
    made = App()
    calls = f'shirube("init",{{key:"{loop.write_key}"}});shirube("identify","{name}",{{role:"{name}"}})'
    stub = STUB % line.origin
    made.pages = {
        PATH: f"<!doctype html><html lang=en><head>{stub}<script>{calls}</script></head><body>x</body></html>"
    }
    server = serve_app(made)
    yield made
    server.shutdown()
    server.server_close()


def test_what_the_page_told_is_what_the_store_has(
    loop: Loop, visitor: Page, app: App, line: Line, name: str, tmp_path: Path
) -> None:
    file = tmp_path / "counted.yaml"
    file.write_text(GUIDE.format(name=name), "utf-8")
    loop.stack.command("guides", "push", str(file), "--publish")
    visitor.goto(app.origin + PATH)
    expect_step(visitor, "Count one")
    visitor.evaluate(track(TRACKED // 2))
    step(visitor).get_by_role("button", name="Next").click()
    expect_step(visitor, "Count two")
    visitor.reload()  # while events wait, are under way, or leave with the page
    expect_step(visitor, "Count two")
    visitor.evaluate(track(TRACKED // 2, start=TRACKED // 2))
    step(visitor).get_by_role("button", name="Done").click()
    expect(step(visitor)).to_have_count(0, timeout=60_000)

    store = RemoteStore(socket_path(loop.stack.folder / "data"))
    mine, kept = until_equal(loop, line, store, name)
    assert line.batches > LOST_BEFORE_COMMIT
    assert Counter(event["id"] for event in kept) == Counter(mine.keys())
    assert {event["id"]: event["type"] for event in kept} == {id_: event["type"] for id_, event in mine.items()}

    runs = store.ask("runs_of_person", environment=loop.environment, person=name, limit=10)
    seen = {event["step"] for event in mine.values() if event["type"] == "step_seen"}
    assert [(run["guide"], run["outcome"], run["steps_seen"]) for run in runs] == [(name, "completed", len(seen))]
    assert {event["run"] for event in mine.values() if event.get("guide") == name} == {runs[0]["run"]}
    days = "SELECT sum(events) AS events FROM person_days WHERE environment = $environment AND person = $person"
    assert store.select(days, {"environment": loop.environment, "person": name})[1][0][0] == len(mine)
    counts = "SELECT sum(started) AS s, sum(completed) AS c, max(people) AS p FROM guide_days WHERE guide = $guide"
    assert list(store.select(counts, {"guide": name})[1][0]) == [1, 1, 1]
    assert store.task("reconcile") == []
    store.close()


def until_equal(
    loop: Loop, line: Line, store: RemoteStore, person: str
) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """What the person's pages sent, by id, and what the store keeps of it, once the last event is among both."""
    deadline = time.monotonic() + 90
    while True:
        assert wait_until_loaded(loop.folders, "", patience_seconds=60)
        mine = line.sent_by(person)
        kept = store.ask("keep/whole_events_of_people", environment=loop.environment, people=[person])
        completed = any(event["type"] == "guide_completed" for event in mine.values())
        if completed and numbers(mine) == list(range(TRACKED)) and {event["id"] for event in kept} == set(mine):
            return mine, kept
        assert time.monotonic() < deadline, (line.batches, numbers(mine), set(mine) ^ {event["id"] for event in kept})
        time.sleep(0.2)


def numbers(events: dict[str, dict[str, Any]]) -> list[int]:
    return sorted(event["props"]["n"] for event in events.values() if event["type"] == "done")
