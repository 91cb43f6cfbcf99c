from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from analytics.stuck.arrays import expit, milliseconds
from analytics.stuck.chances import chance_above, common_rate, lower_bound
from analytics.stuck.learning.lessons import FIRST_LESSON, WEIGHT_GROWTH, Lessons, Trial, grown, newest_passages, tried
from analytics.stuck.learning.logistic import fit_logistic
from analytics.stuck.learning.model import PRIOR_WEIGHTS, Weights, fit, lesson_of
from analytics.stuck.learning.signals import PLACE_OF, SIGNALS
from analytics.stuck.past.journal import StepName
from analytics.stuck.view import View
from tests.analytics.stuck.stories import GUIDE, Story, after

MINUTES_5 = timedelta(minutes=5)


def view(story: Story, **span: float) -> View:
    return View(Lessons(story.journal().until(after(**span))), milliseconds(after(**span)))


def chance(story: Story, person: str, **span: float) -> float:
    """P(never finishes) of the person's only open passage, with the prior weights."""
    seen = view(story, **span)
    number = seen.journal.names.people.index(person)
    places = np.flatnonzero(seen.passages.person[seen.open] == number)
    return float(seen.stuck_chance[places[-1]])


def with_history(done: int, left: int) -> Story:
    story = Story().crowd("form", 60, 25, start=after(days=-20))
    for number in range(done + left):
        took = MINUTES_5 if number < done else None
        story.meets("ann", f"earlier-{number}", after(days=-10, hours=number), took)
    return story.meets("ann", "form", after())


def test_a_person_who_leaves_things_open_is_likelier_stuck_than_one_who_finishes() -> None:
    chances = [chance(with_history(done, left), "ann", minutes=3) for done, left in ((6, 0), (3, 3), (0, 6))]
    assert chances == sorted(chances)
    assert chances[2] - chances[0] > 0.2


def test_vain_tries_and_trouble_speak_for_being_stuck() -> None:
    base = Story().crowd("form", 60, 25, start=after(days=-20)).meets("ann", "form", after())
    tried = Story().crowd("form", 60, 25, start=after(days=-20)).meets("ann", "form", after())
    for minute in (1, 2, 3):
        tried.event("step_seen", "ann", after(minutes=minute), "form")
    raging = Story().crowd("form", 60, 25, start=after(days=-20)).meets("ann", "form", after())
    for minute in (1, 2, 3):
        raging.event("rage_clicked", "ann", after(minutes=minute), "form")
    calm = chance(base, "ann", minutes=5)
    assert chance(tried, "ann", minutes=5) > calm + 0.05
    assert chance(raging, "ann", minutes=5) > calm + 0.05


def test_on_the_first_day_the_documented_priors_decide() -> None:
    story = Story().meets("ann", "form", after())
    assert view(story, days=1).weights is PRIOR_WEIGHTS
    assert PRIOR_WEIGHTS.values.tolist() == [signal.prior for signal in SIGNALS]
    early, late = chance(story, "ann", minutes=1), chance(story, "ann", days=2)
    assert 0.2 < early < 0.5
    assert late > 0.8


SIZES = [(0, 1.25, 0), (499, 1.25, 0), (500, 1.25, 500), (624, 1.25, 500), (626, 1.25, 625), (7, 1.02, 7)]


@pytest.mark.parametrize(("events", "growth", "size"), SIZES)
def test_lessons_are_taken_whenever_the_journal_has_grown_enough(events: int, growth: float, size: int) -> None:
    first = FIRST_LESSON if growth == WEIGHT_GROWTH else 1
    assert grown(events, growth, first) == size
    assert grown(size, growth, first) == size


def learnt_from(story: Story) -> Weights:
    """What one lesson over the whole story teaches, tried or not."""
    lessons = Lessons(story.journal())
    now = int(lessons.journal.at[-1])
    return fit(lesson_of(lessons.evidence(now), now))


def _habits(loyal: int, fickle: int) -> Story:
    """People who always finish, though some only after an hour, and people who finish nothing but the first step."""
    story = Story()
    for number in range(loyal + fickle):
        name, finishes = f"p{number}", number < loyal
        for step in range(6):
            took = timedelta(minutes=60 if (number + step) % 3 == 0 else 5)
            story.meets(name, f"s{step}", after(days=step, minutes=number), took if finishes or step == 0 else None)
    return story


def test_the_weights_learn_that_history_tells_more_than_the_prior_says() -> None:
    learnt = learnt_from(_habits(40, 20).event("page_viewed", "p0", after(days=90)))
    assert learnt.passages > 50
    assert learnt.values[PLACE_OF["own_history"]] > PRIOR_WEIGHTS.values[PLACE_OF["own_history"]]


def test_shuffled_outcomes_teach_nothing_about_history() -> None:
    """When who finishes is drawn by lot, own history must not sway the weights upwards."""
    luck = np.random.default_rng(7)
    story = Story()
    for number in range(80):
        for step in range(6):
            took = timedelta(minutes=float(luck.uniform(1, 90))) if luck.random() < 0.6 else None
            story.meets(f"p{number}", f"s{step}", after(days=step, minutes=number), took)
    learnt = learnt_from(story.event("page_viewed", "p0", after(days=90)))
    assert learnt.values[PLACE_OF["own_history"]] < 0.3


def test_weights_are_those_that_made_the_data_and_priors_hold_without_any() -> None:
    luck = np.random.default_rng(1)
    columns = np.stack([np.ones(4000), luck.normal(size=4000), luck.normal(size=4000)], axis=1)
    labels = (luck.random(4000) < expit(columns @ np.array([-0.5, 1.5, 0.0]))).astype(float)
    prior, spread = np.array([0.0, 0.3, 0.7]), np.array([1.0, 1.0, 1.0])
    assert fit_logistic(columns, labels, np.ones(4000), prior, spread) == pytest.approx([-0.5, 1.5, 0.0], abs=0.15)
    assert fit_logistic(columns[:0], labels[:0], np.ones(0), prior, spread) == pytest.approx(prior)


def test_training_and_asking_see_the_same_signals() -> None:
    """A passage asked about in the past gives the row that was seen then (the tables being those of now)."""
    story = with_history(3, 2).event("step_seen", "ann", after(minutes=30), "form")
    seen = view(story, hours=5)
    evidence, passage = seen.evidence, seen.open[-1:]
    early = evidence.columns(passage, np.array([milliseconds(after(minutes=10))]))[0]
    assert early[PLACE_OF["tries"]] == 0.0
    assert evidence.columns(passage, np.array([milliseconds(after(minutes=40))]))[0][PLACE_OF["tries"]] > 0.0


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(0, 0, 0, 0), (2, 2, 0.3, 0.5), (40, 60, 0.55, 0.6), (0, 50, 0, 0.001)]
)
def test_lower_bounds(hits: int, of: int, low: float, high: float) -> None:
    assert low <= lower_bound(hits, of) <= high


def test_beliefs_about_shares() -> None:
    assert chance_above(50, 100, 0.5) == pytest.approx(0.5)
    assert chance_above(90, 100, 0.5) == 0.99
    mean, strength = common_rate(np.array([2.0, 3.0, 2.0, 3.0]), np.array([50.0, 50.0, 50.0, 50.0]))
    assert mean == pytest.approx(0.05, abs=0.01)
    assert strength == 60.0
    assert common_rate(np.array([0.0, 0.0, 40.0, 45.0]), np.array([50.0, 50.0, 50.0, 50.0]))[1] == 3.0


def test_new_weights_rule_only_once_they_have_proved_better_on_the_newest_part() -> None:
    lessons = Lessons(_habits(40, 20).event("page_viewed", "p0", after(days=90)).journal())
    now = int(lessons.journal.at[-1])
    lesson = lesson_of(lessons.evidence(now), now)
    manner, against_priors = tried(PRIOR_WEIGHTS, lesson, opens=0.85)
    assert manner in ("passages", "moments")
    assert against_priors.judged_by > 0
    perfect = Trial(old=0.5, new=0.4, judged_by=100)
    assert (perfect.better, Trial(0.4, 0.5, 100).better, Trial(0.5, 0.4, 3).better) == (True, False, False)
    learnt = lessons.learnt(now)
    assert learnt.trial is not None
    assert (learnt.weights is learnt.beside) == learnt.trial.better


def test_who_was_open_for_long_is_judged_with_those_that_began_with_them() -> None:
    """Parted by the time of the rows, every passage never done would judge and only finished ones would teach."""
    lessons = Lessons(_habits(40, 20).event("page_viewed", "p0", after(days=90)).journal())
    now = int(lessons.journal.at[-1])
    lesson = lesson_of(lessons.evidence(now), now)
    judges = newest_passages(lesson)
    assert not set(lesson.which[judges].tolist()) & set(lesson.which[~judges].tolist())
    assert lesson.chance[~judges].max() > 0.9, "those who never finish teach too"
    begun = lessons.passages.first_seen[lesson.which]
    assert begun[~judges].max() <= begun[judges].max()


@pytest.mark.parametrize("finished", [False, True])
def test_few_finishers_so_far_may_only_be_slow(finished: bool) -> None:
    """Nobody of forty is done with a new step after the time that others need: it may just take longer there."""
    story = Story()
    for step in range(6):
        story.crowd(f"known-{step}", finishing=40, leaving=10, minutes=5.0, start=after(days=step))
    for number in range(40):
        story.meets(f"n{number}", "new", after(days=20), timedelta(minutes=40) if finished and number < 30 else None)
    seen = Lessons(story.journal())
    table = seen.evidence(milliseconds(after(days=20, minutes=30 if not finished else 60))).table
    new = seen.journal.names.steps.index(StepName(GUIDE, "new"))
    known_one, new_one = table.never(np.array([0, new]), np.array([1800.0, 1800.0])).tolist()
    assert new_one < known_one
