"""Pages in a browser that nobody drives.

A debugger (Playwright is one) keeps the browser from prerendering, and throws pages out of the back-forward cache by
running scripts in them. So these pages act by themselves, and tell what they saw as events. Whether a page is kept or
made in advance is up to the browser, which may be short of memory: it is asked a few times; that nothing is lost must
be true each time.
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

ATTEMPTS = 3
PATIENCE_SECONDS = 60
MADE_WITHIN_SECONDS = 10

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


Scene = Callable[[Path, Shirube, Stage], bool]
"""Plays once, with this profile; answers whether the browser kept the page, or made it in advance."""


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


def kept_for_back(playwright: Playwright, folder: Path, scene: Scene) -> None:
    """Plays until the page was kept; fails when it never is although one without the snippet is."""
    if not _plays(folder, scene):
        assert not _keeps_any_page(playwright, folder / "any"), _only_without("kept")
        pytest.skip("this browser keeps no page for Back, whatever is in it; nothing was lost without")


def made_in_advance(playwright: Playwright, folder: Path, scene: Scene) -> None:
    """Plays until the page was made in advance; fails when it never is although one without the snippet is."""
    if not _plays(folder, scene):
        assert not _makes_any_page(playwright, folder / "any"), _only_without("made in advance")
        pytest.skip("this browser makes no page in advance, whatever is in it; what must hold without held")


def _plays(folder: Path, scene: Scene) -> bool:
    for attempt in range(ATTEMPTS):
        with staged() as (shirube, stage):
            if scene(folder / str(attempt), shirube, stage):
                return True
    return False


def _only_without(what: str) -> str:
    return f"not {what} in {ATTEMPTS} attempts, whereas a page without the snippet is"


def _keeps_any_page(playwright: Playwright, profile: Path) -> bool:
    here = """<script>const before = sessionStorage.left; addEventListener('pageshow', event =>
        event.persisted ? fetch('/kept') : before ? fetch('/anew') : setTimeout(() => location.href = '/there', 500)); sessionStorage.left = 1</script>"""
    with staged() as (_, stage):
        stage.pages = {"/": here, "/there": "<script>setTimeout(() => history.back(), 500)</script>"}
        with nobody_drives(playwright, profile, stage.origin + "/"):
            until(lambda: {"/kept", "/anew"} & {*stage.asked}, lambda: stage.asked)
    return "/kept" in stage.asked


def _makes_any_page(playwright: Playwright, profile: Path) -> bool:
    following = "<script>fetch(document.prerendering ? '/may/made' : '/anew')</script>"
    with staged() as (_, stage):
        stage.pages = {"/": f"<script>{WHEN_LOADED}{asks_for_next()}</script>", "/next": following}
        with nobody_drives(playwright, profile, stage.origin + "/"):
            until(lambda: "/" in stage.asked, lambda: stage.asked)
            wait_until_made(stage)
    return "/may/made" in stage.asked


def asks_for_next() -> str:
    """JavaScript that has /next made in advance, and goes there when the test allows it."""
    rules = json.dumps({"prerender": [{"source": "list", "urls": ["/next"], "eagerness": "immediate"}]})
    return f"""document.head.append(Object.assign(document.createElement('script'), {{type: 'speculationrules', textContent: '{rules}'}}));
        asks('/may/see', () => location.href = '/next')"""


def wait_until_made(stage: Stage) -> None:
    """Until /next says that it is made; a browser that makes nothing in advance never says so."""
    made_by = time.monotonic() + MADE_WITHIN_SECONDS
    while "/may/made" not in stage.asked and time.monotonic() < made_by:
        time.sleep(0.03)
