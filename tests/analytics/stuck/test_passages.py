from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from analytics.stuck.arrays import Ints, milliseconds
from analytics.stuck.past.passages import Passages, passages_of
from tests.analytics.stuck.stories import Story, after

HOUR = timedelta(hours=1)


class Asked:
    """All of a story's passages, asked about one moment."""

    def __init__(self, story: Story, at: datetime) -> None:
        self.passages: Passages = passages_of(story.journal())
        self.which = self.passages.seen_by(milliseconds(at))
        self.now: Ints = self.which * 0 + milliseconds(at)

    def __getattr__(self, question: str) -> list[int]:
        answers: list[int] = getattr(self.passages, question)(self.which, self.now).tolist()
        return answers


ENDINGS = [
    # what happened at 10:00 after a first sight at 9:00, whether it is open at 12:00, whether it was finished
    ([], True, False),
    ([("step_acted", "form")], False, True),
    ([("step_verified", "form")], False, True),
    ([("step_skipped", "form")], False, False),
    ([("step_failed", "form")], False, False),
    ([("step_failed", "form"), ("step_seen", "form")], False, False),
    ([("step_failed", "form"), ("step_seen", "form"), ("step_seen", "form")], True, False),
    ([("step_failed", "form"), ("step_acted", "form")], False, True),
    ([("guide_completed", "")], False, False),
    ([("guide_dismissed", "")], False, False),
    ([("guide_dismissed", ""), ("step_seen", "form")], True, False),
    ([("step_seen", "form"), ("guide_dismissed", "")], False, False),
    ([("step_seen", "form"), ("step_seen", "form"), ("guide_dismissed", "")], True, False),
    ([("rage_clicked", "form"), ("guide_dismissed", "")], True, False),
    ([("step_seen", "other")], True, False),
]


@pytest.mark.parametrize(("events", "open_", "finished"), ENDINGS)
def test_what_ends_a_passage(events: list[tuple[str, str]], open_: bool, finished: bool) -> None:
    story = Story().event("step_seen", "ann", after(), "form")
    for minute, (type_, step) in enumerate(events):
        story.event(type_, "ann", after(hours=1, minutes=minute), step)
    asked = Asked(story, after(hours=3))
    assert (asked.open[0], asked.finished[0]) == (open_, finished)


def test_nothing_later_is_looked_at() -> None:
    story = Story().event("step_seen", "ann", after(), "form").event("step_acted", "ann", after(hours=2), "form")
    story.event("step_seen", "ann", after(hours=1), "form").event("step_failed", "ann", after(hours=1.5), "form")
    early = Asked(story, after(minutes=30))
    assert (early.open, early.tried, early.failing, early.finished) == ([True], [1], [False], [False])
    assert Asked(story, after(hours=1.6)).failing == [True]
    assert Asked(story, after(hours=2)).finished == [True]


def test_a_new_run_of_the_same_guide_ends_the_old_one_and_carries_over_what_was_vain() -> None:
    story = (
        Story().meets("ann", "form", after(), run="one").event("step_seen", "ann", after(hours=1), "form", run="one")
    )
    story.meets("ann", "form", after(hours=5), HOUR, run="two").meets("ann", "form", after(hours=9), run="three")
    asked = Asked(story, after(hours=10))
    assert asked.open == [False, False, True]
    assert asked.tried == [2, 3, 1]
    assert Asked(story, after(hours=4)).open == [True]


def test_tries_troubles_and_deeds_elsewhere_count_up_to_the_moment_asked() -> None:
    story = Story()
    for hours in (0, 1, 2):
        story.event("step_seen", "ann", after(hours=hours), "form")
        story.event("rage_clicked", "ann", after(hours=hours, minutes=1), "form")
        story.event("page_viewed", "ann", after(hours=hours, minutes=2)).event("page_viewed", "bob", after(hours=hours))
    told = [Asked(story, after(hours=hours)) for hours in (0, 1.5, 9)]
    assert [(one.tried[0], one.troubled[0], one.elsewhere[0]) for one in told] == [(1, 0, 0), (2, 2, 2), (3, 3, 3)]
    assert told[1].last_touched == [milliseconds(after(hours=1, minutes=1))]


def test_a_guide_put_away_counts_where_the_person_was() -> None:
    story = Story().meets("ann", "one", after(), timedelta(minutes=1)).meets("ann", "two", after(minutes=2))
    story.event("guide_dismissed", "ann", after(minutes=5))
    assert Asked(story, after(hours=1)).put_away_here == [False, True]


def test_events_without_a_person_are_left_out() -> None:
    assert len(Story().event("step_seen", "", after(), "form").journal()) == 0
