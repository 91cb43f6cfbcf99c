"""Every SQL text runs on both engines and answers the same, on data made at random."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from analytics.events import StoredEvent
from analytics.store import OwnedStore
from analytics.store.questions import all_questions, parameters_of
from tests.analytics.stores import ENVIRONMENT, START, derived, event, load

TYPES = ["guide_started", "step_seen", "step_seen", "step_acted", "step_verified", "step_skipped", "step_failed",
         "guide_completed", "guide_dismissed", "rage_clicked", "dead_clicked", "error_seen", "page_viewed",
         "person_identified", "account_grouped"]  # fmt: skip
VALUES: dict[str, Any] = {
    "environment": ENVIRONMENT,
    "guide": "g1",
    "version": -1,
    "start": START,
    "end": START + timedelta(days=4),
    "since": START - timedelta(days=2),
    "until": START + timedelta(days=4),
    "as_of": START + timedelta(days=1),
    "step": "a",
    "step_state": "seen",
    "outcome": "",
    "limit": 500,
    "run": "r3",
    "person": "p2",
    "names": ["page_viewed", "rage_clicked"],
    "session": "s1",
    "account": "acme",
    "ids": ["random-1", "random-2"],
    "people": ["p2", "x5"],
    "before": START + timedelta(days=2),
    "type": "",
    "ruled": ["page_viewed"],
    "asked": "",
    "read_until": START + timedelta(days=1),
    "daily": True,
    "received_since": START + timedelta(days=30),
}
DATES = {"daily_runs", "account_activity"}


def random_events(count: int) -> list[StoredEvent]:
    chance = random.Random(7)
    return [
        event(
            chance.choice(TYPES),
            chance.randrange(0, 4 * 24 * 60) + chance.random(),
            id=f"random-{number}",
            run=f"r{number % 40}",
            guide=f"g{number % 40 % 3}",
            step=chance.choice(["a", "b", "c", None]),
            person=None if number % 40 == 5 else f"p{number % 40 % 11}",
            anonymous_id=f"x{number % 40}",
            account=chance.choice(["acme", "beta", None]),
            session=f"s{chance.randrange(60)}",
            version=chance.choice([1, 1, None]),
            props={"traits": {"n": number}},
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def events() -> list[StoredEvent]:
    return random_events(600)


@pytest.mark.chdb
def test_both_engines_answer_the_same(
    duck: OwnedStore, clickhouse: OwnedStore, events: list[StoredEvent], tmp_path: Path
) -> None:
    for store in (duck, clickhouse):
        store.learn_steps(ENVIRONMENT, "g0", 1, ["c", "b", "a"])
        load(store, tmp_path, events[:400], events[300:])
    assert derived(duck) == derived(clickhouse)
    answers = 0
    for question in [name for name in all_questions() if name != "load/staged"]:  # that one reads files
        values = {name: VALUES[name] for name in parameters_of(question)}
        if question in DATES:
            values |= {name: values[name].date() for name in ("start", "end")}
        ours, theirs = duck.work(question, **values), clickhouse.work(question, **values)
        assert _sorted(ours) == _sorted(theirs), question
        answers += len(ours)
    assert answers > 1000


def _sorted(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(row) for row in rows)
