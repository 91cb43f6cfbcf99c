"""Data whose times say little: made-up exercises (`bench/stuck/worlds.py`) with one time for all, or with dates."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from analytics.stuck.arrays import milliseconds
from analytics.stuck.backtest import backtest
from analytics.stuck.learning.lessons import Lessons
from analytics.stuck.past.journal import JournalRow, journal_of
from analytics.stuck.view import View
from bench.stuck.worlds import START, Meeting, exercises

DAY = timedelta(days=1)
MIDNIGHT = START.replace(hour=0)


def _told(seed: int, seconds_a_day: int) -> tuple[list[JournalRow], list[Meeting]]:
    """Every so many seconds of the made-up world are one date; none: everything happened at once."""
    rows, truth = exercises(150, 8, seed)

    def date(at: datetime) -> datetime:
        return MIDNIGHT + DAY * (int((at - START).total_seconds()) // seconds_a_day if seconds_a_day else 0)

    return [row._replace(at=date(row.at), id=f"{number:06d}") for number, row in enumerate(rows)], truth


@pytest.mark.parametrize(("tells", "seconds_a_day"), [("one time for all", 0), ("dates only", 20)])
def test_who_gives_up_is_found_though_times_say_little(tells: str, seconds_a_day: int) -> None:
    rows, truth = _told(3, seconds_a_day)
    last = max(row.at for row in rows)
    done = {(row.person, row.step): row.at for row in rows if row.type == "step_acted"}
    never = {(one.person, one.step) for one in truth if one.done is None}
    flags: dict[tuple[str, str], datetime] = {}
    for opening in backtest(journal_of(rows), MIDNIGHT, last + 3 * DAY, DAY):
        told = opening.conclusion
        if told.person and told.step:
            flags.setdefault((told.person, told.step), opening.at)
    counted = [key for key, at in flags.items() if key not in done or at < done[key]]
    hits = [key for key in counted if key in never]
    assert len(never) > 100
    assert len(hits) >= 0.9 * len(never)
    assert len(hits) >= 0.8 * len(counted)


@pytest.mark.parametrize("seconds_a_day", [0, 20])
def test_chances_are_as_often_right_as_they_say(seconds_a_day: int) -> None:
    """All chances told at the end of each day, against what became of the steps."""
    rows, truth = _told(4, seconds_a_day)
    never = {(one.person, one.step) for one in truth if one.done is None}
    lessons, said, came = Lessons(journal_of(rows)), 0.0, 0
    number = 0
    for day in range((max(row.at for row in rows) - MIDNIGHT).days + 1):
        view = View(lessons, milliseconds(MIDNIGHT + DAY * (day + 1)) - 1)
        names, passages = view.journal.names, view.passages
        who = zip(passages.person[view.open].tolist(), passages.step[view.open].tolist(), strict=True)
        came += sum((names.people[person], names.steps[step].step) in never for person, step in who)
        said += float(view.stuck_chance.sum())
        number += len(view.open)
    assert number > 100
    assert abs(said - came) / number < 0.1
