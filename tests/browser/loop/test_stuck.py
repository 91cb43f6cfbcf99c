"""Somebody who tries again and again is shown to the CSM, with the account's value and the proof."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.authoring import log_in
from tests.browser.loop.conftest import Loop

pytestmark = [pytest.mark.browser]

GUIDE, STEP = "month-end", "export"
FINISHERS = 40


def event(kind: str, at: datetime, person: str, account: str, **rest: Any) -> dict[str, Any]:
    about = f"{kind}-{person}-{at.isoformat()}"
    return {"id": about, "type": kind, "at": at.isoformat(), "person": person, "account": account, **rest}


def in_run(kind: str, at: datetime, person: str, account: str) -> dict[str, Any]:
    step = None if kind.startswith("guide_") else STEP
    return event(kind, at, person, account, run=f"run-{person}", guide=GUIDE, version=1, step=step)


def history(now: datetime) -> Iterator[dict[str, Any]]:
    """Forty people finish within two minutes; Mia Wong tries for three days, in anger, and is still here."""
    for number in range(FINISHERS):
        at = now - timedelta(days=5, hours=number % 24)
        who = (f"p-{number}", f"acct-{number % 8}")
        yield in_run("guide_started", at, *who)
        yield in_run("step_seen", at + timedelta(seconds=1), *who)
        yield in_run("step_acted", at + timedelta(seconds=30 + 2 * number), *who)
        yield in_run("guide_completed", at + timedelta(seconds=31 + 2 * number), *who)
    mia, began = ("u-mia", "acct-wong"), now - timedelta(days=3)
    yield event("person_identified", began, *mia, props={"traits": {"name": "Mia Wong", "role": "billing"}})
    yield event("account_grouped", began, *mia, props={"traits": {"name": "Wong Trading", "arr": 3_600_000}})
    yield in_run("guide_started", began, *mia)
    for hours in (0, 20, 26, 48, 71):
        yield in_run("step_seen", began + timedelta(hours=hours), *mia)
        for seconds in (20, 50):
            yield in_run("rage_clicked", began + timedelta(hours=hours, seconds=seconds), *mia)
    yield event("page_viewed", now - timedelta(minutes=5), *mia)


@pytest.fixture(scope="module")
def told(loop: Loop, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The history, brought in beside the running server."""
    file: Path = tmp_path_factory.mktemp("history") / "events.ndjson"
    lines = (json.dumps(one) for one in history(datetime.now(UTC)))
    file.write_text("\n".join(lines), "utf-8")
    loop.stack.command("events", "import", str(file))


def until_it_says(page: Page, address: str, words: str) -> None:
    """Findings follow events within seconds, not at once."""
    for _ in range(60):
        page.goto(address)
        if words in page.locator("main").inner_text():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{address} never said “{words}”:\n{page.locator('main').inner_text()}")


@pytest.mark.usefixtures("told")
def test_the_csm_sees_who_where_and_why(loop: Loop, author: Page) -> None:
    log_in(author, loop.stack.address)
    until_it_says(author, f"{loop.stack.address}/today", "Wong Trading")
    card = author.locator("main").get_by_text("Mia Wong").first
    expect(card).to_be_visible()
    expect(author.locator("main")).to_contain_text("¥3.6M")
    until_it_says(author, f"{loop.stack.address}/stuck?by=people", "Mia Wong")
    expect(author.locator("main tbody tr", has_text="Mia Wong")).to_have_count(1)
    expect(author.locator("main")).to_contain_text("5 times in 3 days")
    author.locator("main").get_by_role("link", name="Mia Wong").click()
    expect(author.locator("main")).to_contain_text("rage", ignore_case=True)
