"""A page may go at any moment: left, closed, killed with its browser, put to sleep. (Kept for Back, or made in advance: test_kept_pages.py.)"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.chromium import launch_options
from tests.sdk.scripted import JSON, App, Shirube
from tests.sdk.told import arrived, failing, track, tracked, wait_until_told
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def here(visitor: Visitor) -> Visitor:
    visitor.page_of("/", "here")
    visitor.page_of("/there", "there")
    visitor.opens()
    visitor.page.wait_for_function("shirube.loaded")
    return visitor


def test_navigating_and_closing_at_once(here: Visitor, shirube: Shirube) -> None:
    here.page.evaluate(track(5) + ";location.href = '/there'")
    here.page.wait_for_url("**/there")
    wait_until_told(shirube, 5)
    other = here.page.context.new_page()
    other.goto(here.app.origin)
    other.wait_for_function("shirube.loaded")
    other.evaluate(track(5, start=5))
    other.close(run_before_unload=True)
    wait_until_told(shirube, 10)
    assert arrived(shirube) == list(range(10))


def test_navigating_and_closing_before_the_queue_has_come_and_without_a_collector(
    here: Visitor, shirube: Shirube
) -> None:
    shirube.wait_for("page_viewed")
    shirube.answers = [failing(503)] * 9
    here.page.evaluate(track(3) + ";location.href = '/there'")
    here.page.wait_for_url("**/there")
    # The calls of the page itself, then gone: the stub's queue, the snippet's writer, the database.
    here.page_of("/short", "x", track(3, start=3), "setTimeout(() => location.href = '/there', 1)")
    here.page.goto(here.app.origin + "/short", wait_until="commit")
    here.page.wait_for_url("**/there")
    here.page.wait_for_timeout(300)
    shirube.answers = []
    here.page.evaluate("shirube('track', 'end')")
    shirube.wait_for("end")
    # What the stub had queued when the page left before the snippet itself was there, the platform loses.
    assert tracked(shirube) in ([0, 1, 2], [0, 1, 2, 3, 4, 5])


def test_a_page_that_eats_the_quota_of_last_requests(here: Visitor, shirube: Shirube) -> None:
    shirube.wait_for("page_viewed")
    here.page.route("**/eat", lambda _: None)
    eaten = here.page.evaluate("""() => { fetch('/eat', {method: 'POST', keepalive: true, body: 'x'.repeat(65000)}).catch(() => {});
        return fetch('/eat', {method: 'POST', keepalive: true, body: 'x'.repeat(65000)}).then(() => false, () => true) }""")
    assert eaten
    here.page.evaluate(track(30) + ";location.href = '/there'")
    here.page.wait_for_url("**/there")
    wait_until_told(shirube, 30)


def test_memory_is_all_there_is(visitor: Visitor, shirube: Shirube) -> None:
    """Without any storage the last request of a page carries what it can; with the collector away too, the platform loses it."""
    blocked = "{get() { throw new DOMException('blocked', 'SecurityError') }}"
    head = f"<script>for (const name of ['indexedDB', 'localStorage']) Object.defineProperty(window, name, {blocked})</script>"
    visitor.page_of("/", "x", head=head)
    visitor.opens()
    shirube.wait_for("page_viewed")
    visitor.page.evaluate(track(3) + ";location.href = '/again'")
    visitor.page.wait_for_url("**/again")
    wait_until_told(shirube, 3)
    visitor.page.wait_for_function("shirube.loaded")
    shirube.answers = [failing(503)] * 9
    visitor.page.evaluate(track(3, start=3))
    visitor.page.goto("about:blank")
    visitor.page.wait_for_timeout(300)
    shirube.answers = []
    visitor.opens()
    visitor.page.wait_for_timeout(1_500)
    assert tracked(shirube) == [0, 1, 2]


# A browser of our own: one that can be killed.


@contextmanager
def started(playwright: Playwright, profile: Path) -> Iterator[BrowserContext]:
    context = playwright.chromium.launch_persistent_context(profile, **launch_options())
    context.set_default_timeout(8_000)
    yield context
    if processes_of(profile):
        context.close()


def processes_of(profile: Path) -> list[int]:
    """The browser and its children, by the profile only ours have."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if f"--user-data-dir={profile}".encode() in entry.read_bytes():
                found.append(int(entry.parent.name))
        except OSError:
            continue
    return found


def kill(profile: Path) -> None:
    for process in processes_of(profile):
        os.kill(process, signal.SIGKILL)
    while processes_of(profile):
        time.sleep(0.02)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds the browser's processes in /proc")
def test_a_killed_browser(playwright: Playwright, tmp_path: Path, app: App, shirube: Shirube) -> None:
    with started(playwright, tmp_path) as context:
        visitor = Visitor(context.new_page(), app, shirube)
        visitor.page_of("/", "x")
        visitor.opens()
        shirube.wait_for("page_viewed")
        shirube.answers = [failing(503)] * 20
        visitor.page.evaluate(track(40))
        visitor.page.wait_for_timeout(400)
        kill(tmp_path)
    assert tracked(shirube) == []
    shirube.answers = []
    with started(playwright, tmp_path) as context:
        visitor = Visitor(context.new_page(), app, shirube)
        visitor.opens()
        wait_until_told(shirube, 40)
        context.set_offline(True)
        visitor.page.evaluate(track(10, start=40))
        visitor.page.wait_for_timeout(400)
        kill(tmp_path)
    with started(playwright, tmp_path) as context:
        visitor = Visitor(context.new_page(), app, shirube)
        visitor.opens()
        wait_until_told(shirube, 50)
        assert arrived(shirube) == list(range(50)) and visitor.errors == []


def test_a_frozen_tab(playwright: Playwright, tmp_path: Path, app: App, shirube: Shirube) -> None:
    """While it sends, so that it holds the lock: another tab goes on at once."""
    with started(playwright, tmp_path) as context:
        visitor = Visitor(context.new_page(), app, shirube)
        visitor.page_of("/", "x")
        visitor.page_of("/there", "there")
        visitor.opens()
        shirube.wait_for("page_viewed")
        freezes_and_thaws(visitor, shirube, context)
        assert visitor.errors == []


def freezes_and_thaws(visitor: Visitor, shirube: Shirube, context: BrowserContext) -> None:
    def slow(_: JSON) -> tuple[int, dict[str, str], str | None]:
        time.sleep(3)
        return 500, {}, "{}"

    shirube.answers = [slow]
    visitor.page.evaluate(track(3))
    visitor.page.wait_for_timeout(1_500)
    session = context.new_cdp_session(visitor.page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    other = context.new_page()
    other.goto(visitor.app.origin + "/there")
    wait_until_told(shirube, 3)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    visitor.page.evaluate(track(1, start=3))
    wait_until_told(shirube, 4)
    other.close()
