"""One person in one guide: the events of a run, over one sitting or several."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from server.demo.asking import message
from server.demo.journeys import Journey, Leg
from server.demo.world import Human

RETRIES = 0.8
"""Chance that somebody who struggles tries again the next time they are there."""
RETURNS = 0.35
"""The same for somebody who merely left."""
SUCCEEDS_AT_LAST = 0.1
PATIENCE = 6
"""After so many sittings people stop trying, and work around it."""
EAGER = {"struggling": 0.9, "new": 0.35}
"""By the company's fate: share of those who stop at a step although they want to do it."""
USUALLY_EAGER = 0.13
HINDERED = {"struggling": 3.2, "new": 1.3}
"""By the company's fate: how much likelier its people are to stop."""


class Tell(Protocol):
    """Writes down one event of a person."""

    def __call__(self, kind: str, at: datetime, human: Human, **rest: Any) -> None: ...


@dataclass
class Passage:
    """A run. `struggling`: at a step that they want to do and cannot."""

    human: Human
    journey: Journey
    run: str
    version: int
    place: int = 0
    struggling: bool = False
    over: bool = False
    tries: int = 0

    def comes_back(self, chance: random.Random) -> bool:
        """Whether the person takes the run up again in this sitting."""
        return not self.over and self.tries < PATIENCE and chance.random() < (RETRIES if self.struggling else RETURNS)

    def go_on(self, chance: random.Random, at: datetime, day: int, session: str, tell: Tell) -> datetime:
        """Plays until the run ends or the person leaves it; answers when that is."""
        if self.tries == 0:
            self._say(tell, "guide_started", at, session)
        self.tries += 1
        while not self.over:
            leg = self.journey.legs[self.place]
            if leg.breaks_on is not None and day >= leg.breaks_on:
                return self._break(leg, at + timedelta(seconds=8), session, tell)
            self._say(tell, "step_seen", at, session, leg)
            at, moved = self._at_step(chance, leg, at, session, tell)
            if not moved:
                return at
        return at

    def _at_step(
        self, chance: random.Random, leg: Leg, at: datetime, session: str, tell: Tell
    ) -> tuple[datetime, bool]:
        if self.struggling and chance.random() > SUCCEEDS_AT_LAST:
            return self._struggle(chance, leg, at, session, tell), False
        if not self.struggling and chance.random() < self._stop_chance(leg):
            return self._stop(chance, leg, at, session, tell), False
        self.struggling = False
        return self._do(chance, leg, at, session, tell), True

    def _stop_chance(self, leg: Leg) -> float:
        hindered = HINDERED.get(self.human.company.fate, 1.0)
        return min(0.97, leg.stops * (1.6 - self.human.skill) * hindered * (0.7 if self.tries > 1 else 1.0))

    def _do(self, chance: random.Random, leg: Leg, at: datetime, session: str, tell: Tell) -> datetime:
        at += timedelta(seconds=leg.seconds * (1.7 - self.human.skill) * chance.lognormvariate(0, 0.55))
        self._say(tell, "step_acted", at, session, leg)
        if leg.way == "event" and self.journey.proof:
            tell(self.journey.proof, at, self.human, session=session, props={"by_guide": True})
            self._say(tell, "step_verified", at + timedelta(milliseconds=40), session, leg)
        self.place += 1
        if self.place == len(self.journey.legs):
            self.over = True
            self._say(tell, "guide_completed", at + timedelta(milliseconds=60), session)
        return at + timedelta(seconds=chance.uniform(0.4, 2))

    def _stop(self, chance: random.Random, leg: Leg, at: datetime, session: str, tell: Tell) -> datetime:
        at += timedelta(seconds=chance.uniform(3, 40))
        eager = EAGER.get(self.human.company.fate, USUALLY_EAGER)
        if leg.seconds >= 7 and self.place > 0 and chance.random() < eager:
            self.struggling = True
            return self._struggle(chance, leg, at, session, tell)
        if chance.random() < (0.93 if self.place == 0 else 0.68):
            self.over = True
            self._say(tell, "guide_dismissed", at, session, leg, {"step": leg.key})
        return at

    def _struggle(self, chance: random.Random, leg: Leg, at: datetime, session: str, tell: Tell) -> datetime:
        """In vain: clicks that do nothing, clicks in anger, an error, the same step once more."""
        tried = chance.choices(("rage_clicked", "dead_clicked", "error_seen", ""), (3, 3, 2, 3), k=chance.randint(1, 4))
        for kind in tried:
            at += timedelta(seconds=chance.uniform(6, 35))
            if kind:
                props = (
                    {"message": "The amount must be a number"}
                    if kind == "error_seen"
                    else {"clicks": chance.randint(3, 7)}
                )
                self._say(tell, kind, at, session, leg, props)
        if chance.random() < 0.12:
            asked = {"message": message(leg.key, self.human.language, self.run), "tried": self._tried(leg, tried)}
            self._say(tell, "help_requested", at + timedelta(seconds=20), session, leg, asked)
        return at + timedelta(seconds=chance.uniform(5, 60))

    def _tried(self, leg: Leg, signs: list[str]) -> list[dict[str, str]]:
        """What the snippet sends along: the step, and what went wrong at it."""
        return [{"type": "step_seen", "guide": self.journey.guide, "step": leg.key}] + [
            {"type": sign} for sign in signs if sign
        ]

    def _break(self, leg: Leg, at: datetime, session: str, tell: Tell) -> datetime:
        self.over = True
        self._say(tell, "step_failed", at, session, leg, {"reason": "target_missing"})
        self._say(tell, "guide_failed", at + timedelta(milliseconds=30), session, None, {"reason": "target_missing"})
        return at

    def _say(
        self,
        tell: Tell,
        kind: str,
        at: datetime,
        session: str,
        leg: Leg | None = None,
        props: dict[str, Any] | None = None,
    ) -> None:
        tell(
            kind,
            at,
            self.human,
            session=session,
            run=self.run,
            guide=self.journey.guide,
            version=self.version,
            step=leg.key if leg else None,
            page=(leg and leg.page) or self.journey.page,
            props=props or {},
        )
