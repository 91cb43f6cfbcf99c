"""Events reach the collector once each, whatever happens on the way."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.sdk.scripted import JSON, Answer, Shirube
from tests.sdk.sources import bundled
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser


def failing(status: int, **headers: str) -> Answer:
    return lambda _: (status, headers, "{}")


def tracked(shirube: Shirube) -> list[int]:
    return [event["props"]["n"] for event in shirube.events if event["type"] == "done"]


def track(count: int, start: int = 0) -> str:
    return f"for (let n = {start}; n < {start + count}; n++) shirube('track', 'done', {{n}})"


@pytest.fixture
def here(visitor: Visitor) -> Visitor:
    visitor.page_of("/", '<a id="go" href="/there">Go</a>')
    visitor.page_of("/there", "there")
    visitor.opens()
    visitor.page.wait_for_function("shirube.loaded")
    return visitor


def test_many_events_arrive_in_batches_in_order(here: Visitor, shirube: Shirube) -> None:
    here.page.evaluate(track(130))
    shirube.wait_for("done", 130)
    assert tracked(shirube) == list(range(130))
    assert max(len(batch["events"]) for batch in shirube.batches) <= 50
    assert sum(len(batch["events"]) for batch in shirube.batches) == len(shirube.delivered)


@pytest.mark.parametrize(
    "answer",
    [failing(500), failing(503, **{"Retry-After": "1"}), failing(429, **{"Retry-After": "1"}), failing(408), lambda _: (200, {}, "<html>Log in"), lambda _: (200, {}, None)],
    ids=["500", "503", "429", "408", "captive portal", "hung up"],
)  # fmt: skip
def test_a_failure_is_tried_again(here: Visitor, shirube: Shirube, answer: Answer) -> None:
    shirube.answers = [answer, answer]
    here.page.evaluate(track(3))
    shirube.wait_for("done", 3, seconds=15)
    assert tracked(shirube) == [0, 1, 2]


def test_an_acknowledgement_that_was_lost(here: Visitor, shirube: Shirube) -> None:
    def taken_but_cut_off(batch: JSON) -> tuple[int, dict[str, str], str | None]:
        shirube.delivered |= {event["id"]: event for event in batch["events"]}
        return 200, {}, None

    shirube.answers = [taken_but_cut_off]
    here.page.evaluate(track(2))
    here.page.wait_for_timeout(5000)
    assert tracked(shirube) == [0, 1]
    assert [len(batch["events"]) for batch in shirube.batches[:2]] == [len(shirube.batches[0]["events"])] * 2


def test_answers_are_applied_event_by_event(here: Visitor, shirube: Shirube) -> None:
    def mixed(batch: JSON) -> tuple[int, dict[str, str], str | None]:
        words = {1: "rejected", 2: "retry"}
        results = [
            {"id": e["id"], "status": words[e["props"]["n"]]} for e in batch["events"] if e["props"].get("n") in words
        ]
        return 200, {}, json.dumps({"accepted": len(batch["events"]) - 2, "results": results})

    shirube.wait_for("page_viewed")
    shirube.answers = [mixed]
    here.page.evaluate(track(4))
    shirube.wait_for("done", 3)
    here.page.wait_for_timeout(500)
    assert tracked(shirube) == [0, 2, 3]


def test_what_is_refused_for_good_is_not_sent_again(here: Visitor, shirube: Shirube) -> None:
    shirube.wait_for("page_viewed")
    shirube.answers = [failing(401)]
    here.page.evaluate(track(2))
    here.page.wait_for_timeout(1500)
    here.page.evaluate(track(1, start=9))
    shirube.wait_for("done")
    assert tracked(shirube) == [9]


def test_a_batch_too_large_is_halved(here: Visitor, shirube: Shirube) -> None:
    shirube.wait_for("page_viewed")
    shirube.answers = [failing(413), failing(413)]
    here.page.evaluate(track(8))
    shirube.wait_for("done", 8)
    assert [len(batch["events"]) for batch in shirube.batches if batch["events"][0]["type"] == "done"][:3] == [8, 4, 2]


def test_leaving_at_once_loses_nothing(here: Visitor, shirube: Shirube) -> None:
    here.page.evaluate(track(5) + ";location.href = '/there'")
    shirube.wait_for("done", 5)
    assert tracked(shirube) == [0, 1, 2, 3, 4]


def test_a_closed_tab_loses_nothing(here: Visitor, shirube: Shirube) -> None:
    here.page.evaluate(track(5))
    here.page.close(run_before_unload=True)
    shirube.wait_for("done", 5)


def test_offline_then_online(here: Visitor, shirube: Shirube) -> None:
    shirube.wait_for("page_viewed")
    here.page.context.set_offline(True)
    here.page.evaluate(track(3))
    here.page.wait_for_timeout(1300)
    here.page.context.set_offline(False)
    shirube.wait_for("done", 3)


def test_offline_and_then_another_page(here: Visitor, shirube: Shirube) -> None:
    shirube.wait_for("page_viewed")
    here.page.route("**/v1/events", lambda route: route.abort())
    here.page.evaluate(track(3))
    here.page.wait_for_timeout(300)
    here.page.goto("about:blank")
    here.page.unroute("**/v1/events")
    here.opens("/there")
    shirube.wait_for("done", 3)


@pytest.mark.parametrize(
    "broken",
    [
        "Object.defineProperty(window, 'indexedDB', {get() { throw new DOMException('blocked', 'SecurityError') }})",
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('blocked', 'SecurityError') }})",
        "for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) Object.defineProperty(window, name, {get() { throw new DOMException('blocked', 'SecurityError') }})",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }",
        "Object.defineProperty(navigator, 'locks', {value: undefined})",
    ],
    ids=["no database", "no local storage", "no storage", "storage full", "database full", "no locks"],
)  # fmt: skip
def test_broken_storage(visitor: Visitor, shirube: Shirube, broken: str) -> None:
    visitor.page_of("/", "x", head=f"<script>{broken}</script>")
    visitor.opens()
    visitor.page.wait_for_function("shirube.loaded")
    visitor.page.evaluate(track(3))
    shirube.wait_for("done", 3)


def test_text_storage_outlives_the_page(visitor: Visitor, shirube: Shirube) -> None:
    head = "<script>Object.defineProperty(window, 'indexedDB', {value: undefined})</script>"
    visitor.page_of("/", "x", head=head)
    visitor.opens()
    shirube.wait_for("page_viewed")
    visitor.page.route("**/v1/events", lambda route: route.abort())
    visitor.page.evaluate(track(2))
    visitor.page.wait_for_timeout(300)
    visitor.page.goto("about:blank")
    visitor.page.unroute("**/v1/events")
    visitor.opens()
    shirube.wait_for("done", 2)


def test_strange_values(here: Visitor, shirube: Shirube) -> None:
    here.page.evaluate("""() => { shirube('track', 'half', {text: 'a\\ud800b'}); shirube('track', 'big', {text: 'x'.repeat(1e6)});
        const loop = {}; loop.loop = loop; shirube('track', 'loop', loop); shirube('track', 'int', {big: 10n}) }""")
    shirube.wait_for("int")
    assert [shirube.wait_for(name)[0]["props"] for name in ("half", "big", "loop", "int")] == [
        {"text": "a�b"}, {"unsendable": True}, {"unsendable": True}, {"unsendable": True}]  # fmt: skip


def test_a_host_that_breaks_array_json(visitor: Visitor, shirube: Shirube) -> None:
    visitor.page_of(
        "/", "x", head="<script>Array.prototype.toJSON = function () { return JSON.stringify([...this]) }</script>"
    )
    visitor.opens()
    visitor.page.wait_for_function("shirube.loaded")
    visitor.page.evaluate(track(2))
    shirube.wait_for("done", 2)


def test_two_tabs_send_each_event_once(here: Visitor, shirube: Shirube) -> None:
    other = here.page.context.new_page()
    other.goto(here.app.origin + "/there")
    other.wait_for_function("shirube.loaded")
    here.page.evaluate(track(40))
    other.evaluate(track(40, start=40))
    shirube.wait_for("done", 80)
    assert sorted(tracked(shirube)) == list(range(80))
    assert sum(len(batch["events"]) for batch in shirube.batches) == len(shirube.delivered)


def test_too_many_are_bounded_and_the_loss_is_told(here: Visitor, shirube: Shirube) -> None:
    shirube.wait_for("page_viewed")
    here.page.route("**/v1/events", lambda route: route.abort())
    here.page.evaluate(track(1200))
    here.page.wait_for_timeout(2500)
    here.page.unroute("**/v1/events")
    here.page.evaluate("dispatchEvent(new Event('online'))")
    lost = shirube.wait_for("events_lost", seconds=20)
    shirube.wait_for("done", 1000 - len(lost), seconds=20)
    assert 1200 - len(tracked(shirube)) == sum(event["props"]["count"] for event in lost)


def test_ids_are_time_ordered_and_unique(page: Page) -> None:
    page.add_script_tag(content=bundled("queue/uuid.ts"))
    ids: list[str] = page.evaluate("Array.from({length: 20000}, () => parts.uuid7())")
    assert all(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", one) for one in ids)
    assert all(a < b for a, b in pairwise(ids))
