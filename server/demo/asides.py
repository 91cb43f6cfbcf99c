"""What the demo's people do with guides beside their work: a banner, a hint, a launcher, a survey. Same for a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from server.demo.teller import Event, Teller, page_of

REASONS = ("Missing features", "Too slow", "Hard to learn", "The price")
LIKES = (
    "The board: I see at a glance what waits for me.",
    "Invoices are out of the door in half the time.",
    "請求書の承認が早くなりました。",
    "取引先ごとの残高がすぐわかるのが便利です。",
    "Your support answers within the hour.",
)
WISHES = (
    "Let me split an invoice between two departments.",
    "Reports take too long at the end of the month.",
    "承認の差し戻し理由を残せるようにしてほしいです。",
    "月末に画面が重くなります。",
    "We need our own numbering for credit notes.",
    "The bank connection asks for a log-in every week.",
)


@dataclass(frozen=True)
class Aside:
    """A guide that stands on a page. `opens`, `closes`: shares of those who see it, once each."""

    guide: str
    step: str
    page: str
    by: str
    opens: float
    closes: float


ASIDES = (
    Aside("closing-banner", "closing", "/invoices", "button", 0.16, 0.47),
    Aside("customer-hints", "limits", "/app/customers", "open", 0.31, 0.0),
    Aside("approvals-launcher", "open", "/app/board", "click", 0.22, 0.0),
)


def asides(life: list[Event], versions: dict[str, int], seed: int) -> Iterator[Event]:
    """What follows from the pages that people opened; `life` in the order of time."""
    chance = random.Random(seed + 1)
    met: set[tuple[str, str]] = set()
    for event in life:
        if event["type"] != "page_viewed" or "person" not in event:
            continue
        page = page_of(event)
        for aside in ASIDES:
            key = (event["person"], aside.guide)
            if aside.page == page and aside.guide in versions and key not in met:
                met.add(key)
                yield from _beside(event, aside, versions[aside.guide], chance)
        key = (event["person"], "nps")
        if page == "/app/reports" and "nps" in versions and key not in met and chance.random() < 0.7:
            met.add(key)
            yield from _survey(event, versions["nps"], chance)


def _beside(event: Event, aside: Aside, version: int, chance: random.Random) -> Iterator[Event]:
    said = Teller(event, aside.guide, version)
    yield said("guide_started", 0)
    yield said("step_seen", 1, aside.step)
    if chance.random() < aside.opens:
        yield said("step_acted", chance.uniform(3, 40), aside.step, by=aside.by)
        if aside.by == "button":
            yield said("guide_completed", 41, aside.step)
    elif chance.random() < aside.closes:
        yield said("guide_dismissed", chance.uniform(2, 30), aside.step)


def _survey(event: Event, version: int, chance: random.Random) -> Iterator[Event]:
    said = Teller(event, "nps", version)
    yield said("guide_started", 2)
    yield said("step_seen", 2, "score")
    if chance.random() < 0.55:
        yield said("guide_dismissed", chance.uniform(4, 20), "score")
        return
    # Companies differ: what one person says is near what their colleagues say.
    mood = random.Random(event.get("account", "")).gauss(8.1, 1.3)
    score = max(0, min(10, round(chance.gauss(mood, 1.7))))
    yield said.answer(8, "score", "recommend", "nps", str(score), score=score)
    yield said("step_acted", 8, "score", by="button")
    best = score >= 9
    step = "best" if best else "reason"
    yield said("step_seen", 9, step)
    if not best:
        reasons = "\n".join(chance.sample(REASONS, k=chance.choice((1, 1, 2))))
        yield said.answer(20, step, "reason", "choices", reasons)
    if chance.random() < 0.22:
        yield said.answer(45, step, "words-best" if best else "words", "text", chance.choice(LIKES if best else WISHES))
    if chance.random() < 0.1:
        yield said("guide_dismissed", 50, step)
        return
    yield said("step_acted", 50, step, by="button")
    yield said("step_seen", 51, "thanks")
    yield said("guide_completed", 60, "thanks")
