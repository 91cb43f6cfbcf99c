"""One holder at a time, on SQLite and PostgreSQL; a holder that is gone is not waited for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from server.clock import system_clock
from server.database import make_engine
from server.leases import LeaseLostError, Leases, node_id
from server.models import Lease


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    yield made
    made.dispose()


def test_one_holder_at_a_time(engine: Engine) -> None:
    one, other = Leases(engine, "one"), Leases(engine, "other")
    with one.held("loading") as ours:
        assert ours
        with other.held("loading") as theirs, other.held("something else") as free:
            assert (theirs, bool(free)) == (None, True)
    with other.held("loading") as theirs:
        assert theirs


def test_a_process_takes_over_from_its_own_predecessor_at_once(engine: Engine) -> None:
    assert Leases(engine, "one")._take("loading")
    with Leases(engine, "one").held("loading") as ours:
        assert ours


def test_a_lease_of_a_node_that_vanished_ends(engine: Engine) -> None:
    assert Leases(engine, "gone")._take("loading")
    with engine.begin() as connection:
        connection.execute(update(Lease).values(expires_at=system_clock() - timedelta(seconds=1)))
    with Leases(engine, "other").held("loading") as ours:
        assert ours


def test_a_lost_lease_is_noticed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.leases.RENEW_SECONDS", 0.01)
    with Leases(engine, "slow").held("loading") as ours:
        assert ours
        with engine.begin() as connection:
            later = system_clock() + timedelta(hours=1)
            connection.execute(update(Lease).values(holder="other", expires_at=later))
        while not ours.lost:
            time.sleep(0.01)
        with pytest.raises(LeaseLostError):
            ours.check()
    with Leases(engine, "third").held("loading") as nobody:
        assert nobody is None


def test_a_node_keeps_its_name(tmp_path: Path) -> None:
    assert node_id(tmp_path / "a") == node_id(tmp_path / "a") != node_id(tmp_path / "b")
