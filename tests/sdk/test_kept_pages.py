"""Pages kept for Back and pages made in advance, in a browser that nobody drives.

A debugger (Playwright is one) keeps the browser from prerendering, and throws pages out of the back-forward cache by
running scripts in them. So these pages act by themselves, and tell what they saw as events. Whether a page is kept is
up to the browser, which may be short of memory: it is asked a few times; that nothing is lost must be true each time.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.chromium import launch_options
from tests.sdk.scripted import App, Shirube, serve_app, serve_shirube
from tests.sdk.told import arrived, track, tracked

pytestmark = pytest.mark.browser
ATTEMPTS = 3
PATIENCE_SECONDS = 60

WHEN_LOADED = """const whenever = (is, then) => is() ? then() : setTimeout(whenever, 20, is, then);
const asks = (path, then) => fetch(path).then(answer => answer.text()).then(text => text === 'yes' ? then() : setTimeout(asks, 50, path, then));"""


@dataclass
class Stage(App):
    """The customer's app. Paths below /may/ answer whether the test has allowed them; what was asked for is noted."""

    allowed: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> tuple[str, str]:
        self.asked.append(path)
        if path.startswith("/may/"):
            return "text/plain", "yes" if path in self.allowed else "no"
        return super().answer(path)


def page(shirube: Shirube, script: str) -> str:
    stub = f"""<script>!function(w,d,u){{if(!w.shirube){{var q=[];(w.shirube=function(){{q.push(arguments)}}).q=q;
        var s=d.createElement("script");s.async=1;s.src=u;d.head.append(s)}}}}(window,document,"{shirube.origin}/sdk/v1/shirube.js");
        shirube("init",{{key:"wk_test"}})</script>"""
    return f"<!doctype html><html lang=en><head><title>App</title>{stub}<script>{WHEN_LOADED}{script}</script></head><body>x</body></html>"


@contextmanager
def staged() -> Iterator[tuple[Shirube, Stage]]:
    shirube, stage = Shirube(), Stage()
    servers = [serve_shirube(shirube), serve_app(stage)]
    try:
        yield shirube, stage
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


@contextmanager
def nobody_drives(playwright: Playwright, profile: Path, address: str) -> Iterator[None]:
    options = launch_options()
    program = options.get("executable_path") or playwright.chromium.executable_path
    command = [str(program), "--headless=new", f"--user-data-dir={profile}", *options["args"], address]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until(condition: Callable[[], object], what: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, what()
        time.sleep(0.03)


def told(shirube: Shirube, type_: str) -> list[dict[str, object]]:
    return [event["props"] for event in shirube.events if event["type"] == type_]


@pytest.mark.parametrize("first", [0, 3])
def test_a_page_kept_for_back(playwright: Playwright, tmp_path: Path, first: int) -> None:
    """Left at rest, or with events just told; brought back, it goes on telling, and nothing twice. (The snippet must not
    run in a page that has been left: the browser would not keep it.)"""
    for attempt in range(ATTEMPTS):
        with staged() as (shirube, stage):
            if goes_and_comes_back(playwright, tmp_path / str(attempt), shirube, stage, first):
                return
    assert not keeps_any_page(playwright, tmp_path / "any"), (
        f"not kept in {ATTEMPTS} attempts, whereas a page without the snippet is"
    )
    pytest.skip("this browser keeps no page for Back, whatever is in it; nothing was lost without")


def keeps_any_page(playwright: Playwright, profile: Path) -> bool:
    here = """<script>const before = sessionStorage.left; addEventListener('pageshow', event =>
        event.persisted ? fetch('/kept') : before ? fetch('/anew') : setTimeout(() => location.href = '/there', 500)); sessionStorage.left = 1</script>"""
    with staged() as (_, stage):
        stage.pages = {"/": here, "/there": "<script>setTimeout(() => history.back(), 500)</script>"}
        with nobody_drives(playwright, profile, stage.origin + "/"):
            until(lambda: {"/kept", "/anew"} & {*stage.asked}, lambda: stage.asked)
    return "/kept" in stage.asked


def goes_and_comes_back(playwright: Playwright, profile: Path, shirube: Shirube, stage: Stage, first: int) -> bool:
    here = f"""addEventListener('pageshow', event => {{ if (event.persisted) back(true) }});
        const back = persisted => {{ {track(3, start=first)}; shirube('track', 'back', {{persisted}}) }};
        whenever(() => shirube.loaded, () => {{
            if (sessionStorage.left) return back(false);
            sessionStorage.left = 1;
            asks('/may/leave', () => {{ {track(first)}; location.href = '/there' }}) }})"""
    stage.pages = {"/": page(shirube, here), "/there": page(shirube, "asks('/may/return', () => history.back())")}
    with nobody_drives(playwright, profile, stage.origin + "/"):
        until(lambda: told(shirube, "page_viewed"), lambda: shirube.types(()))
        stage.allowed.add("/may/leave")
        until(lambda: len(tracked(shirube)) >= first and views_of(shirube, "/there"), lambda: shirube.types(()))
        stage.allowed.add("/may/return")
        until(lambda: told(shirube, "back"), lambda: shirube.types(()))
        until(lambda: len(tracked(shirube)) >= first + 3, lambda: shirube.types(()))
    assert arrived(shirube) == list(range(first + 3))
    return told(shirube, "back") == [{"persisted": True}]


def test_a_page_made_in_advance(playwright: Playwright, tmp_path: Path) -> None:
    """What its script tells before anybody sees it is told once; it is viewed when it is seen, not before."""
    for attempt in range(ATTEMPTS):
        with staged() as (shirube, stage):
            if is_made_and_seen(playwright, tmp_path / str(attempt), shirube, stage):
                return
    pytest.skip("this browser makes no page in advance; what must hold without held")


def is_made_and_seen(playwright: Playwright, profile: Path, shirube: Shirube, stage: Stage) -> bool:
    rules = json.dumps({"prerender": [{"source": "list", "urls": ["/next"], "eagerness": "immediate"}]})
    here = f"""whenever(() => shirube.loaded, () => {{
        const rules = Object.assign(document.createElement('script'), {{type: 'speculationrules', textContent: '{rules}'}});
        document.head.append(rules);
        asks('/may/see', () => location.href = '/next') }})"""
    following = f"""const advanced = !!document.prerendering;
        {track(3)};
        const seen = () => {{ {track(2, start=3)}; shirube('track', 'seen', {{advanced}}) }};
        whenever(() => shirube.loaded, () => fetch('/may/made'));
        advanced ? document.addEventListener('prerenderingchange', seen) : seen()"""
    stage.pages = {"/": page(shirube, here), "/next": page(shirube, following)}
    with nobody_drives(playwright, profile, stage.origin + "/"):
        until(lambda: told(shirube, "page_viewed"), lambda: shirube.types(()))
        made_by = time.monotonic() + 10
        while "/may/made" not in stage.asked and time.monotonic() < made_by:
            time.sleep(0.03)  # a browser that makes nothing in advance never asks
        assert views_of(shirube, "/next") == 0
        stage.allowed.add("/may/see")
        until(lambda: told(shirube, "seen"), lambda: shirube.types(()))
        until(lambda: len(tracked(shirube)) >= 5 and views_of(shirube, "/next"), lambda: shirube.types(()))
    assert (arrived(shirube), views_of(shirube, "/next")) == (list(range(5)), 1)
    return told(shirube, "seen") == [{"advanced": True}]


def views_of(shirube: Shirube, path: str) -> int:
    return sum(event["type"] == "page_viewed" and event["url"].endswith(path) for event in shirube.events)
