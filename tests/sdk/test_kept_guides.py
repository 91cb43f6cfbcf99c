"""Guides on pages that are kept for Back or made in advance, in a browser that nobody drives (see `undriven`)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.sdk.guides import guide, step
from tests.sdk.scripted import Shirube
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

BOX = "const box = () => document.querySelector('shirube-guide')?.shadowRoot.querySelector('.box');"
TOUR = guide("tour", *(step(key, kind="slide_out", dismissible=True) for key in ("one", "two")))


def test_a_page_kept_for_back_shows_the_step_the_person_has_come_to_meanwhile(
    playwright: Playwright, tmp_path: Path
) -> None:
    kept_for_back(playwright, tmp_path, partial(walks_on_and_comes_back, playwright))


def walks_on_and_comes_back(playwright: Playwright, profile: Path, shirube: Shirube, stage: Stage) -> bool:
    """Whether the page was kept. Kept or loaded anew, it must show the second step, once."""
    here = f"""{BOX} addEventListener('pageshow', event => {{ if (event.persisted) back(true) }});
        const back = persisted => whenever(() => box()?.innerText.includes('About two.'), () =>
            shirube('track', 'back', {{persisted, boxes: document.querySelectorAll('shirube-guide').length}}));
        whenever(() => shirube.loaded, () => {{
            if (sessionStorage.left) return back(false);
            sessionStorage.left = 1;
            whenever(() => box(), () => asks('/may/leave', () => location.href = '/there')) }})"""
    there = f"""{BOX} whenever(() => box()?.innerText.includes('About one.'), () => box().querySelector('[data-does=next]').click());
        whenever(() => box()?.innerText.includes('About two.'), () => asks('/may/return', () => history.back()))"""
    shirube.guides = [TOUR]
    stage.pages = {"/": page(shirube, here), "/there": page(shirube, there)}
    with nobody_drives(playwright, profile, stage.origin + "/"):
        until(lambda: told_at(shirube, "step_seen", "one"), lambda: shirube.types(()))
        stage.allowed.add("/may/leave")
        until(lambda: told_at(shirube, "step_seen", "two"), lambda: shirube.types(()))
        stage.allowed.add("/may/return")
        until(lambda: told(shirube, "back"), lambda: shirube.types(()))
    (back,) = told(shirube, "back")
    assert back["boxes"] == 1
    assert len({event["run"] for event in shirube.events if event.get("run")}) == 1
    return back["persisted"] is True


def test_on_a_page_made_in_advance_guides_start_when_it_is_seen(playwright: Playwright, tmp_path: Path) -> None:
    made_in_advance(playwright, tmp_path, partial(waits_and_is_seen, playwright))


def waits_and_is_seen(playwright: Playwright, profile: Path, shirube: Shirube, stage: Stage) -> bool:
    """Whether the page was made in advance. Until it is seen it must ask nothing, tell nothing and show nothing."""
    here = f"whenever(() => shirube.loaded, () => {{ {asks_for_next()} }})"
    following = """const advanced = !!document.prerendering;
        const seen = () => shirube('track', 'seen', {advanced, boxes: document.querySelectorAll('shirube-guide').length});
        whenever(() => shirube.loaded, () => fetch('/may/made'));
        advanced ? document.addEventListener('prerenderingchange', seen) : seen()"""
    shirube.guides = [TOUR | {"trigger": TOUR["trigger"] | {"page": "/next"}}]
    stage.pages = {"/": page(shirube, here), "/next": page(shirube, following)}
    with nobody_drives(playwright, profile, stage.origin + "/"):
        until(lambda: told(shirube, "page_viewed"), lambda: shirube.types(()))
        wait_until_made(stage)
        assert asked_about(shirube, "/next") == 0
        assert [event for event in shirube.events if event["url"].endswith("/next")] == []
        stage.allowed.add("/may/see")
        until(lambda: told_at(shirube, "step_seen", "one"), lambda: shirube.types(()))
        until(lambda: told(shirube, "seen"), lambda: shirube.types(()))
    assert (asked_about(shirube, "/next"), len(told(shirube, "guide_started"))) == (1, 1)
    return told(shirube, "seen") == [{"advanced": True, "boxes": 0}]


def told_at(shirube: Shirube, type_: str, key: str) -> bool:
    return any(event["type"] == type_ and event.get("step") == key for event in shirube.events)


def asked_about(shirube: Shirube, path: str) -> int:
    return sum(str(session["url"]).endswith(path) for session in shirube.sessions)
