"""Findings open, stay, close and never double, on SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from analytics.stuck.conclusion import Because, Conclusion
from server.models import Environment, Finding
from server.stores.findings import FindingStore
from server.stores.scoped import Scope
from server.success.refresh import refresh
from server.success.taking_over import Refreshed, Taken, take_over
from tests.factories import NOW
from tests.server.success.conftest import Office

SURE = Conclusion(
    kind="stuck_person",
    identity="stuck_person:ann:g:a:r",
    since=NOW - timedelta(days=2),
    severity=50.0,
    probability=0.9,
    confidence=0.8,
    because=Because(
        "Seen “%(step)s” %(silent)s ago, not done since", {"step": "a", "guide": "g", "silent_seconds": 60}
    ),
    person="ann",
    guide="g",
    step="a",
    run="r",
)
UNSURE = replace(SURE, probability=0.7, opens=False)

COURSES: list[tuple[str, list[list[Conclusion]], list[tuple[int, int, int]], int]] = [
    # the conclusions of each refresh, what each changed (opened, updated, closed), how many findings there are then
    ("opens once", [[SURE], [SURE], [SURE]], [(1, 0, 0), (0, 0, 0), (0, 0, 0)], 1),
    ("does not open when unsure", [[UNSURE]], [(0, 0, 0)], 0),
    ("stays when it becomes unsure", [[SURE], [UNSURE]], [(1, 0, 0), (0, 1, 0)], 1),
    ("closes by itself", [[SURE], []], [(1, 0, 0), (0, 0, 1)], 1),
    ("opens anew as another", [[SURE], [], [SURE]], [(1, 0, 0), (0, 0, 1), (1, 0, 0)], 2),
]


@pytest.mark.usefixtures("database_url")
@pytest.mark.parametrize("follows", [False, True], ids=["each time anew", "following"])
@pytest.mark.parametrize(("tells", "course", "changes", "rows"), COURSES, ids=[row[0] for row in COURSES])
def test_the_course_of_a_finding(
    tells: str,
    course: list[list[Conclusion]],
    changes: list[tuple[int, int, int]],
    rows: int,
    follows: bool,
    session: Session,
    environment: Environment,
) -> None:
    scope = Scope(environment.workspace_id, environment.id)
    found = []
    before: Taken | None = None
    for number, conclusions in enumerate(course):
        changed, taken = take_over(session, scope, conclusions, NOW + timedelta(minutes=number), before)
        session.commit()
        found.append(changed)
        before = taken if follows else None
    assert found == [Refreshed(*change) for change in changes]
    assert len(session.exec(select(Finding)).all()) == rows
    assert len(FindingStore(session, scope).open()) == (len(course[-1]) if rows else 0)


def test_findings_that_somebody_else_removed_come_back(session: Session, environment: Environment) -> None:
    scope = Scope(environment.workspace_id, environment.id)
    _, taken = take_over(session, scope, [SURE], NOW)
    session.commit()
    session.delete(session.exec(select(Finding)).one())
    session.commit()
    assert take_over(session, scope, [SURE], NOW, taken)[0].opened == 1


@pytest.mark.usefixtures("database_url")
def test_from_events_to_findings_and_back(office: Office, session: Session) -> None:
    office.load(*office.usual_people(), *office.stuck("ann"))
    office.refresh()  # the app's own refresher may have been faster; either way it is there once
    (one,) = session.exec(select(Finding)).all()
    assert (one.kind, one.person_key, one.account_key, one.step_key) == ("stuck_person", "ann", "acme", "open")
    assert (one.opened_at, one.closed_at) == (NOW, None)
    session.rollback()
    office.load(office.happen("step_acted", "ann", "acme", "open", minutes=1))
    office.refresh()
    session.expire_all()
    assert [row.closed_at for row in session.exec(select(Finding))] == [NOW]


def test_only_the_named_environment_is_looked_at(office: Office) -> None:
    assert refresh(office.app.state.services, ["unknown"]) == {}
