"""How much a key may send, who sent it, and what became of the rest: never in silence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from server.collect.bots import is_bot
from server.drops import LETTERS_A_FLUSH, MOST_PAYLOAD
from server.housekeeping import do_chores
from server.models import DeadLetter, DropCount, Environment, EventUsage
from server.stores.drops import MOST_LETTERS, DropStore
from server.stores.scoped import Scope
from tests.factories import NOW, TickingClock
from tests.server.collect.test_events import batch, drops, event, loaded, post


def limit(app: FastAPI, session: Session, environment: Environment, **values: int) -> None:
    for name, value in values.items():
        setattr(environment, name, value)
    session.add(environment)
    session.commit()
    app.state.services.collector.keys.forget()


def send(client: TestClient, first: int, count: int) -> Any:
    return post(client, batch(*(event(str(number)) for number in range(first, first + count))))


def test_more_than_the_rate_is_told_to_wait(
    client: TestClient, app: FastAPI, session: Session, environment: Environment, clock: TickingClock
) -> None:
    limit(app, session, environment, events_per_second=2)
    assert send(client, 0, 30).status_code == 200  # a burst, and the batch that goes beyond it is taken whole

    refused = send(client, 30, 5)
    assert (refused.status_code, refused.headers["retry-after"], refused.json()["code"]) == (429, "5", "over_rate")
    assert refused.headers["access-control-expose-headers"] == "Retry-After"

    clock.now += timedelta(seconds=6)
    assert send(client, 30, 5).json()["accepted"] == 5
    assert drops(app, session) == {(environment.id, "over_rate"): 5}


def test_more_than_the_quota_waits_for_the_next_day(
    client: TestClient, app: FastAPI, session: Session, environment: Environment, clock: TickingClock
) -> None:
    limit(app, session, environment, events_per_day=10)
    assert send(client, 0, 10).json()["accepted"] == 10

    refused = send(client, 10, 1)
    assert (refused.status_code, refused.headers["retry-after"], refused.json()["code"]) == (429, "3600", "over_quota")

    app.state.services.usage.flush()
    app.state.services.collector.keys.forget()  # as after a restart, or in another process
    assert send(client, 10, 1).status_code == 429
    clock.now += timedelta(days=1)
    app.state.services.collector.keys.forget()
    assert send(client, 10, 1).json()["accepted"] == 1


def test_bots_are_flagged_and_counted(
    client: TestClient, app: FastAPI, session: Session, environment: Environment
) -> None:
    crawler = {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}
    assert post(client, batch(event("1", props={"a": 1})), **crawler).json()["accepted"] == 1
    assert post(client, batch(event("2"))).json()["accepted"] == 1
    rows = {row.id: row.props for row in loaded(app, environment, 2)}
    assert rows == {"1": {"a": 1, "bot": True}, "2": {}}
    app.state.services.usage.flush()
    [usage] = session.exec(select(EventUsage)).all()
    assert (usage.environment_id, usage.day, usage.events, usage.from_bots) == (environment.id, NOW.date(), 2, 1)


AGENTS = [
    (b"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36", False),
    (
        b"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0 Safari/537.36",
        True,
    ),
    (b"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 CUBOT Mobile/15E148", False),
    (b"Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", True),
    (b"facebookexternalhit/1.1", True),
    (b"Chrome-Lighthouse", True),
    (b"analytics-python/2.4.0", False),
    (b"", False),
]


def test_who_is_a_bot() -> None:
    assert [is_bot(agent) for agent, _ in AGENTS] == [wanted for _, wanted in AGENTS]


@pytest.mark.usefixtures("database_url")
def test_dropped_events_are_kept_as_they_came(
    client: TestClient, app: FastAPI, session: Session, environment: Environment, clock: TickingClock
) -> None:
    scope = Scope(environment.workspace_id, environment.id)
    post(client, batch(event("bad", person=7), event("good")))
    app.state.services.drops.flush()
    [letter] = DropStore(session, scope).letters()
    assert (letter.event_id, letter.reason, letter.received_at) == ("bad", "malformed_event", clock.now)
    assert '"person": 7' in letter.payload
    assert "at `$.person`" in letter.detail

    for flush in range(MOST_LETTERS // LETTERS_A_FLUSH + 2):
        clock.now += timedelta(seconds=1)
        post(
            client,
            batch(*(event(f"{flush}-{number}", person=7, props={"x": "y" * MOST_PAYLOAD}) for number in range(30))),
        )
        app.state.services.drops.flush()
    session.expire_all()
    kept = session.exec(select(DeadLetter)).all()
    assert len(kept) == MOST_LETTERS
    assert max(len(one.payload) for one in kept) == MOST_PAYLOAD + 1
    assert "bad" not in {one.event_id for one in kept}
    assert sum(session.exec(select(DropCount.count)).all()) == 1 + 30 * (MOST_LETTERS // LETTERS_A_FLUSH + 2)

    clock.now += timedelta(days=31)
    do_chores(app.state.services)
    session.expire_all()
    assert session.exec(select(DeadLetter)).all() == []
    assert session.exec(select(DropCount)).all() != []
