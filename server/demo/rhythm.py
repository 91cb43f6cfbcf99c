"""When people work: weekdays, office hours in their own time zone, a lunch dip, slow starts, holidays."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta

from server.demo.world import DAYS, Company, Human

HOURS = range(8, 20)
WEIGHTS = (2, 9, 12, 11, 4, 8, 11, 11, 10, 7, 3, 1)
"""How much is done in each of HOURS."""


def local_day(now: datetime, company: Company, day: int) -> date:
    """The calendar date of a day of the story where the company is; day DAYS - 1 is today."""
    return (now + timedelta(hours=company.utc_offset)).date() - timedelta(days=DAYS - 1 - day)


def works_on(chance: random.Random, human: Human, day: int, weekday: int) -> bool:
    """Whether somebody opens the app on a day of the story; `weekday` 0 is Monday."""
    company = human.company
    if day < human.joined or (company.left is not None and day >= company.left):
        return False
    eager = human.habit * (0.06 if weekday >= 5 else 1.0) * _fortune(company, day)
    if day == human.joined:
        return weekday < 5 or chance.random() < 0.2
    return chance.random() < eager


def _fortune(company: Company, day: int) -> float:
    passed = (day - company.joined) / max(1, DAYS - company.joined)
    match company.fate:
        case "growing":
            return 0.65 + 0.5 * passed
        case "slipping":
            return 1.0 if passed < 0.55 else max(0.18, 1.0 - 2.2 * (passed - 0.55))
        case "churned":
            left = company.left or DAYS
            return max(0.05, 1.0 - day / left)
        case _:
            return 0.9


def moment_of_work(chance: random.Random, company: Company, on: date) -> datetime:
    """A moment within that date's office hours, as UTC."""
    hour = chance.choices(HOURS, WEIGHTS)[0]
    local = datetime.combine(on, time(hour, chance.randrange(60), chance.randrange(60)), UTC)
    return local - timedelta(hours=company.utc_offset) + timedelta(milliseconds=chance.randrange(1000))
