"""From the page through collector and loader to the store: each event once, in runs and rollups too, by equal ids."""

from __future__ import annotations

import contextlib
import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page, Route, expect

from server.collect.importing import wait_until_loaded
from server.owner.address import socket_path
from server.owner.remote_store import RemoteStore
from tests.browser.loop.conftest import Loop
from tests.browser.third_party.following import expect_step, step
from tests.sdk.scripted import App, serve_app
from tests.sdk.told import track
from tests.sdk.visitor import STUB

pytestmark = [pytest.mark.browser]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PERSON, GUIDE = "counted-person", "counted-guide"
TRACKED = 30
WRITTEN = f"""key: {GUIDE}
kind: walkthrough
name: A guide that is counted
purpose: {{persona: Whoever counts, pain: Two numbers differ, owner: Events team, goal: Equal}}
audience: {{person: role, is: counter}}
trigger: {{page: "/*"}}
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
def app(loop: Loop) -> Iterator[App]:
    made = App()
    calls = f'shirube("init",{{key:"{loop.write_key}"}});shirube("identify","{PERSON}",{{role:"counter"}})'
    stub = STUB % loop.stack.address
    made.pages = {"/": f"<!doctype html><html lang=en><head>{stub}<script>{calls}</script></head><body>x</body></html>"}
    server = serve_app(made)
    yield made
    server.shutdown()
    server.server_close()


class Line:
    """Between the page and the collector: one answer is lost after the commit, one batch before it, the rest passes."""

    def __init__(self) -> None:
        self.sent: dict[str, dict[str, Any]] = {}
        self.batches = 0

    def carry(self, route: Route) -> None:
        events = json.loads(route.request.post_data or "{}")["events"]
        self.sent |= {event["id"]: event for event in events}
        self.batches += 1
        with contextlib.suppress(Error):  # the page may have gone meanwhile
            if self.batches == 1:
                route.fetch()
                route.abort()
            elif self.batches == 2:
                route.abort()
            else:
                route.continue_()

    def numbers(self) -> list[int]:
        return sorted(event["props"]["n"] for event in self.sent.values() if event["type"] == "done")


def test_what_the_page_told_is_what_the_store_has(loop: Loop, visitor: Page, app: App, tmp_path: Path) -> None:
    file = tmp_path / "counted.yaml"
    file.write_text(WRITTEN, "utf-8")
    loop.stack.command("guides", "push", str(file), "--publish")
    line = Line()
    visitor.context.route("**/v1/events", line.carry)
    visitor.goto(app.origin)
    expect_step(visitor, "Count one")
    visitor.evaluate(track(TRACKED // 2))
    step(visitor).get_by_role("button", name="Next").click()
    expect_step(visitor, "Count two")
    until_sent(visitor, line, "two")
    visitor.reload()
    expect_step(visitor, "Count two")
    visitor.evaluate(track(TRACKED // 2, start=TRACKED // 2))
    step(visitor).get_by_role("button", name="Done").click()
    expect(step(visitor)).to_have_count(0)

    store = RemoteStore(socket_path(loop.stack.folder / "data"))
    environment = loop.environment
    told = until_all_are_there(loop, visitor, line, store, environment)
    kept = store.ask("keep/whole_events_of_people", environment=environment, people=[PERSON])
    mine = {id_: event for id_, event in told.items() if event.get("person") == PERSON}
    assert Counter(event["id"] for event in kept) == Counter(mine.keys())
    assert {event["id"]: event["type"] for event in kept} == {id_: event["type"] for id_, event in mine.items()}

    runs = store.ask("runs_of_person", environment=environment, person=PERSON, limit=10)
    seen = {event["step"] for event in mine.values() if event["type"] == "step_seen"}
    assert [(run["guide"], run["outcome"], run["steps_seen"]) for run in runs] == [(GUIDE, "completed", len(seen))]
    assert {event["run"] for event in mine.values() if event.get("guide") == GUIDE} == {runs[0]["run"]}
    days = "SELECT sum(events) AS events FROM person_days WHERE environment = $environment AND person = $person"
    assert store.select(days, {"environment": environment, "person": PERSON})[1][0][0] == len(mine)
    counts = "SELECT sum(started) AS s, sum(completed) AS c, max(people) AS p FROM guide_days WHERE guide = $guide"
    assert list(store.select(counts, {"guide": GUIDE})[1][0]) == [1, 1, 1]
    assert store.task("reconcile") == []
    store.close()


def until_sent(page: Page, line: Line, step: str) -> None:
    """What the browser sends for a page that goes does not pass through us, so nothing may wait by then."""
    deadline = time.monotonic() + 90
    while not any(event["type"] == "step_seen" and event.get("step") == step for event in line.sent.values()):
        assert time.monotonic() < deadline, (line.batches, line.numbers())
        page.wait_for_timeout(100)


def until_all_are_there(
    loop: Loop, page: Page, line: Line, store: RemoteStore, environment: str
) -> dict[str, dict[str, Any]]:
    """What the page told, once all of it was sent, answered for and loaded."""
    deadline = time.monotonic() + 90
    while True:
        page.wait_for_timeout(200)  # its requests pass through us
        completed = any(event["type"] == "guide_completed" for event in line.sent.values())
        if completed and line.numbers() == list(range(TRACKED)) and not missing(store, environment, line):
            assert wait_until_loaded(loop.folders, "", patience_seconds=60)
            return line.sent
        assert time.monotonic() < deadline, (line.batches, line.numbers(), missing(store, environment, line))


def missing(store: RemoteStore, environment: str, line: Line) -> set[str]:
    found = store.ask("events_of_ids", environment=environment, ids=list(line.sent), since=EPOCH)
    return set(line.sent) - {row["id"] for row in found}
