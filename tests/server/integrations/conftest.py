"""A desk where findings open and close and people ask, and what is on the other side of its channels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from sqlmodel import Session, select

from server.models import Environment, Notice, NoticeChannel
from server.services import Services
from server.stores.scoped import Scope
from server.success.notifier import send_due
from server.success.taking_over import take_over
from tests.factories import NOW, TickingClock, make_account, make_person
from tests.server.integrations.sinks import Mail, Web, mail, web
from tests.server.success.test_refresh import SURE

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def hook() -> Iterator[Web]:
    with web() as sink:
        yield sink


@pytest.fixture
def post_office() -> Iterator[Mail]:
    with mail() as sink:
        yield sink


class Desk:
    """Opens and closes findings as a refresh does, and lets the sender work."""

    def __init__(self, services: Services, session: Session, environment: Environment, clock: TickingClock) -> None:
        self.services, self.session, self.environment, self.clock = services, session, environment, clock
        self.scope = Scope(environment.workspace_id, environment.id)

    def channel(self, kind: str, address: str, **values: Any) -> NoticeChannel:
        row = NoticeChannel(
            workspace_id=self.scope.workspace_id, environment_id=self.environment.id, kind=kind, name=kind,
            address=address, secret=SECRET, created_at=NOW, **values,
        )  # fmt: skip
        self.session.add(row)
        self.session.commit()
        return row

    def conclude(self, *conclusions: Any) -> None:
        take_over(self.session, self.scope, conclusions, self.clock())
        self.session.commit()

    def send(self, **later: float) -> tuple[int, int]:
        """(sent, put off) of one round after so long; a minute by default, when what is gathered is due."""
        self.clock.advance(**later or {"seconds": 60})
        done = send_due(self.services)
        self.session.expire_all()
        return done.sent, done.put_off

    def statuses(self) -> list[str]:
        return [row.status for row in self.session.exec(select(Notice).order_by(Notice.id))]


@pytest.fixture
def desk(app: FastAPI, session: Session, environment: Environment, clock: TickingClock) -> Desk:
    make_account(session, environment, "acme", name="Acme & <Söhne>", arr=1_200_000)
    make_person(session, environment, "ann", name="Ann *Lee*")
    session.commit()
    return Desk(app.state.services, session, environment, clock)


def stuck(person: str = "ann", **values: Any) -> Any:
    return SURE.__class__(**{**SURE.__dict__, "person": person, "account": "acme", "identity": person, **values})
