"""Loading: once is enough, twice does no harm, and the order does not matter."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.events import StoredEvent
from analytics.metrics.runs import events_of_person, events_of_run
from analytics.store import OwnedStore, StoreLockedError, open_store
from analytics.store.duck import MEMORY
from analytics.store.pipeline import PipelineStore
from analytics.store.schema import WORK_TABLES
from tests.analytics.stores import ENVIRONMENT, RECEIVED, derived, event, forget_all, load, story, write_segment


def test_an_event_counts_once_however_often_it_comes(store: OwnedStore, tmp_path: Path) -> None:
    batch = story("started, seen a, acted a")
    assert load(store, tmp_path, batch).rows == 3
    before = derived(store)
    again = load(store, tmp_path, [*batch, *batch])
    assert (again.rows, again.duplicates) == (0, 6)
    assert derived(store) == before
    assert len(events_of_run(store, ENVIRONMENT, "r1")) == 3


@pytest.mark.parametrize("minutes_later", [0, 1, 60 * 24 * 30])
def test_an_event_counts_once_whatever_time_it_is_given_again(
    store: OwnedStore, tmp_path: Path, minutes_later: int
) -> None:
    """Beside one that is new. Corrected clocks give what is sent again another time, mostly nearly the same."""
    store.load([write_segment(tmp_path, [event("x", 0, id="1"), event("x", 5, id="2")])], RECEIVED)
    again = [event("x", minutes_later, id="1"), event("x", 5 + minutes_later, id="2"), event("x", 7, id="3")]
    loaded = store.load([write_segment(tmp_path, again)], RECEIVED)
    assert (loaded.rows, loaded.duplicates) == (1, 2)


def test_the_same_id_in_another_environment_is_another_event(store: OwnedStore, tmp_path: Path) -> None:
    loaded = load(store, tmp_path, [event("x", id="same"), event("x", id="same", environment="env-2")])
    assert (loaded.rows, loaded.environments) == (2, ["env-1", "env-2"])


def test_a_segment_loaded_before_is_left_out_by_its_name(store: OwnedStore, tmp_path: Path) -> None:
    path = write_segment(tmp_path, story("seen a"))
    assert store.load([path], RECEIVED).rows == 1
    path.write_bytes(path.read_bytes() + write_segment(tmp_path, story("seen b")).read_bytes())
    assert store.load([path], RECEIVED).rows == 0


TAILS = [b'{"id":"half","type":"ste', b'{"id":"half"', b"\x00" * 100, b'{"id":"x","type":"y"}\n', b"not json\n"]


@pytest.mark.parametrize("tail", TAILS)
def test_a_broken_line_does_not_stop_the_others(store: OwnedStore, tmp_path: Path, tail: bytes) -> None:
    loaded = store.load([write_segment(tmp_path, story("seen a, acted a"), tail)], RECEIVED)
    assert (loaded.rows, loaded.broken, loaded.duplicates) == (2, 1, 0)


def test_what_was_sent_is_what_is_read(store: OwnedStore, tmp_path: Path) -> None:
    sent = event("invoice_created", 3, run=None, guide=None, version=None, url="https://例え.jp/?q=%20",
                 props={"見": ["🧾", {"a": None}], "n": 1.5, "big": 2**53, "quote": '"\\ \n'})  # fmt: skip
    load(store, tmp_path, [sent])
    [read] = events_of_person(store, ENVIRONMENT, "p1")
    assert (read.id, read.at, read.received_at, read.url, read.props) == (
        sent.id, sent.at, RECEIVED, sent.url, sent.props,
    )  # fmt: skip


def test_rebuilding_makes_the_same(store: OwnedStore, tmp_path: Path) -> None:
    store.learn_steps(ENVIRONMENT, "known", 1, ["a", "b"])
    load(
        store, tmp_path,
        story("started, seen a, acted a, seen b"),
        story("seen b @-90, seen a @2000", run="r2", person="p2"),
        story("seen a @1, dismissed @2", run="r3", guide="known", person=None, anonymous_id="x"),
        story("started @-3000", run="r1"),
        [event("page_viewed", 7, run=None, guide=None, session="s9", account="other")],
    )  # fmt: skip
    before = derived(store)
    assert all(before.values())
    store.rebuild()
    assert derived(store) == before


def test_the_file_belongs_to_one_process(tmp_path: Path) -> None:
    held = open_store(f"duckdb:///{tmp_path}/events.duckdb")
    code = (
        "import sys\nfrom analytics.store import open_store, StoreLockedError\n"
        f"try: open_store('duckdb:///{tmp_path}/events.duckdb')\nexcept StoreLockedError: sys.exit(7)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 7
    held.close()
    open_store(f"duckdb:///{tmp_path}/events.duckdb").close()
    assert issubclass(StoreLockedError, Exception)


def test_the_address_says_how_much_memory_is_used(tmp_path: Path) -> None:
    address = f"duckdb:///{tmp_path}/events.duckdb"
    for option, limit in (("", MEMORY), ("?memory=2GB", "2GB")):
        store = open_store(address + option)
        wanted = store.select("SELECT parse_formatted_bytes($limit)", {"limit": limit})[1][0][0]
        shown = "SELECT parse_formatted_bytes(value) FROM duckdb_settings() WHERE name = 'memory_limit'"
        assert store.select(shown, {})[1][0][0] == pytest.approx(wanted, rel=0.05)  # shown rounded
        store.close()
    with pytest.raises(ValueError, match="such as 512MB"):
        open_store(address + "?memory=lots")


class Died(Exception):  # noqa: N818 - what happened to the process
    """The loading process was killed."""


@contextmanager
def dying(store: OwnedStore, changes: int) -> Iterator[None]:
    """After so many changes to the store the process that makes them is gone."""
    assert isinstance(store, PipelineStore)
    left = itertools.count(changes, -1)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("insert", "insert_rows", "remove", "delete", "empty"):
            real = getattr(store.engine, name)

            def change(*given: object, real: Callable[..., None] = real) -> None:
                if not next(left):
                    raise Died
                real(*given)

            patch.setattr(store.engine, name, change)
        yield


def test_a_load_that_dies_anywhere_is_mended_by_the_next(store: OwnedStore, tmp_path: Path) -> None:
    """Also where the engine has no transactions. A load moves a run on, begins one and changes the order of steps."""
    load(store, tmp_path, story("started, seen a, acted a", run="r0"))
    total = 3
    for number, changes in enumerate(range(len(WORK_TABLES), 90, 6), start=1):
        events = [*story(f"seen b{number} @-{number}, acted b{number}", run=f"r{number - 1}"),
                  *story("started, seen a, dismissed", run=f"r{number}")]  # fmt: skip
        segment = write_segment(tmp_path, events)
        with dying(store, changes), suppress(Died):
            store.load([segment], RECEIVED)
            break
        store.load([segment], RECEIVED)
        total += len(events)
    assert number > 3
    assert store.ask("counts")[0]["events"] == total + len(events)
    assert store.reconcile() == []


STEPS = st.sampled_from(["a", "b", "c", "d"])
EVENTS = st.builds(
    lambda type_, step, run, minute, version, who: event(
        type_,
        minute,
        step=step if type_.startswith("step_") or type_ == "rage_clicked" else None,
        run=run,
        version=version,
        guide="known" if run == "r4" else "g",
        **who,
    ),
    st.sampled_from(
        [
            "guide_started",
            "step_seen",
            "step_acted",
            "step_verified",
            "step_skipped",
            "step_failed",
            "guide_completed",
            "guide_dismissed",
            "guide_failed",
            "rage_clicked",
        ]
    ),
    STEPS,
    st.sampled_from(["r1", "r2", "r3", "r4"]),
    st.integers(-3000, 3000),
    st.sampled_from([1, 1, 1, 2, None]),
    st.sampled_from([{}, {"person": None, "anonymous_id": "anon"}, {"account": "other"}]),
)


@st.composite
def shuffled_batches(draw: st.DrawFn) -> tuple[list[StoredEvent], list[list[StoredEvent]]]:
    """Events, and the same events in another order, cut into batches, some sent twice."""
    events = draw(st.lists(EVENTS, min_size=1, max_size=25))
    mixed = draw(st.permutations(events)) + draw(st.lists(st.sampled_from(events), max_size=5))
    cuts = sorted(draw(st.lists(st.integers(0, len(mixed)), max_size=4)))
    bounds = [0, *cuts, len(mixed)]
    return events, [mixed[a:b] for a, b in pairwise(bounds) if a < b]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=shuffled_batches())
def test_in_whatever_order_events_come_the_runs_are_the_same(
    duck: OwnedStore, case: tuple[list[StoredEvent], list[list[StoredEvent]]]
) -> None:
    events, batches = case
    found = []
    for parts in ([sorted(events, key=lambda one: one.at)], batches):
        forget_all(duck)
        with TemporaryDirectory() as folder:
            duck.learn_steps(ENVIRONMENT, "known", 1, ["c", "a"])
            load(duck, Path(folder), *parts)
        found.append(derived(duck))
        duck.rebuild()
        found.append(derived(duck))
    assert found[0] == found[1] == found[2] == found[3]
