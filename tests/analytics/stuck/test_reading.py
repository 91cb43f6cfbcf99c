"""The journal as both engines tell it."""

from __future__ import annotations

from pathlib import Path

from analytics.metrics.runs import events_of_ids
from analytics.store import OwnedStore
from analytics.stuck.conclude import conclude
from analytics.stuck.past.reading import read_journal
from tests.analytics.stores import ENVIRONMENT, event, load, minutes, story


def test_the_journal_has_what_happened_by_then(store: OwnedStore, tmp_path: Path) -> None:
    anonymous = event("page_viewed", 2, id="x", person=None, anonymous_id="anon", run=None, guide=None, account=None)
    load(store, tmp_path, [*story("started, seen a, acted a, seen b"), anonymous, event("rage_clicked", 50, step="b")])
    journal = read_journal(store, ENVIRONMENT, minutes(10))
    names = journal.names
    assert [journal.types[number] for number in journal.type] == [
        "guide_started",
        "step_seen",
        "step_acted",
        "page_viewed",
        "step_seen",
    ]
    assert names.people == ["p1", "anon"]
    assert [tuple(name) for name in names.steps] == [("g", "a"), ("g", "b")]
    assert journal.run.tolist() == [0, 0, 0, -1, 0]
    assert len(read_journal(store, "another", minutes(10))) == 0


def test_both_engines_conclude_the_same_and_show_the_proof(store: OwnedStore, tmp_path: Path) -> None:
    crowd = [one for n in range(40) for one in story(f"seen a @{n}, acted a @{n + 3}", run=f"r{n}", person=f"p{n}")]
    stuck = [event("step_seen", minute, step="a", run="rx", person="ann") for minute in (0, 1500, 2900)]
    load(store, tmp_path, [*crowd, *stuck])
    (one,) = conclude(store, ENVIRONMENT, minutes(3000))
    assert (one.kind, one.person, one.account, one.step, one.since) == ("stuck_person", "ann", "acme", "a", minutes(0))
    assert round(one.probability, 3) == 0.99
    proof = events_of_ids(store, ENVIRONMENT, one.evidence, one.since)
    assert [row.at for row in proof] == [minutes(0), minutes(1500), minutes(2900)]
