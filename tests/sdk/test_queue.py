"""Events reach the collector once each, whatever happens on the way."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.sdk.scripted import Shirube
from tests.sdk.sources import bundled
from tests.sdk.told import failing, track, tracked
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser


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


def test_a_batch_too_large_is_halved(here: Visitor, shirube: Shirube) -> None:
    shirube.wait_for("page_viewed")
    shirube.answers = [failing(413), failing(413)]
    here.page.evaluate(track(8))
    shirube.wait_for("done", 8)
    assert [len(batch["events"]) for batch in shirube.batches if batch["events"][0]["type"] == "done"][:3] == [8, 4, 2]


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


def test_ids_are_time_ordered_and_unique(page: Page) -> None:
    page.add_script_tag(content=bundled("queue/uuid.ts"))
    ids: list[str] = page.evaluate("Array.from({length: 20000}, () => parts.uuid7())")
    assert all(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", one) for one in ids)
    assert all(a < b for a, b in pairwise(ids))
