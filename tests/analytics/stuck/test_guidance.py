"""What members tell beside the events: why, previews, thresholds, outcomes, tasks and own rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from analytics.stuck.conclude import conclusions_at
from analytics.stuck.guidance import NO_GUIDANCE, Guidance, Outcome, Thresholds, Verdict
from analytics.stuck.own_rules import OwnRule
from analytics.stuck.past.journal import Journal, journal_of
from analytics.stuck.past.tasks import Task, with_tasks
from analytics.stuck.preview import preview_in
from analytics.stuck.why import Why, why_in
from tests.analytics.stuck.stories import GUIDE, Story, after

MINUTES_5 = timedelta(minutes=5)


def crowd() -> Story:
    return Story().crowd("form", 60, 6, start=after(days=-90))


def keeps_coming(story: Story) -> Story:
    for day in (0, 1, 2):
        story.event("step_seen", "ann", after(days=day), "form").event("page_viewed", "ann", after(days=day, minutes=3))
    return story


def why(story: Story, guidance: Guidance = NO_GUIDANCE, **span: float) -> Why:
    return why_in(story.journal(), after(**span), "ann", GUIDE, "form", guidance)


STATES = [
    ("never met", lambda s: s, "never_met"),
    ("done", lambda s: s.meets("ann", "form", after(), MINUTES_5), "done"),
    (
        "skipped",
        lambda s: s.meets("ann", "form", after()).event("step_skipped", "ann", after(hours=1), "form"),
        "closed",
    ),
    ("could not be shown", lambda s: s.event("step_failed", "ann", after(), "form"), "failing"),
    ("put away", lambda s: s.meets("ann", "form", after()).event("guide_dismissed", "ann", after(hours=1)), "put_away"),
]


@pytest.mark.parametrize(("tells", "story", "state"), STATES, ids=[row[0] for row in STATES])
def test_why_not_when_there_is_nothing_open(tells: str, story: Any, state: str) -> None:
    told = why(story(crowd()), days=2.2)
    assert (told.state, told.flagged, told.checks) == (state, False, ())


def test_why_flagged_names_every_check_and_signal() -> None:
    told = why(keeps_coming(crowd()), days=2.2)
    assert told.flagged
    assert told.kind == "stuck_person"
    assert {check.key: check.holds for check in told.checks} == dict.fromkeys(
        ("probability", "fair_time", "news", "unsettled"), True
    )
    assert {"silence", "tries", "elsewhere", "trouble"} <= {signal.key for signal in told.signals}
    (found,) = [one for one in conclusions_at(keeps_coming(crowd()).journal(), after(days=2.2)) if one.person == "ann"]
    assert told.probability == pytest.approx(found.probability, abs=0.01)
    assert told.because == found.because
    assert told.evidence == found.evidence


def test_why_not_flagged_names_the_check_that_fails() -> None:
    young = why(crowd().meets("ann", "form", after()), minutes=0.5)
    assert not young.flagged
    assert "probability" in [check.key for check in young.checks if not check.holds]
    strict = Guidance(thresholds=Thresholds(opens=0.9999))
    assert [check.key for check in why(keeps_coming(crowd()), strict, days=2.2).checks if not check.holds] == [
        "probability"
    ]
    old = why(keeps_coming(crowd()), days=80)
    assert [check.key for check in old.checks if not check.holds] == ["news"]


VERDICTS: list[tuple[Verdict, float, bool]] = [
    ("true", 2.1, True),
    ("false_alarm", 2.1, False),
    ("already_solved", 2.1, False),
    ("false_alarm", 1.5, True),
]


@pytest.mark.parametrize(("verdict", "said", "flagged"), VERDICTS)
def test_a_verdict_closes_the_finding_until_something_is_tried_again(
    verdict: Verdict, said: float, flagged: bool
) -> None:
    outcome = Outcome("ann", GUIDE, "form", after(days=1.2), after(days=said), verdict)
    told = why(keeps_coming(crowd()), Guidance(outcomes=(outcome,)), days=2.2)
    assert told.flagged is flagged


def test_verdicts_not_yet_said_count_for_nothing() -> None:
    outcome = Outcome("ann", GUIDE, "form", after(days=1.2), after(days=9), "false_alarm")
    journal = keeps_coming(crowd()).journal()
    assert conclusions_at(journal, after(days=2.2), Guidance(outcomes=(outcome,))) == conclusions_at(
        journal, after(days=2.2)
    )


@pytest.mark.parametrize(("opens", "stays"), [(0.5, 0.6), (1.0, 0.5), (0.8, 0.0)])
def test_thresholds_that_would_flicker_are_refused(opens: float, stays: float) -> None:
    with pytest.raises(ValueError, match="thresholds"):
        Thresholds(opens, stays)


def test_a_preview_says_how_many_now_and_how_many_before_were_right() -> None:
    story = Story()
    for number in range(200):
        late = timedelta(minutes=5) if number % 5 else None
        story.meets(f"p{number}", "form", after(hours=12 * number), late)
    loose, strict = preview_in(story.journal(), after(days=100), [Thresholds(0.7, 0.6), Thresholds(0.9999, 0.6)])
    assert loose.flagged_now > strict.flagged_now == 0
    assert loose.judged > 5
    assert loose.share is not None
    assert loose.share > 0.9
    assert loose.least is not None
    assert loose.least < loose.share
    assert (strict.judged, strict.share) == (0, None)


CLOSE = Task("month-end", frozenset({"close_opened"}), frozenset({"month_closed"}))


def with_task(story: Story) -> Journal:
    return journal_of(with_tasks(story.rows, (CLOSE,)))


def test_a_task_of_the_product_is_met_like_a_step() -> None:
    story = Story()
    for number in range(40):
        story.event("close_opened", f"p{number}", after(days=-30, hours=number))
        story.event("month_closed", f"p{number}", after(days=-30, hours=number, minutes=5))
    for day in (0, 1, 2):
        story.event("close_opened", "ann", after(days=day))
    story.event("close_opened", "bob", after()).event("month_closed", "bob", after(minutes=9))
    story.event("month_closed", "eve", after())
    told = [one for one in conclusions_at(with_task(story), after(days=2.2)) if one.opens]
    assert [(one.kind, one.person, one.guide, one.step) for one in told] == [
        ("stuck_person", "ann", "task", "month-end")
    ]


def rule(**when: Any) -> OwnRule:
    return OwnRule.model_validate({"key": "loud", "name": "Errors in the trial", "when": when, "severity": 70})


RULES = [
    ("an event often enough", {"event": "error_seen", "at_least": 3, "within_days": 7}, ["ann"]),
    ("an attribute", {"person": "role", "is": "admin"}, ["ann"]),
    (
        "both",
        {"all": [{"account": "plan", "is": "trial"}, {"not": {"event": "error_seen", "within_days": 7}}]},
        ["bob"],
    ),
    ("a guide's state", {"guide": GUIDE, "is": "started"}, ["ann"]),
    ("nobody", {"person": "role", "is": "pilot"}, []),
]


@pytest.mark.parametrize(("tells", "when", "people"), RULES, ids=[row[0] for row in RULES])
def test_own_rules_hold_for_whom_their_conditions_hold(tells: str, when: dict[str, Any], people: list[str]) -> None:
    story = Story().meets("ann", "form", after()).event("page_viewed", "bob", after())
    for hour in range(3):
        story.event("error_seen", "ann", after(hours=hour))
    guidance = Guidance(rules=(rule(**when),), people={"ann": {"role": "admin"}}, accounts={"acme": {"plan": "trial"}})
    found = [one for one in conclusions_at(story.journal(), after(hours=4), guidance) if one.kind == "own_rule"]
    assert [one.person for one in found] == people
    assert all((one.severity, one.because.values["rule"]) == (70, "Errors in the trial") for one in found)


def test_a_rule_that_events_cannot_decide_is_refused() -> None:
    with pytest.raises(ValidationError, match="cannot be told from events"):
        rule(all=[{"page": "/billing/*"}])
