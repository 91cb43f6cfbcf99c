"""The numbers people read, against a small story counted by hand, on both engines."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from analytics.metrics.account_activity import AccountDay, account_activity
from analytics.metrics.daily_runs import DailyRuns, daily_runs
from analytics.metrics.definitions import DEFINITIONS
from analytics.metrics.funnel import Funnel, FunnelStep, funnel
from analytics.metrics.guide_overviews import GuideOverview, guide_overviews
from analytics.metrics.period import Period
from analytics.metrics.runs import events_of_person, events_of_run, run_of, runs_of_guide, runs_of_person
from analytics.store import OwnedStore
from tests.analytics.stores import ENVIRONMENT, START, WHOLE, event, load, minutes, story

DAY = 24 * 60


@pytest.fixture
def told(store: OwnedStore, tmp_path: Path) -> OwnedStore:
    """Guide g of three steps: ann finishes, bob is lost at b, cid dismisses at a, dan skips b, eve's c is broken."""
    store.learn_steps(ENVIRONMENT, "g", 1, ["a", "b", "c"])
    load(
        store, tmp_path,
        [
            *story("started, seen a @1, acted a @2, seen b @2, acted b @5, seen c @5, acted c @6, completed @6",
                   run="ann", person="ann"),
            *story("started, seen a @1, acted a @4, seen b @4, seen b @9", run="bob", person="bob", account="beta"),
            *story(f"started @{DAY}, seen a @{DAY + 1}, dismissed @{DAY + 2}", run="cid", person="cid"),
            *story(f"started @{DAY}, seen a @{DAY}, acted a @{DAY + 1}, skipped b @{DAY + 2}, seen c @{DAY + 3}",
                   run="dan", person="dan", account="beta"),
            *story("started, seen a @1, acted a @6, seen b @6, acted b @8, failed c @9", run="eve", person="eve"),
            event("rage_clicked", 5, run="bob", person="bob", step="b", account="beta"),
            *story("started @7, seen x @8", guide="other", run="o", person="bob", account="beta", version=None),
        ],
    )  # fmt: skip
    return store


def test_funnel(told: OwnedStore) -> None:
    assert funnel(told, ENVIRONMENT, "g", WHOLE) == Funnel(
        runs=5,
        people=5,
        completed=1,
        steps=[
            # seconds of a: 60, 180, 300, 60; of b: 180, 120; of c: 60
            FunnelStep("a", 1, seen=5, done=4, skipped=0, failed=0, lost=1, median_seconds=120, p95_seconds=282),
            FunnelStep("b", 2, seen=3, done=2, skipped=1, failed=0, lost=1, median_seconds=150, p95_seconds=177),
            FunnelStep("c", 3, seen=2, done=1, skipped=0, failed=1, lost=1, median_seconds=60, p95_seconds=60),
        ],
    )


def test_a_count_opens_exactly_its_rows(told: OwnedStore) -> None:
    for step in funnel(told, ENVIRONMENT, "g", WHOLE).steps:
        for state in ("seen", "done", "skipped", "failed", "lost"):
            rows = runs_of_guide(told, ENVIRONMENT, "g", WHOLE, step=step.step, step_state=state)
            assert len(rows) == getattr(step, state), (step.step, state)


def test_funnel_of_a_period_has_the_runs_that_started_in_it(told: OwnedStore) -> None:
    second_day = Period(START + timedelta(days=1), START + timedelta(days=2))
    found = funnel(told, ENVIRONMENT, "g", second_day)
    assert (found.runs, [step.seen for step in found.steps]) == (2, [2, 0, 1])  # b was skipped
    assert funnel(told, ENVIRONMENT, "g", WHOLE, version=2) == Funnel(0, 0, 0, [])


def test_steps_meet_across_versions_in_the_order_of_the_newest(store: OwnedStore, tmp_path: Path) -> None:
    store.learn_steps(ENVIRONMENT, "g", 1, ["a", "b", "c"])
    store.learn_steps(ENVIRONMENT, "g", 2, ["c", "a"])
    load(store, tmp_path, [*story("seen a, seen b, seen c"), *story("seen c, seen a", run="r2", version=2)])
    assert [(s.step, s.seen) for s in funnel(store, ENVIRONMENT, "g", WHOLE).steps] == [("c", 2), ("a", 2), ("b", 1)]


def test_overviews(told: OwnedStore) -> None:
    assert guide_overviews(told, ENVIRONMENT, WHOLE) == [
        GuideOverview("g", runs=5, completed=1, dismissed=1, failed=0, last_at=minutes(DAY + 3)),
        GuideOverview("other", runs=1, completed=0, dismissed=0, failed=0, last_at=minutes(8)),
    ]
    assert guide_overviews(told, "nowhere", WHOLE) == []


def test_daily_runs(told: OwnedStore) -> None:
    first, second = date(2026, 11, 1), date(2026, 11, 2)
    assert daily_runs(told, ENVIRONMENT, "g", WHOLE) == [DailyRuns(first, 3, 1), DailyRuns(second, 2, 0)]
    assert daily_runs(told, ENVIRONMENT, None, WHOLE) == [DailyRuns(first, 4, 1), DailyRuns(second, 2, 0)]


def test_a_day_that_lost_its_last_run_is_gone(store: OwnedStore, tmp_path: Path) -> None:
    load(store, tmp_path, story("seen a"), story(f"started @-{DAY}"))
    assert daily_runs(store, ENVIRONMENT, "g", WHOLE) == [DailyRuns(date(2026, 10, 31), 1, 0)]


def test_account_activity(told: OwnedStore) -> None:
    assert account_activity(told, ENVIRONMENT, "acme", WHOLE) == [
        AccountDay("acme", date(2026, 11, 1), people=2, events=14),
        AccountDay("acme", date(2026, 11, 2), people=1, events=3),
    ]
    assert account_activity(told, ENVIRONMENT, "beta", WHOLE) == [
        AccountDay("beta", date(2026, 11, 1), people=1, events=8),
        AccountDay("beta", date(2026, 11, 2), people=1, events=5),
    ]


def test_runs_and_their_events(told: OwnedStore) -> None:
    newest = runs_of_guide(told, ENVIRONMENT, "g", WHOLE, limit=3)
    assert [run.run for run in newest] == ["dan", "cid", "eve"]
    older = runs_of_guide(told, ENVIRONMENT, "g", WHOLE, before=newest[1].started_at)
    assert [run.run for run in older] == ["eve", "bob", "ann"]
    assert [run.run for run in runs_of_guide(told, ENVIRONMENT, "g", WHOLE, outcome="dismissed")] == ["cid"]
    assert [run.run for run in runs_of_person(told, ENVIRONMENT, "bob")] == ["bob", "o"]
    assert run_of(told, ENVIRONMENT, "nobody") is None
    assert [e.type for e in events_of_run(told, ENVIRONMENT, "cid")] == [
        "guide_started",
        "step_seen",
        "guide_dismissed",
    ]
    assert [e.type for e in events_of_person(told, ENVIRONMENT, "bob", limit=2)] == ["step_seen", "step_seen"]


def test_nothing_answers_nothing(store: OwnedStore) -> None:
    assert funnel(store, ENVIRONMENT, "g", WHOLE) == Funnel(0, 0, 0, [])


def test_every_number_has_its_definition() -> None:
    assert {"funnel", "step_time", "guide_overviews", "daily_runs", "account_activity"} <= set(DEFINITIONS)
    assert all(text.endswith(".") for text in DEFINITIONS.values())
