from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from analytics.stuck.arrays import milliseconds
from analytics.stuck.clocks.life_table import PRIOR_NEVER, LifeTable
from analytics.stuck.clocks.rhythm import PLAIN_CLOCK
from analytics.stuck.learning.model import evidence_of
from analytics.stuck.past.passages import passages_of
from tests.analytics.stuck.stories import START, Story, after

HOUR = 3600.0


def table_of(story: Story, days: float = 30) -> LifeTable:
    journal, now = story.journal(), milliseconds(after(days=days))
    passages = passages_of(journal)
    return evidence_of(passages, journal.names.guide_of_step, PLAIN_CLOCK, now).table


def never(table: LifeTable, seconds: float, step: int = 0) -> float:
    return float(table.never(np.array([step]), np.array([seconds]))[0])


@pytest.mark.parametrize(("finishing", "leaving"), [(90, 10), (50, 50), (10, 90), (100, 0)])
def test_with_much_data_the_share_that_never_finishes_is_the_counted_one(finishing: int, leaving: int) -> None:
    table = table_of(Story().crowd("form", finishing, leaving))
    assert never(table, 0) == pytest.approx(leaving / (finishing + leaving), abs=0.06)


def test_it_is_the_cure_formula() -> None:
    """With 60 of 100 done after exactly two kinds of time, compare with π / (π + (1 − π) S(d)) by hand."""
    story = Story()
    for number in range(60):
        took = timedelta(minutes=1) if number < 30 else timedelta(hours=10)
        story.meets(f"p{number}", "form", START, took)
    for number in range(60, 100):
        story.meets(f"p{number}", "form", START)
    table = table_of(story)
    assert never(table, 0) == pytest.approx(0.4, abs=0.05)
    assert never(table, HOUR) == pytest.approx(0.4 / (0.4 + 0.6 * 0.5), abs=0.05)
    assert never(table, 24 * HOUR) > 0.95


def test_longer_silence_never_speaks_for_finishing() -> None:
    table = table_of(Story().crowd("form", 40, 20))
    chances = [never(table, seconds) for seconds in (0, 1, 60, 300, 600, 3600, 86400, 10**7)]
    assert chances == sorted(chances)
    assert chances[-1] == pytest.approx(1.0, abs=0.01)


def test_young_passages_are_not_counted_as_lost() -> None:
    """Fifty people met the step a minute ago: they say next to nothing about whether it will be done."""
    old = Story().crowd("form", 50, 0, start=after(days=-20))
    with_young = Story().crowd("form", 50, 0, start=after(days=-20))
    for number in range(50):
        with_young.meets(f"young-{number}", "form", after(minutes=-1))
    assert never(table_of(with_young, days=0), 0) < never(table_of(old, days=0), 0) + 0.05


def test_without_data_the_prior_rules_and_a_new_step_follows_its_guide() -> None:
    alone = table_of(Story().meets("ann", "form", START), days=0.0001)
    assert never(alone, 0) == pytest.approx(PRIOR_NEVER, abs=0.05)
    guided = table_of(Story().crowd("form", 100, 5).meets("ann", "new", after(days=29.9)))
    assert never(guided, 0, step=1) < 0.2


def test_quantiles_are_those_of_the_finishers() -> None:
    table = table_of(Story().crowd("form", 200, 100, minutes=10))
    assert 60 * 8 < table.finisher_quantile(0, 0.5) < 60 * 14
    assert float(table.finisher_share(np.array([0]), np.array([60 * 20.0]))[0]) > 0.9
