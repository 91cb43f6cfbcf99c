from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from analytics.stuck.conclude import conclusions_at
from analytics.stuck.conclusion import Conclusion
from tests.analytics.stuck.stories import Story, after

MINUTES_5 = timedelta(minutes=5)


def crowd() -> Story:
    """A step that sixty people did within minutes and six never."""
    return Story().crowd("form", 60, 6, start=after(days=-90))


def found(story: Story, kind: str, **span: float) -> list[Conclusion]:
    return [one for one in conclusions_at(story.journal(), after(**span)) if one.kind == kind and one.opens]


def kinds_about(story: Story, person: str, **span: float) -> list[str]:
    everything = conclusions_at(story.journal(), after(**span))
    return [one.kind for one in everything if one.person == person and one.opens]


def keeps_coming(story: Story) -> Story:
    for day in (0, 1, 2):
        story.event("step_seen", "ann", after(days=day), "form").event("page_viewed", "ann", after(days=day, minutes=3))
    return story


def does_it_at_last(story: Story) -> Story:
    return keeps_coming(story).event("step_acted", "ann", after(days=2, hours=1), "form")


def cannot_be_shown_it(story: Story) -> Story:
    return keeps_coming(story).event("step_failed", "ann", after(days=2, hours=1), "form")


def sees_it_without_its_element(story: Story) -> Story:
    """Each time the element is missing and the step is shown in the middle of the page."""
    for day in (0, 1, 2):
        failed = after(days=day)
        story.event("step_failed", "ann", failed, "form").event("step_seen", "ann", after(days=day, seconds=1), "form")
        story.event("rage_clicked", "ann", after(days=day, seconds=40), "form")
    return story


def puts_it_away(story: Story) -> Story:
    return story.meets("ann", "form", after()).event("guide_dismissed", "ann", after(minutes=1))


ABOUT_ANN: list[tuple[str, Callable[[Story], Story], float, list[str]]] = [
    ("came back three times in vain", keeps_coming, 2.2, ["stuck_person"]),
    ("and then stayed away for weeks", keeps_coming, 20, ["abandoned"]),
    ("and for so long that it is no news", keeps_coming, 80, []),
    ("did it at last", does_it_at_last, 2.2, []),
    ("the step could not be shown", cannot_be_shown_it, 2.2, []),
    ("its element was missing each time", sees_it_without_its_element, 2.2, []),
    ("saw it half a minute ago", lambda s: s.meets("ann", "form", after()), 0.0003, []),
    ("put it away at first sight", puts_it_away, 2, []),
]


@pytest.mark.parametrize(("tells", "story", "days", "kinds"), ABOUT_ANN, ids=[row[0] for row in ABOUT_ANN])
def test_what_is_said_about_a_person(
    tells: str, story: Callable[[Story], Story], days: float, kinds: list[str]
) -> None:
    assert kinds_about(story(crowd()), "ann", days=days) == kinds


def test_a_stuck_person_is_told_with_where_since_why_and_proof() -> None:
    (one,) = found(keeps_coming(crowd()), "stuck_person", days=2.2)
    assert (one.person, one.account, one.guide, one.step, one.run) == (
        "ann",
        "acme",
        "first-invoice",
        "form",
        "run-of-ann",
    )
    assert one.since == after()
    assert one.probability > 0.85
    assert 0 < one.confidence < 1
    assert one.because.message == "Seen “%(step)s” %(tries)s times in %(silent)s, never done"
    assert one.because.values["tries"] == 3
    assert one.because.values["silent_seconds"] == 2 * 86400
    usual = one.because.also[0]
    assert usual.values["usual_seconds"] == 10 * 60
    assert len(one.evidence) == 3
    assert {"silence", "tries"} <= {signal.key for signal in one.signals}


ENDED_BEFORE_SEEN: dict[str, list[tuple[str, str, str]]] = {
    # (what, step, run) in the morning, before the step "form" of run "one" was first seen in the evening
    "skipped": [("step_skipped", "form", "one")],
    "the guide completed": [("guide_completed", "", "one")],
    "the guide begun afresh in another tab": [("step_seen", "other", "one"), ("step_seen", "other", "two")],
}


@pytest.mark.parametrize("tells", ENDED_BEFORE_SEEN)
def test_a_pass_takes_what_ended_before_it_was_seen_for_ended(tells: str) -> None:
    """A whole day of work lies between the end and the sight, and the others are told of as ever."""
    story = keeps_coming(crowd())
    for minute, (what, step, run) in enumerate(ENDED_BEFORE_SEEN[tells]):
        story.event(what, "bob", after(minutes=minute), step, run)
    for minute in range(3, 480, 3):
        story.event("page_viewed", "bob", after(minutes=minute))
    for minute in (480, 490, 1500):
        story.event("step_seen", "bob", after(minutes=minute), "form", "one")
    everything = conclusions_at(story.journal(), after(days=2.2))
    assert [one.person for one in everything if one.step == "form" and one.opens] == ["ann"]


def test_it_is_said_when_somebody_last_tried_and_was_last_seen() -> None:
    story = keeps_coming(crowd()).event("page_viewed", "ann", after(days=12))
    (tried,) = found(story, "stuck_person", days=12.1)
    assert (tried.because.values["silent_seconds"], tried.because.also[0].values) == (
        2 * 86400, {"quiet_seconds": 10 * 86400},
    )  # fmt: skip
    (left,) = found(keeps_coming(crowd()), "abandoned", days=40.1)
    assert left.because.also[0].values == {"away_seconds": 38 * 86400}


def test_severity_grows_with_tries_and_trouble() -> None:
    calm = found(
        crowd().meets("ann", "form", after()).event("page_viewed", "ann", after(days=1)), "stuck_person", days=1
    )
    trying = found(keeps_coming(crowd()), "stuck_person", days=2.2)
    raging = keeps_coming(crowd())
    for minute in range(3):
        raging.event("rage_clicked", "ann", after(days=2, minutes=minute), "form")
    severities = [one[0].severity for one in (calm, trying, found(raging, "stuck_person", days=2.2))]
    assert severities == sorted(severities)
    assert severities[2] > severities[0] + 20


def failing(failures: int, fine: int) -> Story:
    story = crowd()
    for number in range(failures):
        story.event("step_failed", f"f{number}", after(hours=number), "form")
    for number in range(fine):
        story.meets(f"g{number}", "form", after(hours=number), MINUTES_5)
    return story


@pytest.mark.parametrize(("failures", "fine", "broken"), [(2, 0, 0), (3, 0, 1), (5, 5, 1), (3, 60, 0), (20, 60, 1)])
def test_a_step_that_fails_for_several_people_is_broken(failures: int, fine: int, broken: int) -> None:
    assert len(found(failing(failures, fine), "broken_step", days=2)) == broken


def test_a_broken_step_blames_nobody_and_closes_when_it_works_again() -> None:
    story = failing(8, 0)
    (one,) = found(story, "broken_step", days=2)
    assert (one.guide, one.step, one.person, one.since) == ("first-invoice", "form", None, after())
    assert one.because.values["people"] == 8
    assert found(story, "stuck_person", days=2) == []
    assert [c for c in conclusions_at(story.journal(), after(days=9)) if c.kind == "broken_step"] == []


@pytest.mark.parametrize(("finishing", "leaving", "problem"), [(40, 4, 0), (3, 30, 1), (1, 8, 0), (15, 15, 0)])
def test_a_step_where_nearly_everybody_stops_is_a_content_problem(finishing: int, leaving: int, problem: int) -> None:
    story = Story().crowd("easy", 60, 6).crowd("form", finishing, leaving)
    assert [one.step for one in found(story, "content_problem", days=20)] == ["form"] * problem


def account(story: Story, name: str, stuck: int, fine: int, step: str = "form") -> Story:
    for number in range(stuck):
        person = f"{name}-stuck-{number}"
        story.meets(person, step, after(), account=name).event("step_seen", person, after(days=1), step, account=name)
        story.event("page_viewed", person, after(days=2), account=name)
    for number in range(fine):
        story.meets(f"{name}-fine-{number}", step, after(), MINUTES_5, account=name)
    return story


def test_two_of_two_never_beat_forty_of_sixty() -> None:
    story = crowd()
    for number in range(12):
        account(story, f"calm-{number}", 0, 12)
    account(account(story, "tiny", 2, 0), "large", 40, 20)
    told = {one.account: one for one in found(story, "stuck_account", days=2.1)}
    assert "large" in told
    assert "tiny" not in told or told["tiny"].severity < told["large"].severity
    assert told["large"].because.values["there"] == 40


def test_an_account_with_one_stuck_person_is_no_stuck_account() -> None:
    story = account(account(crowd(), "one", 1, 4), "none", 0, 10)
    assert found(story, "stuck_account", days=2.1) == []
