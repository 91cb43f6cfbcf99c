"""The clocks beside the one on the wall: tries, deeds elsewhere, working hours, and who counts as gone."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.stuck.arrays import milliseconds
from analytics.stuck.backtest import backtest
from analytics.stuck.clocks.count_table import FLAT, RISING, count_table, level_of
from analytics.stuck.clocks.rhythm import PLAIN_CLOCK, work_clock
from analytics.stuck.conclude import conclusions_at
from analytics.stuck.past.active_time import IDLE_MS, ActiveTime
from analytics.stuck.past.timeline import Timeline
from analytics.stuck.watch import Watch
from tests.analytics.stuck.stories import Story, after
from tests.analytics.stuck.test_backtest import busy

ONE_STEP = np.zeros(1, dtype=np.int64)


def test_counts_have_levels_one_by_one_and_then_coarser() -> None:
    assert level_of(np.array([0, 1, 7, 8, 12, 16, 10**6])).tolist() == [0, 1, 7, 8, 9, 10, 23]


def test_a_count_says_what_became_of_those_who_came_so_far() -> None:
    """Of a hundred, eighty are done at the first try, ten at the second, and ten stop after the third."""
    count = np.array([0] * 80 + [1] * 10 + [2] * 10)
    never = np.array([0.0] * 90 + [1.0] * 10)
    table = count_table(np.zeros(100, dtype=np.int64), count, never, RISING, ONE_STEP)
    assert table.never[0, 0] == pytest.approx((10 + 20 * 0.1) / 120, abs=0.02)
    assert table.never[0, 2] > 0.6
    lifts = table.lift(np.zeros(3, dtype=np.int64), np.array([0, 1, 2]))
    assert lifts[0] == 0 < lifts[1] < lifts[2]
    assert table.finisher_share(ONE_STEP, np.array([1]))[0] > 0.75


def test_without_data_deeds_elsewhere_say_nothing() -> None:
    empty = np.zeros(0, dtype=np.int64)
    table = count_table(empty, empty, np.zeros(0), FLAT, ONE_STEP)
    assert table.lift(ONE_STEP, np.array([9])) == pytest.approx(0)


NIGHT = 12 * 3_600_000


@pytest.mark.parametrize(
    ("start", "end", "active"),
    [
        (0, 0, 0),
        (0, 60_000, 60_000),
        (0, 90_000, 90_000),  # half a minute after the last deed: still there
        (0, NIGHT, 60_000 + IDLE_MS),  # the tab stayed open overnight
        (0, NIGHT + 10_000, 60_000 + IDLE_MS + 10_000),
        (60_000, NIGHT + 10_000, IDLE_MS + 10_000),
        (NIGHT, 2 * NIGHT, 20_000 + IDLE_MS),
    ],
)
def test_active_time_counts_and_an_idle_tab_does_not(start: int, end: int, active: int) -> None:
    """Somebody acts at once, after a minute, and after a night twice within 20 seconds; another one all the time."""
    deeds = [(1, 0), (1, 60_000), (1, NIGHT), (1, NIGHT + 20_000), *((0, at) for at in range(0, 2 * NIGHT, 60_000))]
    owner, at = np.array(deeds).T
    clock = ActiveTime.of(Timeline.of(owner, at, 0, 3 * NIGHT))
    one = np.ones(1, dtype=np.int64)
    assert clock.between(one, one * start, one * end).tolist() == [active]


def office(weeks: int, weekends: bool = False) -> Story:
    """Ten people who come every hour from nine to five, Mondays (31 August) to Fridays or every day."""
    story = Story()
    for day in range(7 * weeks):
        for hour in range(8 if weekends or day % 7 < 5 else 0):
            for person in range(10):
                story.event("page_viewed", f"p{person}", after(days=day - 1, hours=hour, minutes=person))
    return story


@pytest.mark.parametrize(("weeks", "hours"), [(4, 9), (2, 64)])
def test_a_weekend_is_no_silence_once_the_data_show_a_rhythm(weeks: int, hours: float) -> None:
    """From Friday 16:00 to Monday 8:00 is 64 hours by the wall."""
    journal = office(weeks).journal()
    clock = work_clock(journal.at, journal.person)
    span = [np.array([milliseconds(after(days=day, hours=hour))]) for day, hour in ((3, 7), (5, 23))]
    seconds = float(clock.seconds(span[0], span[1])[0])
    assert seconds <= hours * 3600
    assert (clock is PLAIN_CLOCK) == (weeks == 2)
    whole = office(weeks, weekends=True).journal()
    assert float(work_clock(whole.at, whole.person).seconds(span[0], span[1])[0]) > 16 * 3600


def scaled(story: Story, factor: float) -> Story:
    start = min(row.at for row in story.rows)
    slow = Story()
    slow.rows = [row._replace(at=start + (row.at - start) * factor) for row in story.rows]
    return slow


def exercises() -> Story:
    """Sixty people at five exercises, one event a second; one in five never gets the third and goes on."""
    story = Story()
    for number in range(60):
        second = number * 11
        for step in range(5):
            hopeless = step == 2 and number % 5 == 0
            for _ in range(4 if hopeless else 1 + (number + step) % 2):
                story.event("step_seen", f"p{number}", after(seconds=second), f"e{step}", guide="exercises")
                second += 1
            if not hopeless:
                story.event("step_acted", f"p{number}", after(seconds=second), f"e{step}", guide="exercises")
            second += 1
    return story


@pytest.mark.parametrize("factor", [0.05, 1.0, 3600.0])
def test_the_scale_of_time_comes_from_the_data(factor: float) -> None:
    story = scaled(exercises(), factor)
    first, last = story.rows[0].at, max(row.at for row in story.rows)
    looks = backtest(story.journal(), first + (last - first) / 2, last, (last - first) / 150)
    flagged = {(one.conclusion.person, one.conclusion.step) for one in looks if one.conclusion.person}
    hopeless = {(f"p{number}", "e2") for number in range(0, 60, 5)}
    assert {case for case in hopeless if int(case[0][1:]) >= 35} - {("p55", "e2")} <= flagged
    assert len(flagged - hopeless) <= 2


def test_a_watch_finds_what_a_fresh_look_finds_whatever_the_order_of_arrival() -> None:
    rows = busy().journal().rows()
    early, late = rows[:300], [*rows[320:], *rows[290:320]]
    story = Story()
    story.rows = early
    watch = Watch(story.journal())
    watch.conclusions(after(days=20))
    assert watch.take(late) == len(rows) - 300
    assert watch.take(rows) == 0
    fresh = {one.identity: one for one in conclusions_at(busy().journal(), after(days=41))}
    told = {one.identity: one for one in watch.conclusions(after(days=41))}
    assert told.keys() == fresh.keys()
    assert told == fresh


def test_who_stays_away_longer_than_usual_is_gone() -> None:
    story = Story().crowd("form", 60, 6, start=after(days=-90))
    for day in (0, 1, 2):
        story.event("step_seen", "ann", after(days=day), "form")
    kinds = [
        [one.kind for one in conclusions_at(story.journal(), after(days=days)) if one.person == "ann" and one.opens]
        for days in (3, 12)
    ]
    assert kinds == [["stuck_person"], ["abandoned"]]
