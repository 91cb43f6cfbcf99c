"""Accounts that slip or grow, and who counts for more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from analytics.stuck.conclude import conclusions_at
from analytics.stuck.conclusion import Conclusion
from analytics.stuck.guidance import NO_GUIDANCE, Guidance
from tests.analytics.stuck.stories import Story, after

WEEKS = 16


def use(story: Story, account: str, people_by_week: list[int], days: int = 4) -> Story:
    """So many people of the account come on so many days of each week."""
    for week, people in enumerate(people_by_week):
        for person in range(people):
            for day in range(days):
                story.event(
                    "page_viewed", f"{account}-{person}", after(days=7 * week + day, minutes=person), account=account
                )
    return story


def world(steady: int = 6, factor: list[float] | None = None) -> Story:
    """Accounts that are used by five people; all of them less in some weeks, if told so."""
    story = Story()
    for number in range(steady):
        use(story, f"steady-{number}", [round(5 * (factor or [1.0] * WEEKS)[week]) for week in range(WEEKS)])
    return story


def told(story: Story, account: str, weeks: float = WEEKS, guidance: Guidance = NO_GUIDANCE) -> dict[str, Conclusion]:
    everything = conclusions_at(story.journal(), after(days=7 * weeks), guidance)
    return {one.kind: one for one in everything if one.account == account and one.opens}


CASES = [
    ("as ever", [5] * WEEKS, []),
    ("half of it from one week on", [6] * 10 + [2] * 6, ["slipping_account"]),
    ("silent from one week on", [4] * 12 + [0] * 4, ["slipping_account"]),
    ("one week off", [5] * 9 + [0] + [5] * 6, []),
    ("up and down as ever", [3, 6] * 8, []),
    ("more and more people", [2] * 10 + [6] * 6, ["expansion_sign"]),
    ("hardly ever used", [1] + [0] * 15, []),
    ("fell long ago, steady since", [6] * 2 + [2] * 14, []),
]


@pytest.mark.parametrize(("tells", "weeks", "kinds"), CASES, ids=[case[0] for case in CASES])
def test_an_account_against_its_own_rhythm(tells: str, weeks: list[int], kinds: list[str]) -> None:
    assert list(told(use(world(), "acme", weeks), "acme")) == kinds


def test_it_says_since_when_and_by_how_much() -> None:
    one = told(use(world(), "acme", [6] * 10 + [2] * 6), "acme")["slipping_account"]
    assert (one.because.values["before"], one.because.values["after"], one.because.values["fall_share"]) == (
        24,
        8,
        0.67,
    )
    assert one.because.also[0].values["all_share"] == 0
    assert abs(one.since - after(days=70)) <= timedelta(days=7)
    assert one.probability > 0.95
    assert one.evidence


def test_a_holiday_or_season_that_hits_everybody_is_no_slipping() -> None:
    quiet = [1.0] * 12 + [0.4] * 4
    story = use(world(8, quiet), "acme", [round(5 * one) for one in quiet])
    assert told(story, "acme") == {}
    assert "slipping_account" in told(use(world(8, quiet), "acme", [10] * 12 + [1] * 4), "acme")


def stuck_in(story: Story, account: str, stuck: int, fine: int) -> Story:
    for number in range(stuck + fine):
        person, start = f"{account}-{number}", after(minutes=number)
        done = None if number < stuck else timedelta(minutes=5)
        story.meets(person, "form", start, done, account=account)
        if number < stuck:
            story.event("step_seen", person, after(days=1, minutes=number), "form", account=account)
            story.event("page_viewed", person, after(days=2), account=account)
    return story


def test_people_the_account_hangs_on_weigh_more() -> None:
    story = Story().crowd("form", 60, 6, start=after(days=-90))
    for number in range(10):
        stuck_in(story, f"calm-{number}", 0, 10)
    stuck_in(story, "acme", 2, 6)
    plain = told(story, "acme", weeks=0.3)["stuck_account"]
    admins = Guidance(roles={"acme-0": "admin", "acme-1": "Champion"})
    weighty = told(story, "acme", weeks=0.3, guidance=admins)["stuck_account"]
    assert weighty.severity > plain.severity
    assert any(clause.values.get("there") == 2 and "champions" in clause.message for clause in weighty.because.also)
    assert not any("champions" in clause.message for clause in plain.because.also)


def test_days_in_the_stage_are_told_when_far_above_the_peers() -> None:
    began = after(days=-300).isoformat()
    peers = {f"peer-{n}": {"stage": "onboarding", "stage_since": after(days=80 + n).isoformat()} for n in range(6)}
    guidance = Guidance(accounts={"acme": {"stage": "onboarding", "stage_since": began}, **peers})
    one = told(use(world(), "acme", [6] * 10 + [2] * 6), "acme", guidance=guidance)["slipping_account"]
    clause = one.because.also[-1]
    assert (clause.values["stage_days"], clause.values["stage"]) == (411, "onboarding")  # as of the start of the day
    assert clause.values["peer_days"] == 28
