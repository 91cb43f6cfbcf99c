"""How many events a process holds in memory is bounded, and refreshes follow what happens."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, create_engine, select

from analytics.events import StoredEvent
from analytics.segments import SegmentFolders
from analytics.store import OwnedStore, open_store
from analytics.stuck.following import Following
from analytics.stuck.guidance import NO_GUIDANCE
from server.models import Finding
from server.owner.address import socket_path
from server.owner.door import OwnerDoor
from server.owner.remote_store import RemoteStore
from server.owner.tasks import Owned
from server.success.followings import Followings
from server.success.refresh import refresh
from server.success.refresher import FOLLOWS_WITHIN_SECONDS, pause_after
from tests.analytics.stores import ENVIRONMENT, event, load, minutes, story
from tests.factories import NOW
from tests.server.success.conftest import Office


@pytest.mark.usefixtures("database_url")
def test_refreshes_that_follow_find_what_comes(office: Office, session: Session) -> None:
    services, id_ = office.app.state.services, office.environment.id
    followings = Followings(services.store)
    office.load(*office.usual_people())
    assert refresh(services, [id_], followings)[id_].opened == 0
    office.load(*office.stuck("ann"))
    refresh(services, [id_], followings)
    (one,) = session.exec(select(Finding)).all()
    assert (one.person_key, one.step_key) == ("ann", "open")
    assert followings.of(id_).readings == 1


@pytest.mark.parametrize(
    ("took", "pause"),
    [(0.0, 1.0), (0.05, 1.0), (1.0, 10.0), (4.0, 40.0), (10.0, 40.0), (20.0, 20.0), (45.0, 45.0)],
)
def test_pauses_keep_refreshing_small_and_findings_in_time(took: float, pause: float) -> None:
    assert pause_after(took) == pause
    assert took >= 20 or 2 * took + pause <= FOLLOWS_WITHIN_SECONDS, "an event is told of within a minute"
    assert took <= pause, "half of a core is left alone"


def test_the_longest_unseen_are_forgotten_when_there_is_too_much() -> None:
    store = open_store("duckdb://")
    followings = Followings(store, most_events=-1)
    for name in ("a", "b", "c"):
        followings.of(name).conclusions(NOW - timedelta(days=1), NO_GUIDANCE)
    assert len(followings) == 1
    store.close()


def test_following_from_another_process_is_the_same(tmp_path: Path) -> None:
    """The refresher may be in a process that asks the store's owner over its socket."""
    own = open_store("duckdb://")
    assert isinstance(own, OwnedStore)
    address = socket_path(tmp_path)
    door = OwnerDoor(address, Owned(own, create_engine("sqlite://"), SegmentFolders(tmp_path), lambda: NOW))
    door.open()
    remote = RemoteStore(address)
    try:
        here, there = Following(own, ENVIRONMENT), Following(remote, ENVIRONMENT)
        told = []
        for number, events in enumerate(_three_loads()):
            load(own, tmp_path, events)
            now = minutes(3000 + number)
            assert there.conclusions(now, NO_GUIDANCE) == here.conclusions(now, NO_GUIDANCE)
            told.append({one.person for one in there.conclusions(now, NO_GUIDANCE) if one.kind == "stuck_person"})
        assert (there.readings, there.events) == (1, own_events(own))
        assert told[0] == set()
        assert "ann" in told[1]
        assert "ann" not in told[2], "done meanwhile"
    finally:
        remote.close()
        door.close()
        own.close()


def own_events(store: OwnedStore) -> int:
    return sum(int(row["events"]) for row in store.ask("journal_size", environment=ENVIRONMENT, until=minutes(9000)))


def _three_loads() -> list[list[StoredEvent]]:
    """Forty who are done within minutes; one who comes back in vain for days; and is done at last."""
    usual = [
        one
        for number in range(40)
        for one in story(
            f"seen a @{number}, acted a @{number + 3}", run=f"r{number}", person=f"p{number}",
            received_at=minutes(number),
        )
    ]  # fmt: skip
    mine = {"run": "rx", "person": "ann", "step": "a"}
    vain = [event("step_seen", minute, received_at=minutes(2999), **mine) for minute in (50, 1500, 2900)]
    return [usual, vain, [event("step_acted", 3001, received_at=minutes(3001), **mine)]]
