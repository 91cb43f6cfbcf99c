"""What becomes of a run, read as tables: events in, outcome out, on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analytics.metrics.funnel import funnel
from analytics.metrics.runs import run_of, runs_of_guide
from analytics.store import OwnedStore
from tests.analytics.stores import ENVIRONMENT, WHOLE, event, load, minutes, story

OUTCOMES: list[tuple[str, str, str, str | None, int]] = [
    # events of the run, known order of steps, outcome, furthest step, steps seen
    ("started", "a b", "started", None, 0),
    ("started, seen a", "a b", "started", "a", 1),
    ("started, seen a, seen b", "a b", "started", "b", 2),
    ("started, seen a, acted a", "a b", "started", "a", 1),
    ("seen a, seen b, acted b", "a b", "completed", "b", 2),
    ("acted b", "a b", "completed", "b", 1),
    ("seen a, verified b", "a b", "completed", "b", 2),
    ("seen a, completed", "a b", "completed", "a", 1),
    ("seen a, dismissed", "a b", "dismissed", "a", 1),
    ("seen a, failed b", "a b", "started", "b", 1),
    ("seen a, failed", "a b", "failed", "a", 1),
    ("seen a, dismissed, acted b", "a b", "completed", "b", 2),
    ("seen b, seen a", "a b", "started", "b", 2),
    ("seen a, skipped b", "a b", "started", "b", 1),
    # nothing published: the steps are in order of first appearance
    ("seen a, acted a, seen b", "", "started", "b", 2),
    ("seen a, acted a, seen b, acted b", "", "completed", "b", 2),
    ("seen b, seen a", "", "started", "a", 2),
]


def test_outcomes(store: OwnedStore, tmp_path: Path) -> None:
    names = [f"g{number}" for number in range(len(OUTCOMES))]
    batch = []
    for name, (events, steps, *_) in zip(names, OUTCOMES, strict=True):
        store.learn_steps(ENVIRONMENT, name, 1, steps.split())
        batch += story(events, guide=name, run=name)
    load(store, tmp_path, batch)
    found = [run_of(store, ENVIRONMENT, name) for name in names]
    told = [(run.outcome, run.furthest_step, run.steps_seen) for run in found if run]
    assert told == [(outcome, furthest, seen) for _, _, outcome, furthest, seen in OUTCOMES]


def test_a_later_step_takes_back_the_completion_of_a_guide_nobody_published(store: OwnedStore, tmp_path: Path) -> None:
    load(store, tmp_path, story("seen a, acted a"))
    assert run_of(store, ENVIRONMENT, "r1").outcome == "completed"  # type: ignore[union-attr]
    load(store, tmp_path, story("seen a @50, acted a @51, seen b @52", run="r2", person="p2"))
    assert run_of(store, ENVIRONMENT, "r1").outcome == "started"  # type: ignore[union-attr]


def test_publishing_puts_steps_in_order(store: OwnedStore, tmp_path: Path) -> None:
    load(store, tmp_path, story("seen b, seen a"))
    store.learn_steps(ENVIRONMENT, "g", 1, ["a", "b", "c"])
    steps = funnel(store, ENVIRONMENT, "g", WHOLE).steps
    assert [(step.step, step.position) for step in steps] == [("a", 1), ("b", 2)]
    assert run_of(store, ENVIRONMENT, "r1").furthest_step == "b"  # type: ignore[union-attr]


DERIVED_RUNS: list[tuple[dict[str, Any], str]] = [
    ({"run": None}, "p1/g/s1"),
    ({"run": ""}, "p1/g/s1"),
    ({"run": None, "session": None}, "p1/g/v1"),
    ({"run": None, "session": None, "version": None}, "p1/g/v0"),
    ({"run": None, "person": None, "anonymous_id": "anon"}, "anon/g/s1"),
]


def test_an_event_without_a_run_gets_one(store: OwnedStore, tmp_path: Path) -> None:
    worlds = [(f"env-{number}", fields) for number, (fields, _) in enumerate(DERIVED_RUNS)]
    load(
        store, tmp_path,
        [event(type_, environment=world, step="a", **fields) for world, fields in worlds
         for type_ in ("step_seen", "step_acted")],
    )  # fmt: skip
    runs = [[row.run for row in runs_of_guide(store, world, "g", WHOLE)] for world, _ in worlds]
    assert runs == [[run] for _, run in DERIVED_RUNS]


def test_who_is_identified_in_the_middle_of_a_run_has_it(store: OwnedStore, tmp_path: Path) -> None:
    anonymous = story("started, seen a", person=None, anonymous_id="anon")
    load(store, tmp_path, anonymous, story("acted a @5", anonymous_id="anon"))
    run = run_of(store, ENVIRONMENT, "r1")
    assert run is not None
    assert (run.person, run.started_at, run.last_at) == ("p1", minutes(0), minutes(5))


def test_events_outside_guides_make_no_run(store: OwnedStore, tmp_path: Path) -> None:
    loaded = load(store, tmp_path, [event("page_viewed", run=None, guide=None), event("invoice_created", guide=None)])
    assert loaded.rows == 2
    assert run_of(store, ENVIRONMENT, "r1") is None


def test_another_environment_is_another_world(store: OwnedStore, tmp_path: Path) -> None:
    load(store, tmp_path, [*story("seen a"), *story("seen a, acted a", environment="env-2")])
    assert funnel(store, ENVIRONMENT, "g", WHOLE).steps[0].done == 0
    assert funnel(store, "env-2", "g", WHOLE).steps[0].done == 1
