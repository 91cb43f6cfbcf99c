"""What the model must never be worse than, and what it must never look at."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from analytics.stuck.arrays import Floats, Ints, milliseconds
from analytics.stuck.conclude import conclusions_at
from analytics.stuck.guidance import NO_GUIDANCE, Guidance
from analytics.stuck.learning.lessons import Lessons
from analytics.stuck.learning.signals import SIGNALS
from analytics.stuck.view import View
from tests.analytics.stuck.stories import Story, after
from tests.analytics.stuck.test_backtest import busy

LOOKS = [float(2.0**octave) for octave in range(-1, 14)]
"""Minutes after the judged people met the step."""


def _world(finishers: int, seed: int) -> tuple[Story, list[float | None]]:
    """A step some people did before; forty more meet it together, and after how many minutes they will be done."""
    luck = np.random.default_rng(seed)
    story = Story()
    for number in range(finishers + finishers // 3):
        took = timedelta(minutes=float(np.exp(luck.normal(1.5, 1.0)))) if number < finishers else None
        story.meets(f"old-{number}", "form", after(days=-20, hours=number), took)
    ends = [float(np.exp(luck.normal(1.5, 1.0))) if luck.random() < 0.75 else None for _ in range(40)]
    for number, end in enumerate(ends):
        story.meets(f"new-{number:02}", "form", after(), timedelta(minutes=end) if end else None)
    return story, ends


def _counted(flagged_at: list[float | None], ends: list[float | None]) -> tuple[int, int]:
    """(false alarms, misses) of first flags while the step was open."""
    pairs = list(zip(flagged_at, ends, strict=True))
    false = sum(at is not None and end is not None and at < end for at, end in pairs)
    missed = sum(at is None and end is None for at, end in pairs)
    return false, missed


def _model(story: Story) -> list[float | None]:
    lessons, first = Lessons(story.journal()), dict[str, float]()
    for minutes in LOOKS:
        view = View(lessons, milliseconds(after(minutes=minutes)))
        for place in np.flatnonzero(view.stuck_chance >= view.guidance.thresholds.opens).tolist():
            first.setdefault(view.journal.names.people[view.passages.person[view.open[place]]], minutes)
    return [first.get(f"new-{number:02}") for number in range(40)]


@pytest.mark.parametrize("finishers", [3, 8, 15])
def test_with_few_finishers_it_is_never_worse_than_the_95th_percentile_rule(finishers: int) -> None:
    """Errors (false alarms and misses) over ten worlds, looked at the same times."""
    ours, rule = 0, 0
    for seed in range(10):
        story, ends = _world(finishers, seed)
        seen = {row.person: row.at for row in story.rows if row.type == "step_seen"}
        done = [row for row in story.rows if row.type == "step_acted" and row.person.startswith("old")]
        limit = float(np.quantile([(row.at - seen[row.person]).total_seconds() / 60 for row in done], 0.95))
        look = next((minutes for minutes in LOOKS if minutes >= limit), None)
        ours += sum(_counted(_model(story), ends))
        rule += sum(_counted([look if end is None or (look or 0) < end else None for end in ends], ends))
    assert ours <= rule


def test_shuffled_labels_give_chance() -> None:
    """Who finishes is drawn by lot: among people open for equally long, chances cannot tell who will."""
    luck = np.random.default_rng(5)
    story, fate = Story(), dict[tuple[str, str], bool]()
    for number in range(150):
        for step in range(4):
            name, done = f"p{number}", bool(luck.random() < 0.5)
            fate[name, f"s{step}"] = done
            took = timedelta(minutes=60 + float(luck.uniform(0, 30))) if done else None
            story.meets(name, f"s{step}", after(days=step, minutes=number / 10), took)
    lessons = Lessons(story.journal())
    view = View(lessons, milliseconds(after(days=3, minutes=45)))
    last = view.passages.first_seen[view.open] > milliseconds(after(days=2.5))
    people = [view.journal.names.people[one] for one in view.passages.person[view.open[last]].tolist()]
    chance, never = view.stuck_chance[last], np.array([not fate[name, "s3"] for name in people])
    assert 30 < int(never.sum()) < len(never) - 30
    assert abs(_ranked(chance, never.astype(np.int64)) - 0.5) < 0.12


def _ranked(chance: Floats, never: Ints) -> float:
    """P(a random stuck person has the higher chance than a random other), ties halved: 0.5 is chance."""
    stuck, others = chance[never == 1][:, None], chance[never == 0][None]
    return float((stuck > others).mean() + (stuck == others).mean() / 2)


def test_who_somebody_is_is_no_feature() -> None:
    """Renaming everybody and telling any traits changes no chance of the model."""
    renamed = busy()
    renamed.rows = [row._replace(person=f"x{row.person[::-1]}") for row in renamed.rows]
    traits = {f"p{number}": {"age": number, "gender": "f", "disability": "none"} for number in range(240)}
    plain, told, other = (
        sorted(
            (one.kind, one.step, one.probability) for one in conclusions_at(story.journal(), after(days=30), guidance)
        )
        for story, guidance in ((busy(), NO_GUIDANCE), (busy(), Guidance(people=traits)), (renamed, NO_GUIDANCE))
    )
    assert plain == told
    assert [row[:2] for row in plain] == [row[:2] for row in other]
    assert [row[2] for row in plain] == pytest.approx([row[2] for row in other])
    assert {signal.key for signal in SIGNALS} == {
        "base", "silence", "fresh_try", "own_history", "tries", "elsewhere", "active", "trouble", "tardiness",
        "moved_on", "silence_by_history", "newcomer", "silence_by_newcomer", "spotless", "silence_by_spotless",
    }  # fmt: skip
