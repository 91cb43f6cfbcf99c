"""Asking for help: from the event to a colleague's answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from analytics.events import StoredEvent
from server.models import HelpRequest, Member, Person
from server.models.tenancy import Role
from tests.factories import NOW
from tests.server.success.conftest import Office

AsRole = Callable[[Role], TestClient]


def asked(office: Office, person: str, **props: Any) -> StoredEvent:
    event = office.happen("help_requested", person, "acme", "open", minutes=5)
    event.url, event.props = "https://app.example/billing", props
    return event


@pytest.fixture
def request_row(office: Office, session: Session) -> HelpRequest:
    tried = [
        {"type": "step_seen", "guide": "first-invoice", "step": "open", "secret": "x"},
        {"type": "rage_clicked"},
        "?",
    ]
    office.load(
        office.happen("guide_started", "ann", "acme", "open", hours=1),
        asked(office, "ann", message="Where is the button?", tried=tried),
    )
    return session.exec(select(HelpRequest)).one()


def test_a_request_says_who_where_and_what_was_tried(
    request_row: HelpRequest, as_role: AsRole, session: Session
) -> None:
    assert (request_row.person_key, request_row.account_key) == ("ann", "acme")
    assert request_row.tried == [
        {"type": "step_seen", "guide": "first-invoice", "step": "open"},
        {"type": "rage_clicked"},
    ]
    client = as_role("csm")
    assert "Where is the button?" in client.get("/help").text
    page = client.get(f"/help/{request_row.id}").text
    for words in (
        "https://app.example/billing",
        "Open billing",
        "Clicked again and again without effect",
        "/people/ann",
    ):
        assert words in page
    assert "Where is the button?" in client.get("/people/ann").text
    assert "Where is the button?" in client.get("/accounts/acme").text


def test_it_is_taken_answered_and_reopened(request_row: HelpRequest, as_role: AsRole, session: Session) -> None:
    client = as_role("csm")
    me = session.exec(select(Member).where(Member.email == "csm-logged-in@example.com")).one()
    address = f"/help/{request_row.id}"

    assert client.post(f"{address}/state", data={"state": "answered", "note": "Called her"}).status_code == 303
    session.expire_all()
    row = session.get_one(HelpRequest, request_row.id)
    assert (row.state, row.note, row.assignee_id) == ("answered", "Called her", me.id)
    assert "Nobody is waiting" in client.get("/help").text

    client.post(f"{address}/assign", data={"member": ""})
    client.post(f"{address}/state", data={"state": "open", "note": "Called her"})
    session.expire_all()
    row = session.get_one(HelpRequest, request_row.id)
    assert (row.state, row.assignee_id) == ("open", None)
    assert client.post(f"{address}/state", data={"state": "lost"}).status_code == 422


def test_a_segment_loaded_twice_asks_once(office: Office, request_row: HelpRequest, session: Session) -> None:
    again = office.happen("page_viewed", "ann", minutes=1)
    repeated = asked(office, "ann", message="Where is the button?")
    repeated.id, office.sent = request_row.event_id, office.sent - 1
    office.load(again, repeated)
    session.expire_all()
    assert len(session.exec(select(HelpRequest)).all()) == 1


def test_progress_and_starts_are_kept_beside_the_person(office: Office, session: Session) -> None:
    old = office.happen("guide_started", "ben", "acme", "open", days=9)
    new = office.happen("guide_started", "ben", "acme", "open", hours=1)
    old.run, new.run = "run-old", "run-new"
    office.load(old, new, office.happen("checklist_task_completed", "ben", "acme", "look", minutes=5))
    office.load(office.happen("checklist_task_completed", "ben", "acme", "send", minutes=4))

    ben = session.exec(select(Person).where(Person.key == "ben")).one()
    assert ben.guide_states["first-invoice"]["done"] == ["look", "send"]
    assert ben.guide_starts == {"run-new": [NOW.timestamp() - 3600, "first-invoice"]}
