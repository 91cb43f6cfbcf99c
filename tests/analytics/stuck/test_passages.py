from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from analytics.stuck.arrays import milliseconds
from analytics.stuck.passages import Passages, passages_of
from tests.analytics.stuck.stories import Story, after

HOUR = timedelta(hours=1)


def passages_at(story: Story, at: datetime) -> Passages:
    return passages_of(story.journal().until(at), milliseconds(at))


ENDINGS = [
    # what happened at 10:00 after a first sight at 9:00, whether it is open at 12:00, whether it was finished
    ([], True, False),
    ([("step_acted", "form")], False, True),
    ([("step_verified", "form")], False, True),
    ([("step_skipped", "form")], False, False),
    ([("step_failed", "form")], False, False),
    ([("guide_completed", "")], False, False),
    ([("guide_dismissed", "")], False, False),
    ([("step_seen", "form"), ("guide_dismissed", "")], True, False),
    ([("rage_clicked", "form"), ("guide_dismissed", "")], True, False),
    ([("step_seen", "other")], True, False),
]


@pytest.mark.parametrize(("events", "open_", "finished"), ENDINGS)
def test_what_ends_a_passage(events: list[tuple[str, str]], open_: bool, finished: bool) -> None:
    story = Story().event("step_seen", "ann", after(), "form")
    for type_, step in events:
        story.event(type_, "ann", after(hours=1), step)
    first = passages_at(story, after(hours=3))
    assert (bool(first.open[0]), bool(first.finished[0])) == (open_, finished)


def test_a_new_run_of_the_same_guide_closes_the_old_one() -> None:
    story = Story().meets("ann", "form", after(), run="one").meets("ann", "form", after(hours=5), run="two")
    found = passages_at(story, after(hours=6))
    assert found.open.tolist() == [False, True]
    assert passages_at(story, after(hours=4)).open.tolist() == [True]


def test_tries_and_troubles_count_up_to_the_moment_asked() -> None:
    story = Story()
    for hours in (0, 1, 2):
        story.event("step_seen", "ann", after(hours=hours), "form")
        story.event("rage_clicked", "ann", after(hours=hours, minutes=1), "form")
    found = passages_at(story, after(hours=9))
    asked = [milliseconds(after(hours=hours)) for hours in (0, 1.5, 9)]
    before = found.first_seen - 1
    tries = [int(found.tries.count(found.index, before, before * 0 + at)[0]) for at in asked]
    troubles = [int(found.troubles.count(found.index, before, before * 0 + at)[0]) for at in asked]
    assert (tries, troubles) == ([1, 2, 3], [0, 2, 3])


def test_other_peoples_events_are_not_counted_as_ones_own() -> None:
    story = (
        Story().meets("ann", "form", after()).meets("bob", "form", after(), HOUR).event("feature_used", "bob", after())
    )
    found = passages_at(story, after(hours=3))
    assert found.open.tolist() == [True, False]
    deeds = found.deeds.count(found.person, found.first_seen - 1, found.first_seen * 0 + found.now)
    assert deeds.tolist() == [1, 3]


def test_events_without_a_person_are_left_out() -> None:
    assert len(Story().event("step_seen", "", after(), "form").journal()) == 0
