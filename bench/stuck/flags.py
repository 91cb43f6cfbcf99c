"""When whom is flagged first, looked at regularly: by the model and by its rivals."""

from __future__ import annotations

from datetime import datetime, timedelta

from analytics.stuck.arrays import milliseconds
from analytics.stuck.backtest import backtest
from analytics.stuck.learning.lessons import Lessons
from analytics.stuck.past.journal import Journal
from analytics.stuck.view import View
from bench.stuck.rivals import RIVALS
from bench.stuck.scoring import Key


def looks(start: datetime, end: datetime, every: timedelta) -> list[datetime]:
    """From start to end, both included."""
    return [start + every * number for number in range((end - start) // every + 1)]


def model_flags(journal: Journal, start: datetime, end: datetime, every: timedelta) -> dict[Key, datetime]:
    """When the model first flags whom."""
    first: dict[Key, datetime] = {}
    for one in backtest(journal, start, end, every):
        told = one.conclusion
        if told.person:
            first.setdefault((told.person, str(told.guide), str(told.step)), one.at)
    return first


def rival_flags(lessons: Lessons, start: datetime, end: datetime, every: timedelta) -> dict[str, dict[Key, datetime]]:
    """For every rival when it first flags whom."""
    first: dict[str, dict[Key, datetime]] = {rival.name: {} for rival in RIVALS}
    passages, names = lessons.passages, lessons.journal.names
    for at in looks(start, end, every):
        view = View(lessons, milliseconds(at))
        for rival in RIVALS:
            for passage in view.open[rival.flags(view)].tolist():
                step = names.steps[passages.step[passage]]
                first[rival.name].setdefault((names.people[passages.person[passage]], step.guide, step.step), at)
    return first
