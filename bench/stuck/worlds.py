"""Made-up journals of other kinds than the real data set, with known truth: who never finishes which step.

`exercises`: repeated tries without a clock; every event is one second after the person's last. `clicks`: logs of a user
interface on the scale of seconds, hundreds of people within an hour. What makes somebody fail is drawn per person and
per step and is never written into the events.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from analytics.stuck.past.journal import JournalRow

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Meeting:
    """The truth about one person at one step: when it began, ended if it ever did, and was last touched."""

    person: str
    guide: str
    step: str
    begun: datetime
    done: datetime | None
    last: datetime


class _Writer:
    def __init__(self, guide: str) -> None:
        self.guide, self.rows, self.truth = guide, list[JournalRow](), list[Meeting]()

    def event(self, type_: str, person: str, at: datetime, step: str = "") -> None:
        run = f"run-{person}" if step else ""
        guide = self.guide if step else ""
        self.rows.append(JournalRow(at, f"{self.guide}-{len(self.rows)}", type_, person, "school", run, guide, step))


def exercises(people: int, steps: int, seed: int) -> tuple[list[JournalRow], list[Meeting]]:
    """People work through exercises in order; each try succeeds by their skill and what is hard; some never get it.

    Who has had enough goes on to the next exercise. People begin one after the other, so the time between two of them
    means nothing either.
    """
    luck, world = np.random.default_rng(seed), _Writer("exercises")
    hard = luck.normal(0.0, 1.0, steps)
    for number in range(people):
        skill, patience = luck.normal(0.6, 1.0), luck.integers(2, 9)
        at = START + timedelta(seconds=int(luck.integers(0, people)))
        for step in range(steps):
            grasp = 1 / (1 + np.exp(-(skill - hard[step])))
            hopeless = luck.random() < 0.45 * (1 - grasp) ** 1.5
            tries = _tries(luck, 0.0 if hopeless else 0.15 + 0.7 * grasp, int(patience))
            at = _work(world, f"p{number}", f"e{step}", at, tries)
            if luck.random() < 0.03:
                break
    return world.rows, world.truth


def _tries(luck: np.random.Generator, chance: float, patience: int) -> list[bool]:
    """Whether each try succeeded, up to the first success or the end of patience."""
    tries: list[bool] = []
    while not (tries and tries[-1]) and len(tries) < patience:
        tries.append(bool(luck.random() < chance))
    return tries


def _work(world: _Writer, person: str, step: str, at: datetime, tries: list[bool]) -> datetime:
    begun = at + timedelta(seconds=1)
    for success in tries:
        at += timedelta(seconds=1)
        world.event("step_seen", person, at, step)
        at += timedelta(seconds=1)
        world.event("step_acted" if success else "error_seen", person, at, step)
    world.truth.append(Meeting(person, "exercises", step, begun, at if tries[-1] else None, at))
    return at


def clicks(people: int, steps: int, seed: int) -> tuple[list[JournalRow], list[Meeting]]:
    """People do short tasks within an hour; those who are lost click in vain for a while, then go on or leave."""
    luck, world = np.random.default_rng(seed), _Writer("tasks")
    usual = np.exp(luck.normal(np.log(8.0), 0.6, steps))
    trap = luck.beta(1.0, 6.0, steps)
    for number in range(people):
        slow, lost = np.exp(luck.normal(0, 0.4)), luck.beta(1.0, 3.0)
        at = START + timedelta(seconds=float(luck.uniform(0, 3000)))
        for step in range(steps):
            name, person, begun = f"t{step}", f"u{number}", at
            world.event("step_seen", person, begun, name)
            fails = luck.random() < 1 - (1 - trap[step]) * (1 - 0.4 * lost)
            spent = float(usual[step] * slow * np.exp(luck.normal(0, 0.6))) * (3.0 if fails else 1.0)
            end = begun + timedelta(seconds=spent)
            for second in _vain_clicks(luck, spent, 0.12 if fails else 0.02):
                world.event(
                    str(luck.choice(["dead_clicked", "rage_clicked", "error_seen"])), person, begun + second, name
                )
            if not fails:
                world.event("step_acted", person, end, name)
            world.truth.append(Meeting(person, "tasks", name, begun, None if fails else end, end))
            at = end + timedelta(seconds=float(luck.exponential(2.0)) + 0.3)
            if fails and luck.random() < 0.3:
                break
    return world.rows, world.truth


def _vain_clicks(luck: np.random.Generator, spent: float, rate: float) -> Iterator[timedelta]:
    for _ in range(int(luck.poisson(rate * spent))):
        yield timedelta(seconds=float(luck.uniform(0, spent)))
