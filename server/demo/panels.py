"""What the demo's people do with the panels that wait in a corner: checklist, resource center. Same for a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from server.demo.teller import Event, Teller, page_of

CHECKLIST: Final = "getting-started"
HELP: Final = "help"
OFFERED_AFTER: Final = timedelta(minutes=2)
"""The checklist is for those who have met the welcome; it stands on the next page they open."""
LABELS: Final = {
    "first-invoice": "Send your first invoice",
    "connect-bank": "Connect your bank",
    "invite-team": "Invite your colleagues",
    "look-at-reports": "Look at a report",
}
SHOWN_TO: Final = {"connect-bank": ("billing", "admin"), "invite-team": ("admin",)}
PUT_AWAY: Final = 0.12
OPENS_HELP: Final = 0.035
"""A page view after which somebody opens the help."""
SEARCHES: Final[tuple[tuple[str, str | None], ...]] = (
    ("tax", "tax-rates"), ("消費税", "tax-rates"), ("reduced rate", "tax-rates"), ("cancel invoice", "take-back"),
    ("credit note", "take-back"), ("取り消し", "take-back"), ("approver", "approval"), ("承認", "approval"),
    ("import csv", None), ("インボイス番号", None), ("dark mode", None), ("withholding", None),
)  # fmt: skip
"""What they look for, and the article that answers it."""
TITLES: Final = {
    "tax-rates": "Which tax rate applies?",
    "take-back": "Taking an invoice back",
    "approval": "Who approves invoices?",
}


@dataclass
class _Holder:
    """One person's checklist. `said` is None until it stands on a page."""

    since: datetime
    said: Teller | None = None
    done: set[str] = field(default_factory=set)
    over: bool = False


def panels(life: list[Event], versions: dict[str, int], seed: int) -> Iterator[Event]:
    """`life` in the order of time."""
    chance = random.Random(seed + 2)
    if CHECKLIST in versions:
        yield from _checklists(life, versions[CHECKLIST], chance)
    if HELP in versions:
        yield from _help(life, versions[HELP], chance)


def _checklists(life: list[Event], version: int, chance: random.Random) -> Iterator[Event]:
    roles: dict[str, str] = {}
    holders: dict[str, _Holder] = {}
    for event in life:
        person = event.get("person", "")
        if event["type"] == "person_identified":
            roles[person] = event["props"]["traits"].get("role", "")
        if event["type"] == "guide_started" and event.get("guide") == "welcome":
            holders.setdefault(person, _Holder(event["at"] + OFFERED_AFTER))
        holder = holders.get(person)
        if holder is None or holder.over or event["at"] < holder.since:
            continue
        if holder.said is None and event["type"] == "page_viewed":
            holder.said = Teller(event, CHECKLIST, version)
            yield holder.said("guide_started", 0)
            yield holder.said("step_seen", 1, "intro")
        if holder.said is not None:
            yield from _go_on(holder, event, roles.get(person, ""), chance)


def _go_on(holder: _Holder, event: Event, role: str, chance: random.Random) -> Iterator[Event]:
    task = _proved_by(event)
    if holder.said is None or task is None or task in holder.done or role not in SHOWN_TO.get(task, (role,)):
        return
    said = holder.said.on(event)
    if not holder.done and chance.random() < PUT_AWAY:
        holder.over = True
        yield said("guide_dismissed", 5, "intro")
        return
    holder.done.add(task)
    yield said("checklist_task_completed", 1, task, task=LABELS[task])
    if all(one in holder.done for one in LABELS if role in SHOWN_TO.get(one, (role,))):
        holder.over = True
        yield said("guide_completed", 2, "intro")


def _proved_by(event: Event) -> str | None:
    """The task that an event of the app ticks off."""
    proofs: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("first-invoice", lambda: event["type"] == "invoice_created"),
        ("connect-bank", lambda: event["type"] == "guide_completed" and event.get("guide") == "connect-bank"),
        ("invite-team", lambda: event["type"] == "page_viewed" and page_of(event) == "/settings/team"),
        ("look-at-reports", lambda: event["type"] == "page_viewed" and page_of(event) == "/app/reports"),
    )
    return next((task for task, holds in proofs if holds()), None)


def _help(life: list[Event], version: int, chance: random.Random) -> Iterator[Event]:
    met: dict[str, Teller] = {}
    for event in life:
        if event["type"] != "page_viewed" or "person" not in event or chance.random() >= OPENS_HELP:
            continue
        person = event["person"]
        if person not in met:
            met[person] = Teller(event, HELP, version)
            yield met[person]("guide_started", 3)
        yield from _look_up(met[person].on(event), chance)


def _look_up(said: Teller, chance: random.Random) -> Iterator[Event]:
    query, article = chance.choice(SEARCHES)
    if chance.random() < 0.25:
        read = chance.choice(list(TITLES))
        yield said("article_viewed", 9, read, title=TITLES[read])
        return
    yield said("center_searched", 12, None, query=query, results=1 if article else 0)
    if article and chance.random() < 0.8:
        yield said("article_viewed", 18, article, title=TITLES[article], query=query)
