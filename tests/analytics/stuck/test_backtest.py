from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from analytics.stuck.backtest import Opening, backtest
from analytics.stuck.conclude import conclusions_at
from tests.analytics.stuck.stories import Story, after

DAY = timedelta(days=1)


def busy() -> Story:
    """Forty days in which people come, finish, leave, try again, and steps break for a while."""
    story = Story()
    for number in range(240):
        start = after(days=number / 6)
        person, account = f"p{number}", f"account-{number % 7}"
        story.meets(person, "open", start, timedelta(minutes=2 + number % 5), account=account)
        done = timedelta(minutes=10 + number % 30) if number % 4 else None
        story.meets(person, "form", start + timedelta(minutes=20), done, account=account)
        if number % 12 == 0:
            story.event("step_seen", person, start + DAY, "form", account=account)
            story.event("rage_clicked", person, start + DAY, "form", account=account)
        if 100 < number < 130:
            story.event("step_failed", person, start + timedelta(hours=2), "send", account=account)
    return story


def told(openings: list[Opening]) -> list[tuple[datetime, str, float]]:
    return [(one.at, one.conclusion.identity, one.conclusion.probability) for one in openings]


def test_each_finding_is_told_once_and_in_order() -> None:
    openings = list(backtest(busy().journal(), after(days=5), after(days=40), DAY))
    identities = [one.conclusion.identity for one in openings]
    assert len(identities) == len(set(identities)) > 20
    assert [one.at for one in openings] == sorted(one.at for one in openings)
    assert {"stuck_person", "abandoned", "broken_step"} <= {one.conclusion.kind for one in openings}


def test_what_was_open_before_the_start_is_no_news() -> None:
    story = busy()
    before = {one.conclusion.identity for one in backtest(story.journal(), after(days=5), after(days=20), DAY)}
    since = {one.conclusion.identity for one in backtest(story.journal(), after(days=21), after(days=40), DAY)}
    assert since
    still_open = {one.identity for one in conclusions_at(story.journal(), after(days=20)) if one.opens}
    assert still_open & before
    assert not still_open & since


@pytest.mark.parametrize("days", [3, 11.5, 19, 27])
def test_later_events_cannot_change_an_earlier_answer(days: float) -> None:
    """The answer as of a moment is the same whether the journal ends there or goes on (with a wild future)."""
    as_of = after(days=days)
    known = busy()
    known.rows = [row for row in known.rows if row.at <= as_of]
    wild = busy()
    for number in range(60):
        wild.event("step_acted", f"p{number}", as_of + timedelta(seconds=1 + number), "form")
        wild.event("guide_dismissed", f"p{number}", as_of + timedelta(hours=1))
        wild.meets(f"new-{number}", "new-step", as_of + timedelta(minutes=1 + number), guide="new-guide")
    assert known.rows
    now, later = (conclusions_at(story.journal(), as_of) for story in (known, wild))
    assert now == later
    assert days < 10 or now


def test_a_back_test_says_what_a_look_at_that_moment_would_have_said() -> None:
    journal = busy().journal()
    at_day_20 = [one for one in backtest(journal, after(days=5), after(days=20), DAY) if one.at == after(days=20)]
    looked = {one.identity: one for one in conclusions_at(journal, after(days=20))}
    assert at_day_20
    assert all(looked[one.conclusion.identity] == one.conclusion for one in at_day_20)
