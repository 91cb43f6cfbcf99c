"""Sixty days of life at Choba's customers, as events that end now: the same for the same seed and moment."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec

from server.demo.journeys import JOURNEYS, Journey
from server.demo.passage import Passage
from server.demo.rhythm import local_day, moment_of_work, works_on
from server.demo.world import DAYS, Human, World

APP = "https://app.choba.example"
PAGES = (
    "/",
    "/invoices",
    "/app/board",
    "/app/customers",
    "/app/composer",
    "/app/reports",
    "/billing",
    "/settings/team",
)
VISITS = {
    "member": (8, 9, 5, 6, 2, 1, 0, 1),
    "billing": (8, 10, 3, 5, 8, 2, 2, 0),
    "approver": (7, 9, 9, 2, 0, 2, 0, 0),
    "admin": (7, 5, 3, 2, 2, 2, 3, 4),
}
"""How often each role opens each of PAGES."""
DOES = {
    "/app/composer": ("invoice_created", 0.55),
    "/app/board": ("invoice_approved", 0.4),
    "/invoices": ("reminder_sent", 0.08),
    "/app/reports": ("report_built", 0.6),
    "/app/customers": ("credit_limit_changed", 0.07),
}
TRAITS_EVERY = 12
"""Days between two tellings of the same traits."""


class Life:
    """Writes the story down. `versions` says which version of each guide is live."""

    def __init__(self, world: World, now: datetime, versions: dict[str, int], seed: int) -> None:
        self._world = world
        self._now = now
        self._versions = versions
        self._chance = random.Random(seed)
        self._events: list[dict[str, Any]] = []
        self._passages: dict[str, list[Passage]] = {}
        self._told_traits: dict[str, int] = {}

    def events(self) -> list[dict[str, Any]]:
        """All events in the order of time."""
        for day in range(DAYS):
            for human in self._world.people:
                self._live(human, day)
        self._events.sort(key=lambda event: event["at"])
        return self._events

    def _live(self, human: Human, day: int) -> None:
        on = local_day(self._now, human.company, day)
        if not works_on(self._chance, human, day, on.weekday()):
            return
        for _ in range(1 if self._chance.random() < 0.65 else 2):
            self._sit_down(human, day, moment_of_work(self._chance, human.company, on))

    def _sit_down(self, human: Human, day: int, at: datetime) -> None:
        session = f"s-{human.key}-{day}-{at:%H%M%S}"
        self._tell("session_started", at, human, session=session)
        if day - self._told_traits.get(human.key, -TRAITS_EVERY) >= TRAITS_EVERY:
            self._told_traits[human.key] = day
            self._tell_traits(human, at, session)
        pages = self._chance.choices(PAGES, VISITS[human.role], k=self._chance.randint(2, 6))
        for page in ["/", *pages] if human.newcomer and day == human.joined else pages:
            self._tell("page_viewed", at, human, session=session, page=page)
            at += timedelta(seconds=self._chance.lognormvariate(3.2, 0.8))
            at = self._meet_guides(human, day, at, session, page)
            self._work(human, at, session, page)

    def _tell_traits(self, human: Human, at: datetime, session: str) -> None:
        moment = at + timedelta(milliseconds=5)
        self._tell("person_identified", moment, human, session=session, props={"traits": self._traits(human)})
        props = {"traits": human.company.traits(), "membership": {"role": human.role}}
        self._tell("account_grouped", moment, human, session=session, props=props)

    def _traits(self, human: Human) -> dict[str, Any]:
        """Choba began to keep the day somebody joined only when the story began."""
        joined = local_day(self._now, human.company, human.joined).isoformat() if human.newcomer else None
        return {**human.traits(), "joined": joined} if joined else human.traits()

    def _work(self, human: Human, at: datetime, session: str, page: str) -> None:
        done, share = DOES.get(page, ("", 0.0))
        if done and human.role != "member" and self._chance.random() < share:
            self._tell(
                done, at, human, session=session, page=page, props={"total": self._chance.randint(2, 90) * 11_000}
            )

    def _meet_guides(self, human: Human, day: int, at: datetime, session: str, page: str) -> datetime:
        """At most one guide a page: one that was left open here, or one not met before."""
        if human.cast:
            return at
        mine = self._passages.setdefault(human.key, [])
        for passage in mine:
            if passage.journey.page == page and passage.comes_back(self._chance):
                return passage.go_on(self._chance, at, day, session, self._tell)
        journey = next((journey for journey in JOURNEYS if self._is_for(journey, human, day, page)), None)
        if journey is None:
            return at
        human.guides_met.add(journey.guide)
        if self._chance.random() > journey.starts:
            return at
        passage = Passage(human, journey, f"r-{human.key}-{journey.guide}", self._versions[journey.guide])
        mine.append(passage)
        return passage.go_on(self._chance, at, day, session, self._tell)

    def _is_for(self, journey: Journey, human: Human, day: int, page: str) -> bool:
        if journey.guide in human.guides_met or journey.page != page or day < journey.from_day:
            return False
        if human.role not in journey.roles or human.company.plan not in journey.plans:
            return False
        return human.newcomer or not journey.for_newcomers

    def _tell(self, kind: str, at: datetime, human: Human, page: str = "/", **rest: Any) -> None:
        if at > self._now:
            return
        event = {
            "id": f"demo-{len(self._events)}",
            "type": kind,
            "at": at,
            "person": human.key,
            "account": human.company.key,
            "url": APP + page,
            **rest,
        }
        self._events.append({name: value for name, value in event.items() if value is not None})


def as_lines(events: list[dict[str, Any]]) -> Iterator[bytes]:
    """The events as JSON lines, as `shirube events import` reads them."""
    encode = msgspec.json.Encoder().encode
    return (encode(event) for event in events)
