"""How many events a process holds in memory is bounded, and refreshes follow what happens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from analytics.store import open_store
from analytics.stuck.guidance import NO_GUIDANCE
from server.models import Finding
from server.success.followings import Followings
from server.success.refresh import refresh
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


def test_the_longest_unseen_are_forgotten_when_there_is_too_much() -> None:
    store = open_store("duckdb://")
    followings = Followings(store, most_events=-1)
    for name in ("a", "b", "c"):
        followings.of(name).conclusions(NOW - timedelta(days=1), NO_GUIDANCE)
    assert len(followings) == 1
    store.close()
