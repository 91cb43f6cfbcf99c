"""What is kept and what goes: comparing, retention, erasure, compaction, copies."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from analytics.metrics.daily_runs import daily_runs
from analytics.metrics.runs import events_of_person, run_of
from analytics.store import OwnedStore, Rule, open_store
from analytics.store.pipeline import PipelineStore
from analytics.store.schema import PERSON_DAYS
from tests.analytics.stores import ENVIRONMENT, RECEIVED, START, WHOLE, derived, event, load, story, write_segment

OLD = -40 * 24 * 60
"""Minutes before START: long gone at NOW."""
NOW = START + timedelta(days=1)


def two_runs_and_a_visit(store: OwnedStore, folder: Path) -> None:
    load(
        store, folder,
        story("started @-57600, seen a @-57599, acted a @-57598", run="old"),
        [event("page_viewed", OLD, run=None, guide=None)],
        story("started, seen a, acted a, seen b", run="new"),
        [event("page_viewed", 3, run=None, guide=None, person="p2", session="s2")],
        [event("page_viewed", 2, run=None, guide=None, person=None, anonymous_id="x", session="s2")],
        [event("person_identified", 3, run=None, guide=None, person="p2", anonymous_id="x", session="s2")],
    )  # fmt: skip


def test_a_sound_store_agrees_with_its_events(store: OwnedStore, tmp_path: Path) -> None:
    two_runs_and_a_visit(store, tmp_path)
    before = derived(store)
    assert store.reconcile() == []
    assert derived(store) == before


def test_a_difference_is_named(store: OwnedStore, tmp_path: Path) -> None:
    two_runs_and_a_visit(store, tmp_path)
    assert isinstance(store, PipelineStore)
    spoiled = (
        "SELECT environment, day, person, 'spoiled' AS account, events, sessions FROM person_days WHERE person = 'p1'"
    )
    store.engine.insert(PERSON_DAYS, spoiled, {})
    [difference] = store.reconcile()
    assert (difference.table, difference.extra, difference.missing) == ("person_days", 2, 0)
    assert "spoiled" in difference.examples[0]
    store.rebuild()
    assert store.reconcile() == []


def test_old_events_go_and_what_was_made_of_them_stays(store: OwnedStore, tmp_path: Path) -> None:
    two_runs_and_a_visit(store, tmp_path)
    runs, days = run_of(store, ENVIRONMENT, "old"), daily_runs(store, ENVIRONMENT, None, WHOLE)
    before = derived(store)
    assert store.retain(ENVIRONMENT, [Rule("", 30)], NOW) == 4
    assert store.retain(ENVIRONMENT, [Rule("", 30)], NOW) == 0
    assert derived(store) == before
    assert store.reconcile() == []
    store.rebuild()
    assert derived(store) == before
    load(store, tmp_path, story("acted a @-57000", run="old"))
    assert (run_of(store, ENVIRONMENT, "old"), daily_runs(store, ENVIRONMENT, None, WHOLE)) == (runs, days)
    assert store.reconcile() == []


def test_a_type_may_have_a_rule_of_its_own(store: OwnedStore, tmp_path: Path) -> None:
    two_runs_and_a_visit(store, tmp_path)
    assert store.retain(ENVIRONMENT, [Rule("page_viewed", 30), Rule("", 400)], NOW) == 1
    assert [one.type for one in events_of_person(store, ENVIRONMENT, "p1") if one.at < START] == [
        "step_acted", "step_seen", "guide_started",
    ]  # fmt: skip
    assert store.reconcile() == []


def test_a_person_is_forgotten_with_all_that_was_made_of_them(store: OwnedStore, tmp_path: Path) -> None:
    two_runs_and_a_visit(store, tmp_path)
    load(store, tmp_path, story("started, seen a", run="theirs", person=None, anonymous_id="x"))
    assert store.erase(ENVIRONMENT, ["p2", "x"]) == 5
    assert store.erase(ENVIRONMENT, ["p2", "x"]) == 0
    assert [events_of_person(store, ENVIRONMENT, who) for who in ("p2", "x")] == [[], []]
    assert run_of(store, ENVIRONMENT, "theirs") is None
    assert sum(day.started for day in daily_runs(store, ENVIRONMENT, None, WHOLE)) == 1
    assert "p2" not in repr(derived(store))
    assert store.reconcile() == []


def test_what_an_erased_person_did_before_is_not_taken_in_later(store: OwnedStore, tmp_path: Path) -> None:
    late = write_segment(tmp_path, [event("page_viewed", 0, person="p9"), event("page_viewed", 20, person="p9")])
    store.load([late], RECEIVED, lambda _, who: START + timedelta(minutes=10) if who == "p9" else None)
    assert [one.at for one in events_of_person(store, ENVIRONMENT, "p9")] == [START + timedelta(minutes=20)]


def test_a_copy_holds_everything(store: OwnedStore, tmp_path: Path) -> None:
    two_runs_and_a_visit(store, tmp_path)
    store.retain(ENVIRONMENT, [Rule("", 30)], NOW)
    copy = tmp_path / "copy"
    copy.mkdir()
    store.save(copy)
    other = open_store("duckdb://")
    other.restore(copy)
    assert derived(other) == derived(store)
    assert other.reconcile() == []
    assert len(events_of_person(other, ENVIRONMENT, "p1")) == 4
    other.close()


def test_a_compacted_file_holds_the_same_in_less(tmp_path: Path) -> None:
    path = tmp_path / "events.duckdb"
    store = open_store(f"duckdb:///{path}")
    load(store, tmp_path, [event("page_viewed", n / 100, run=None, guide=None, person=f"p{n}") for n in range(40_000)])
    store.retain(ENVIRONMENT, [Rule("", 1)], START + timedelta(days=2))
    before = derived(store)
    store.compact()
    assert derived(store) == before
    size = path.stat().st_size
    store.close()
    store = open_store(f"duckdb:///{path}")
    assert derived(store) == before
    load(store, tmp_path, story("started, seen a"))
    store.close()
    assert size < 4_000_000
    assert not list(tmp_path.glob("*.compact*"))


@pytest.mark.chdb
def test_a_copy_can_move_to_the_other_engine(duck: OwnedStore, clickhouse: OwnedStore, tmp_path: Path) -> None:
    two_runs_and_a_visit(duck, tmp_path)
    copy = tmp_path / "copy"
    copy.mkdir()
    duck.save(copy)
    clickhouse.restore(copy)
    assert derived(clickhouse) == derived(duck)
