"""`/settings/privacy` and `/api/v1/privacy`: rules and people, with confirmation, and what was done is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from server.admin.privacy_page import read_days
from server.errors import Invalid
from server.models import Environment, Member
from server.models.tenancy import Role
from server.services import Services
from tests.factories import NOW, make_api_token, make_person
from tests.server.privacy.test_erasing import post, wait_for

AsRole = Callable[[Role], TestClient]
PAGE = "/settings/privacy"


@pytest.fixture
def admin(as_role: AsRole, services: Services, environment: Environment) -> TestClient:
    """An admin where ann and bob viewed a page each, 40 days ago."""
    client = as_role("admin")
    then = (NOW - timedelta(days=40)).isoformat()
    post(
        client,
        {"id": "1", "type": "page_viewed", "at": then, "person": "ann", "anonymous_id": "device"},
        {"id": "2", "type": "page_viewed", "at": then, "person": "bob"},
        {"id": "3", "type": "opened", "at": then, "anonymous_id": "device"},
    )
    wait_for(services, environment, "ann", 1)
    return client


def bearer(session: Session, member: Member, role: Role = "admin") -> dict[str, str]:
    token = make_api_token(session, member, role)
    session.commit()
    return {"Authorization": f"Bearer {token}"}


def test_a_rule_that_removes_something_is_made_only_when_it_is_confirmed(admin: TestClient) -> None:
    rule = {"type": "page_viewed", "days": "30"}
    asked = admin.post(f"{PAGE}/retention", data=rule)
    assert (asked.status_code, "removed for ever: 2" in asked.text) == (200, True)
    assert "Every event is kept" in admin.post(f"{PAGE}/retention", data=rule | {"confirm": "31"}).text

    assert admin.post(f"{PAGE}/retention", data=rule | {"confirm": "30"}).status_code == 303
    assert admin.post(f"{PAGE}/retention", data={"type": "", "days": "400"}).status_code == 303  # removes nothing
    page = admin.get(PAGE).text
    assert "Every event is kept" not in page and "Changed how long events are kept: <code>page_viewed</code>" in page

    assert admin.post(f"{PAGE}/retention/for-ever", data={"type": "page_viewed"}).status_code == 303
    assert "Events are kept for ever again: <code>page_viewed</code>" in admin.get(PAGE).text


@pytest.mark.parametrize("days", ["0", "-1", "1.5", "many", "", "٣", "99999"])
def test_days_that_are_none_are_refused(days: str) -> None:
    with pytest.raises(Invalid):
        read_days(days)


def test_the_reason_is_said(as_role: AsRole) -> None:
    answer = as_role("admin").post(f"{PAGE}/retention", data={"type": "x", "days": "0"})
    assert (answer.status_code, "Write a whole number of days, at least 1." in answer.text) == (422, True)


def test_a_person_is_looked_up_exported_and_erased(admin: TestClient, session: Session) -> None:
    assert "Nothing is known of “carla”" in admin.get(PAGE, params={"person": "carla"}).text
    assert "Events: 2" in admin.get(PAGE, params={"person": "ann"}).text

    file = admin.post(f"{PAGE}/export", data={"person": "ann"})
    assert "person-ann.json" in file.headers["content-disposition"]
    assert {event["id"] for event in file.json()["events"]} == {"1", "3"}

    admin.post(f"{PAGE}/erase", data={"person": "ann", "confirm": "anna"})
    assert "Events: 2" in admin.get(PAGE, params={"person": "ann"}).text
    admin.post(f"{PAGE}/erase", data={"person": "ann", "confirm": "ann"})
    assert "Nothing is known of “ann”" in admin.get(PAGE, params={"person": "ann"}).text
    assert "Events: 1" in admin.get(PAGE, params={"person": "bob"}).text
    page = admin.get(PAGE).text
    assert "Exported a person" in page and "Erased a person" in page and "ann" not in page.split('id="records"')[1]


@pytest.mark.usefixtures("database_url")
def test_the_api_does_the_same(client: TestClient, session: Session, environment: Environment, member: Member) -> None:
    headers = bearer(session, member)
    make_person(session, environment, "ann")
    session.commit()
    rules = {"rules": [{"type": "", "days": 400}, {"type": "page_viewed", "days": 30}]}
    assert client.put("/api/v1/privacy/retention", json=rules, headers=headers).json() == rules
    shorter = {"rules": rules["rules"][:1]}
    assert client.put("/api/v1/privacy/retention", json=shorter, headers=headers).json() == shorter
    assert client.get("/api/v1/privacy/retention", headers=headers).json() == shorter

    told = client.post("/api/v1/privacy/export", json={"person": "ann"}, headers=headers).json()
    assert [row["key"] for row in told["tables"]["person"]] == ["ann"]
    wrong = client.post("/api/v1/privacy/erase", json={"person": "ann", "confirm": "an"}, headers=headers)
    assert (wrong.status_code, wrong.json()["errors"][0]["where"]) == (422, "confirm")
    again = headers | {"Idempotency-Key": "once"}
    right = {"person": "ann", "confirm": "ann"}
    erased = [client.post("/api/v1/privacy/erase", json=right, headers=again).json() for _ in range(2)]
    assert erased[0] == erased[1] and erased[0]["rows"] == 1

    records = client.get("/api/v1/privacy/records", headers=headers).json()
    kinds = ["erased", "exported", "rule_removed", "rule_set", "rule_set"]
    assert [record["kind"] for record in records] == kinds
    assert "ann" not in str(records)


TWICE = {"rules": [{"type": "a", "days": 1}, {"type": "a", "days": 2}]}
REFUSED = [("author", {"rules": []}, 403), ("admin", TWICE, 422), ("admin", {"rules": [{"type": "a", "days": 0}]}, 422)]


@pytest.mark.parametrize(("role", "body", "status"), REFUSED)
def test_rules_that_may_not_be(
    client: TestClient, session: Session, member: Member, role: Role, body: dict[str, object], status: int
) -> None:
    answer = client.put("/api/v1/privacy/retention", json=body, headers=bearer(session, member, role))
    assert answer.status_code == status
