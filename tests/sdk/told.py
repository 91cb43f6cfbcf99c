"""What tests of the queue ask of a scripted collector: which of the events told have come, and in which order."""

from __future__ import annotations

import json
import time

from playwright.sync_api import Page

from tests.sdk.scripted import JSON, Answer, Shirube


def failing(status: int, **headers: str) -> Answer:
    return lambda _: (status, headers, "{}")


def track(count: int, start: int = 0) -> str:
    """JavaScript that tells events numbered from `start`."""
    return f"for (let n = {start}; n < {start + count}; n++) shirube('track', 'done', {{n}})"


def tracked(shirube: Shirube) -> list[int]:
    """Numbers of the events delivered, each id once, by id."""
    return [event["props"]["n"] for event in shirube.events if event["type"] == "done"]


def arrived(shirube: Shirube) -> list[int]:
    """The same in the order of their first arrival."""
    return [event["props"]["n"] for event in shirube.delivered.values() if event["type"] == "done"]


def wait_until_told(shirube: Shirube, count: int, page: Page | None = None, seconds: float = 60) -> None:
    """Until so many numbered events were delivered; on a page with a clock of ours, while that runs a minute at a time."""
    until = time.monotonic() + seconds
    while len(tracked(shirube)) < count and time.monotonic() < until:
        if page:
            page.clock.fast_forward(60_000)
            page.wait_for_timeout(40)
        else:
            time.sleep(0.03)
    assert tracked(shirube) == list(range(count))


def committed_but_cut_off(shirube: Shirube) -> Answer:
    """Takes the batch; the answer never arrives."""

    def answer(batch: JSON) -> tuple[int, dict[str, str], str | None]:
        shirube.delivered |= {event["id"]: event for event in batch["events"]}
        return 200, {}, None

    return answer


def results(batch: JSON, words: dict[int, str]) -> str:
    """An answer that says something of the events with these numbers."""
    said = [
        {"id": event["id"], "status": words[event["props"]["n"]]}
        for event in batch["events"]
        if event["props"].get("n") in words
    ]
    return json.dumps({"accepted": len(batch["events"]) - len(said), "results": said})
