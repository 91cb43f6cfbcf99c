"""What pages tell that are kept for Back or made in advance (see `undriven`)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.sdk.scripted import Shirube
from tests.sdk.told import arrived, track, tracked
from tests.sdk.undriven import (
    Stage,
    asks_for_next,
    kept_for_back,
    made_in_advance,
    nobody_drives,
    page,
    told,
    until,
    wait_until_made,
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("first", [0, 3])
def test_a_page_kept_for_back(playwright: Playwright, tmp_path: Path, first: int) -> None:
    """Left at rest, or with events just told; brought back, it goes on telling, and nothing twice. (The snippet must not
    run in a page that has been left: the browser would not keep it.)"""
    kept_for_back(playwright, tmp_path, partial(goes_and_comes_back, playwright, first))


def goes_and_comes_back(playwright: Playwright, first: int, profile: Path, shirube: Shirube, stage: Stage) -> bool:
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
    made_in_advance(playwright, tmp_path, partial(is_made_and_seen, playwright))


def is_made_and_seen(playwright: Playwright, profile: Path, shirube: Shirube, stage: Stage) -> bool:
    here = f"whenever(() => shirube.loaded, () => {{ {asks_for_next()} }})"
    following = f"""const advanced = !!document.prerendering;
        {track(3)};
        const seen = () => {{ {track(2, start=3)}; shirube('track', 'seen', {{advanced}}) }};
        whenever(() => shirube.loaded, () => fetch('/may/made'));
        advanced ? document.addEventListener('prerenderingchange', seen) : seen()"""
    stage.pages = {"/": page(shirube, here), "/next": page(shirube, following)}
    with nobody_drives(playwright, profile, stage.origin + "/"):
        until(lambda: told(shirube, "page_viewed"), lambda: shirube.types(()))
        wait_until_made(stage)
        assert views_of(shirube, "/next") == 0
        stage.allowed.add("/may/see")
        until(lambda: told(shirube, "seen"), lambda: shirube.types(()))
        until(lambda: len(tracked(shirube)) >= 5 and views_of(shirube, "/next"), lambda: shirube.types(()))
    assert (arrived(shirube), views_of(shirube, "/next")) == (list(range(5)), 1)
    return told(shirube, "seen") == [{"advanced": True}]


def views_of(shirube: Shirube, path: str) -> int:
    return sum(event["type"] == "page_viewed" and event["url"].endswith(path) for event in shirube.events)
