"""What the loader knows of people and accounts afterwards, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlmodel import select

from analytics.events import StoredEvent, to_line
from analytics.segments import SegmentFolders
from analytics.store import OwnedStore, open_store
from server.collect import people_sync
from server.collect.loader import Loader
from server.database import make_engine, open_session
from server.models import Account, Environment, Membership, Person
from tests.factories import (
    NOW,
    TickingClock,
    guide_definition,
    make_environment,
    make_published,
    make_workspace,
)


class Collecting:
    """A data folder, its databases and its loader."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folders = SegmentFolders(folder)
        self.store: OwnedStore = open_store("duckdb://")
        self.engine = engine
        self.clock = TickingClock()
        self.loader = Loader(engine, self.store, self.folders, self.clock)
        self._number = 0
        with open_session(engine) as session:
            made = make_environment(session, make_workspace(session))
            self.environment = made.id
            session.commit()

    def write(self, *events: tuple[str, dict[str, Any]]) -> Path:
        lines = []
        for type_, fields in events:
            self._number += 1
            given = {"id": f"e{self._number}", "at": NOW - timedelta(hours=5), "environment": self.environment,
                     "received_at": NOW, **fields}  # fmt: skip
            lines.append(to_line(StoredEvent(type=type_, **given)))
        path = self.folders.sealed / f"w-{self._number:06d}.ndjson"
        path.write_bytes(b"".join(lines))
        return path

    def load(self, *events: tuple[str, dict[str, Any]]) -> None:
        self.write(*events)
        while self.loader.pass_once():
            pass

    def rows(self, model: type[Any]) -> list[Any]:
        with open_session(self.engine) as session:
            return sorted(session.exec(select(model)), key=lambda row: str(getattr(row, "key", "")))


@pytest.fixture
def collecting(database_url: str, tmp_path: Path) -> Iterator[Collecting]:
    engine = make_engine(database_url)
    made = Collecting(tmp_path / "segments", engine)
    yield made
    made.store.close()
    engine.dispose()


def at(**ago: float) -> dict[str, Any]:
    return {"at": NOW - timedelta(**ago)}


def identify(person: str, traits: dict[str, Any], **fields: Any) -> tuple[str, dict[str, Any]]:
    return "person_identified", {"person": person, "props": {"traits": traits}, **fields}


def test_people_and_accounts_are_what_was_said(collecting: Collecting) -> None:
    group = {"traits": {"name": "Acme", "arr": "1,200.5", "plan": "team", "seats": 3}, "membership": {"role": "owner"}}
    collecting.load(
        identify("ann", {"name": "花子", "role": "admin", "nul": "a�"}, **at(days=2)),
        ("account_grouped", {"person": "ann", "account": "acme", "props": group, **at(days=1)}),
        ("page_viewed", {"anonymous_id": "x", **at(hours=1)}),
    )
    collecting.load(
        identify("ann", {"role": "owner", "nul": None, "tags": ["a"]}),
        (
            "account_grouped",
            {"person": "ann", "account": "acme", "props": {"traits": {"arr": "lots", "stage": "live"}}},
        ),
    )
    ann, anonymous = collecting.rows(Person)
    assert (ann.name, ann.traits, ann.anonymous) == ("花子", {"role": "owner", "tags": ["a"]}, False)
    assert (ann.first_seen_at, ann.last_seen_at) == (NOW - timedelta(days=2), NOW - timedelta(hours=5))
    assert (anonymous.key, anonymous.anonymous) == ("x", True)
    [acme] = collecting.rows(Account)
    assert (acme.name, acme.plan, acme.stage, acme.arr, acme.traits) == ("Acme", "team", "live", None, {"seats": 3})
    [membership] = collecting.rows(Membership)
    assert (membership.person_id, membership.account_id, membership.traits) == (ann.id, acme.id, {"role": "owner"})


def test_the_state_of_guides_is_kept_beside_the_person(collecting: Collecting) -> None:
    run = {"person": "ann", "guide": "g", "version": 1}
    collecting.load(
        ("step_seen", {**run, "run": "r1", "step": "a", **at(days=3)}),
        ("step_seen", {**run, "run": "r1", "step": "b", **at(days=3)}),
        ("guide_dismissed", {**run, "run": "r1", **at(days=3)}),
    )
    collecting.load(("step_seen", {**run, "run": "r2", "step": "a"}))
    [ann] = collecting.rows(Person)
    last_at = (NOW - timedelta(hours=5)).timestamp()
    assert ann.guide_states == {
        "g": {"status": "started", "run": "r2", "version": 1, "step": "a", "shown": 2, "last_at": last_at}
    }


def test_events_that_live_guides_ask_about_are_counted_by_day(collecting: Collecting) -> None:
    collecting.load(("invoice_created", {"person": "ann", **at(days=1)}), ("boring", {"person": "ann"}))
    with open_session(collecting.engine) as session:
        environment = session.get_one(Environment, collecting.environment)
        asks = {"event": "invoice_created", "at_least": 2, "within_days": 30}
        make_published(session, environment, guide_definition(audience={"not": {"all": [asks]}}))
        session.commit()
    today, yesterday = str(NOW.date()), str(NOW.date() - timedelta(days=1))
    collecting.load(("invoice_created", {"person": "bob"}), ("invoice_created", {"anonymous_id": "x"}))
    assert {row.key: row.event_days for row in collecting.rows(Person)} == {
        "ann": {"invoice_created": {yesterday: 1}},
        "bob": {"invoice_created": {today: 1}},
        "x": {"invoice_created": {today: 1}},
    }
    collecting.load(("invoice_created", {"person": "ann"}), ("invoice_created", {"person": "ann"}))
    assert collecting.rows(Person)[0].event_days == {"invoice_created": {yesterday: 1, today: 2}}
    assert date.fromisoformat(today) == NOW.date()


def test_the_steps_of_a_published_version_are_in_its_order(collecting: Collecting) -> None:
    with open_session(collecting.engine) as session:
        environment = session.get_one(Environment, collecting.environment)
        make_published(session, environment, guide_definition("g", steps=[{"key": key} for key in "abc"]))
        session.commit()
    collecting.load(*(("step_seen", {"person": "p", "guide": "g", "version": 1, "run": "r", "step": s}) for s in "ca"))
    order = collecting.store.select("SELECT step, position, is_last FROM step_order ORDER BY position", {})[1]
    assert [tuple(row) for row in order] == [("a", 1, False), ("b", 2, False), ("c", 3, True)]


def test_a_pass_cut_off_anywhere_is_mended_by_the_next(collecting: Collecting, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store has the events, then the process dies before the people are written."""
    path = collecting.write(
        identify("ann", {"name": "Ann"}), ("step_seen", {"person": "ann", "guide": "g", "step": "a"})
    )
    with monkeypatch.context() as broken:
        broken.setattr(people_sync, "sync", lambda *_: (_ for _ in ()).throw(RuntimeError("killed")))
        with pytest.raises(RuntimeError, match="killed"):
            collecting.loader.pass_once()
    assert path.exists()
    assert collecting.rows(Person) == []
    loaded = collecting.loader.pass_once()
    assert loaded is not None
    assert (loaded.rows, path.exists()) == (0, False)
    assert [(row.name, list(row.guide_states)) for row in collecting.rows(Person)] == [("Ann", ["g"])]


def test_many_people_at_once(collecting: Collecting) -> None:
    collecting.load(*(identify(f"p{n:04d}", {"n": n}, account=f"a{n % 7}") for n in range(1203)))
    assert [row.traits["n"] for row in collecting.rows(Person)] == list(range(1203))
    assert (len(collecting.rows(Account)), len(collecting.rows(Membership))) == (7, 1203)


def test_an_environment_removed_since_keeps_its_events_and_no_people(collecting: Collecting) -> None:
    collecting.load(identify("ghost", {}, environment="gone"), identify("ann", {}))
    assert [row.key for row in collecting.rows(Person)] == ["ann"]
    with collecting.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM person")) == 1
