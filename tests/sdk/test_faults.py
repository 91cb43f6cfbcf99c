"""Whatever goes wrong while a page lives: every event is delivered once, in order, and the page notices nothing.

Faults of the page's life itself (killed, frozen, cached, prerendered) are in test_page_ends.py."""

from __future__ import annotations

import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from tests.sdk.scripted import JSON, Shirube, accepting
from tests.sdk.told import arrived, committed_but_cut_off, failing, results, track, tracked, wait_until_told
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser

BLOCKED = "{get() { throw new DOMException('blocked', 'SecurityError') }}"
STORAGES = {
    "no database": f"Object.defineProperty(window, 'indexedDB', {BLOCKED})",
    "private mode, database refused": "indexedDB.__proto__.open = () => { const r = {}; setTimeout(() => r.onerror(new Event('error'))); return r }",
    "database full": "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }",
    "database full at commit": "IDBTransaction.prototype.commit = function () { this.abort() }",
    "database breaks when read": "IDBObjectStore.prototype.getAll = () => { throw new DOMException('broken', 'UnknownError') }",
    "what was sent cannot be removed": "IDBObjectStore.prototype.delete = () => { throw new DOMException('broken', 'UnknownError') }",
    "local storage and cookies throw": f"Object.defineProperty(window, 'localStorage', {BLOCKED}); Object.defineProperty(Document.prototype, 'cookie', {BLOCKED})",
    "all storage throws": f"for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches']) Object.defineProperty(window, name, {BLOCKED})",
    "local storage full, no database": f"Object.defineProperty(window, 'indexedDB', {BLOCKED}); Storage.prototype.setItem = () => {{ throw new DOMException('full', 'QuotaExceededError') }}",
    "no locks": "Object.defineProperty(navigator, 'locks', {value: undefined})",
}
HOSTS = {
    "fetch throws": "window.fetch = () => { throw new Error('patched') }",
    "fetch answers nonsense": "window.fetch = async () => ({})",
    "fetch loses headers": "const real = fetch; window.fetch = async (...given) => { const r = await real(...given); return {ok: r.ok, status: r.status, json: () => r.json()} }",
    "arrays write themselves": "Array.prototype.toJSON = function () { return JSON.stringify([...this]) }",
    "requests are patched": "const send = XMLHttpRequest.prototype.send; XMLHttpRequest.prototype.send = function () { throw new Error('patched') }",
    "no keepalive, no beacon": "navigator.sendBeacon = () => { throw new Error('patched') }",
    "Promise is wrapped": "const then = Promise.prototype.then; Promise.prototype.then = function (...given) { return then.apply(this, given) }",
}


@pytest.fixture
def here(visitor: Visitor) -> Visitor:
    """A page with a clock of ours, whose first events were delivered."""
    visitor.page_of("/", "here")
    visitor.page.clock.install()
    visitor.opens()
    visitor.shirube.wait_for("page_viewed")
    return visitor


def test_bursts_of_failures(here: Visitor, shirube: Shirube) -> None:
    burst = [failing(500), failing(503, **{"Retry-After": "1"}), failing(429, **{"Retry-After": "2"}), failing(408)]
    portal = [lambda _: (200, {}, "<html>Log in to the network"), lambda _: (200, {}, "{}"), failing(511)]
    shirube.answers = [*burst, *portal, lambda _: (200, {}, None), committed_but_cut_off(shirube), *burst]
    here.page.evaluate(track(60))
    wait_until_told(shirube, 60, here.page)
    assert arrived(shirube) == list(range(60))
    assert len(shirube.answers) < 6


def test_the_collector_is_left_alone_as_long_as_it_asks(here: Visitor, shirube: Shirube) -> None:
    shirube.answers = [failing(503, **{"Retry-After": "120"})]
    before = len(shirube.batches)
    here.page.evaluate(track(2))
    here.page.clock.fast_forward(2_000)
    here.page.wait_for_timeout(300)
    assert len(shirube.batches) == before + 1
    # Neither more events, nor another page, nor the network coming back may break the silence.
    here.page.evaluate(track(1, start=2) + "; dispatchEvent(new Event('online'))")
    here.page.clock.fast_forward(100_000)
    here.opens()
    here.page.wait_for_function("shirube.loaded")
    here.page.clock.fast_forward(5_000)
    here.page.wait_for_timeout(300)
    assert len(shirube.batches) == before + 1
    here.page.clock.fast_forward(60_000)
    wait_until_told(shirube, 3, here.page)


def test_failures_come_ever_more_seldom(here: Visitor, shirube: Shirube) -> None:
    shirube.answers = [failing(500)] * 50
    before = len(shirube.batches)
    here.page.evaluate(track(3))
    for _ in range(40):
        here.page.clock.fast_forward(15_000)
        here.page.wait_for_timeout(20)
    # Ten minutes: without a backoff 40 looks of ours would have been 40 requests.
    assert 5 <= len(shirube.batches) - before <= 14
    shirube.answers = []
    wait_until_told(shirube, 3, here.page)


def test_an_answer_that_never_comes(here: Visitor, shirube: Shirube) -> None:
    release = threading.Event()

    def hanging(batch: JSON) -> tuple[int, dict[str, str], str | None]:
        release.wait(20)
        return 500, {}, "{}"

    shirube.answers = [hanging, hanging]
    here.page.evaluate(track(4))
    wait_until_told(shirube, 4, here.page)
    release.set()
    assert arrived(shirube) == [0, 1, 2, 3]


def test_an_hour_offline(here: Visitor, shirube: Shirube) -> None:
    here.page.context.set_offline(True)
    here.page.evaluate(track(5))
    for _ in range(12):
        here.page.clock.fast_forward(300_000)
    here.page.evaluate(track(5, start=5))
    here.page.context.set_offline(False)
    wait_until_told(shirube, 10, here.page)
    assert arrived(shirube) == list(range(10))
    batch = next(batch for batch in shirube.batches if batch["events"][0]["props"].get("n") == 0)
    waited = datetime.fromisoformat(batch["sent_at"]) - datetime.fromisoformat(batch["events"][0]["at"])
    assert waited >= timedelta(hours=1)


@pytest.mark.parametrize("days", [-400, -3, 9])
def test_a_clock_that_is_days_wrong(visitor: Visitor, shirube: Shirube, days: int) -> None:
    visitor.page_of("/", "here")
    visitor.page.clock.install(time=datetime.now(UTC) + timedelta(days=days))
    visitor.opens()
    visitor.page.wait_for_function("shirube.loaded")
    visitor.page.evaluate(track(3))
    wait_until_told(shirube, 3)
    # The collector reckons from these two; both are the browser's.
    batch = next(batch for batch in shirube.batches if batch["events"][-1]["type"] == "done")
    ago = datetime.fromisoformat(batch["sent_at"]) - datetime.fromisoformat(batch["events"][-1]["at"])
    assert timedelta(0) <= ago < timedelta(seconds=30)


def test_a_pause_written_by_a_wrong_clock_is_not_kept(here: Visitor, shirube: Shirube) -> None:
    here.page.evaluate("""() => { const kept = JSON.parse(localStorage['shirube-wk_test']);
        localStorage['shirube-wk_test'] = JSON.stringify({...kept, pause: {until: Date.now() + 4 * 86400e3, failures: 3, asked: true}}) }""")
    here.page.evaluate(track(2))
    wait_until_told(shirube, 2)


@pytest.mark.parametrize("broken", STORAGES.values(), ids=STORAGES.keys())
def test_storage_that_fails(visitor: Visitor, shirube: Shirube, broken: str) -> None:
    visitor.page_of("/", "x", head=f"<script>{broken}</script>")
    visitor.opens()
    visitor.page.wait_for_function("shirube.loaded")
    visitor.page.evaluate(track(3))
    wait_until_told(shirube, 3)
    assert arrived(shirube) == [0, 1, 2]
    visitor.page.wait_for_timeout(200)
    assert max(Counter(event["id"] for batch in shirube.batches for event in batch["events"]).values()) == 1


@pytest.mark.parametrize("patch", HOSTS.values(), ids=HOSTS.keys())
def test_a_host_that_patches_the_platform(visitor: Visitor, shirube: Shirube, patch: str) -> None:
    visitor.page_of("/", "x", head=f"<script>{patch}</script>")
    visitor.opens()
    visitor.page.wait_for_function("shirube.loaded")
    visitor.page.evaluate(track(3))
    wait_until_told(shirube, 3)
    visitor.page.goto("about:blank")
    assert arrived(shirube) == [0, 1, 2]


def test_a_host_whose_json_fails_has_no_events_and_no_errors(visitor: Visitor, shirube: Shirube) -> None:
    """Nothing can be written as JSON on such a page: the platform loses what is told on it."""
    visitor.page_of("/", "x", head="<script>JSON.stringify = () => { throw new Error('patched') }</script>")
    visitor.opens()
    visitor.page.wait_for_function("shirube.loaded")
    visitor.page.evaluate(track(3))
    visitor.page.wait_for_timeout(500)
    assert tracked(shirube) == []


def test_values_no_json_has(here: Visitor, shirube: Shirube) -> None:
    here.page.evaluate("""() => {
        shirube('track', 'half', {text: 'a\\ud800b', '\\udfff': 1, whole: '😀', escaped: '\\\\ud800'});
        shirube('track', 'big', {text: 'x'.repeat(1e6)});
        shirube('track', 'wide', {text: '日'.repeat(12000)});
        const loop = {}; loop.loop = loop; shirube('track', 'loop', loop);
        shirube('track', 'int', {big: 10n}) }""")
    here.page.clock.fast_forward(2_000)
    shirube.wait_for("int")
    props = {type_: shirube.wait_for(type_)[0]["props"] for type_ in ("half", "big", "wide", "loop", "int")}
    assert props.pop("half") == {"text": "a\ufffdb", "\ufffd": 1, "whole": "😀", "escaped": "\\ud800"}
    assert set(map(str, props.values())) == {"{'unsendable': True}"}


def test_answers_are_applied_event_by_event(here: Visitor, shirube: Shirube) -> None:
    shirube.answers = [lambda batch: (200, {}, results(batch, {1: "rejected", 2: "retry", 3: "duplicate"}))]
    here.page.evaluate(track(5))
    for _ in range(4):
        here.page.clock.fast_forward(60_000)
        here.page.wait_for_timeout(150)
    assert tracked(shirube) == [0, 2, 3, 4]
    times = Counter(event["props"].get("n") for batch in shirube.batches for event in batch["events"])
    assert [times[n] for n in range(5)] == [1, 1, 2, 1, 1]


def test_what_is_refused_for_good_is_dropped_and_told_later(here: Visitor, shirube: Shirube) -> None:
    shirube.answers = [failing(403), failing(413), failing(413)]
    here.page.evaluate(track(3))
    here.page.clock.fast_forward(2_000)
    here.page.wait_for_timeout(300)
    here.page.evaluate(track(4, start=3))
    here.page.clock.fast_forward(2_000)
    (lost,) = shirube.wait_for("events_lost")
    assert lost["props"] == {"count": 3, "reason": "refused_403"}
    assert tracked(shirube) == [3, 4, 5, 6]
    assert [len(batch["events"]) for batch in shirube.batches if batch["events"][0]["type"] == "done"] == [
        3,
        4,
        2,
        1,
        3,
    ]


def test_identify_in_the_middle_of_the_queue(here: Visitor, shirube: Shirube) -> None:
    here.page.context.set_offline(True)
    here.page.evaluate(
        f"{track(2)}; shirube('identify', 'u-1'); {track(2, 2)}; shirube('identify', 'u-2'); {track(2, 4)}"
    )
    here.page.clock.fast_forward(2_000)
    here.page.context.set_offline(False)
    wait_until_told(shirube, 6, here.page)
    done = [event for event in shirube.delivered.values() if event["type"] == "done"]
    assert [event.get("person") for event in done] == [None, None, "u-1", "u-1", "u-2", "u-2"]
    assert len({event["anonymous_id"] for event in done}) == 1
    assert arrived(shirube) == list(range(6))


@pytest.mark.parametrize("call", ["'reset'", "'consent', false"])
def test_what_a_page_asks_to_forget_is_forgotten_in_all_tabs(here: Visitor, shirube: Shirube, call: str) -> None:
    shirube.answers = [failing(503, **{"Retry-After": "60"})]
    other = here.page.context.new_page()
    other.goto(here.app.origin + "/")
    other.wait_for_function("shirube.loaded")
    other.evaluate(track(3))
    here.page.evaluate(track(3, start=3))
    other.wait_for_timeout(1_300)
    here.page.evaluate(f"shirube({call}); {track(2, start=6)}")
    other.goto("about:blank")
    here.opens()
    here.page.wait_for_function("shirube.loaded")
    for _ in range(4):
        here.page.clock.fast_forward(60_000)
        here.page.wait_for_timeout(150)
    assert tracked(shirube) == ([6, 7] if call == "'reset'" else [])


def test_what_is_worth_least_goes_first_and_the_loss_is_told(here: Visitor, shirube: Shirube) -> None:
    here.page.context.set_offline(True)
    here.page.evaluate("""() => { shirube('group', 'a-1');
        for (let n = 0; n < 700; n++) { shirube('track', 'feature_used', {n}); shirube('track', 'done', {n}) } }""")
    here.page.clock.fast_forward(2_000)
    here.page.wait_for_timeout(500)
    here.page.context.set_offline(False)
    wait_until_told(shirube, 700, here.page, seconds=25)
    lost = sum(event["props"]["count"] for event in shirube.wait_for("events_lost"))
    assert len(shirube.wait_for("account_grouped")) == 1
    cheap = [event["props"]["n"] for event in shirube.events if event["type"] == "feature_used"]
    assert lost >= 400 and cheap == list(range(lost, 700))


def test_the_snippet_twice(visitor: Visitor, shirube: Shirube) -> None:
    visitor.page_of("/", visitor.installs() + f'<script src="{shirube.origin}/sdk/v1/shirube.js"></script>')
    visitor.opens()
    visitor.page.wait_for_function("shirube.loaded")
    visitor.page.wait_for_timeout(300)
    visitor.page.evaluate(track(3))
    wait_until_told(shirube, 3)
    assert len(shirube.wait_for("page_viewed")) == len(shirube.wait_for("session_started")) == 1


@pytest.mark.parametrize("tabs", [2, 10])
def test_many_tabs_send_one_at_a_time(visitor: Visitor, shirube: Shirube, tabs: int) -> None:
    at_once: list[int] = []
    sending = threading.Semaphore(100)

    def slow(batch: JSON) -> tuple[int, dict[str, str], str | None]:
        with sending:
            at_once.append(100 - sending._value)
            time.sleep(0.05)
            return accepting(batch)

    shirube.answers = [slow] * 100
    visitor.page_of("/", "x")
    pages = [visitor.page, *(visitor.page.context.new_page() for _ in range(tabs - 1))]
    for page in pages:
        page.goto(visitor.app.origin, wait_until="commit")
    for index, page in enumerate(pages):
        page.wait_for_function("shirube.loaded")
        page.evaluate(track(10, start=10 * index))
    shirube.wait_for("done", 10 * tabs, seconds=20)
    assert sorted(tracked(shirube)) == list(range(10 * tabs))
    assert set(at_once) == {1}
    for index in range(tabs):
        assert [n for n in arrived(shirube) if n // 10 == index] == list(range(10 * index, 10 * index + 10))
    assert max(Counter(event["id"] for batch in shirube.batches for event in batch["events"]).values()) == 1


def test_the_queue_itself_comes_late(visitor: Visitor, shirube: Shirube) -> None:
    """What is told before the part has loaded waits; when it never does, for the next page."""
    visitor.page_of("/", "x")
    visitor.page.route("**/queue.js", lambda route: route.abort())
    visitor.opens()
    visitor.page.wait_for_function("shirube.loaded")
    visitor.page.evaluate(track(4))
    visitor.page.unroute("**/queue.js")
    visitor.opens()
    wait_until_told(shirube, 4)
    assert arrived(shirube) == list(range(4))
