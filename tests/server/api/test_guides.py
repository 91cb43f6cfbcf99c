"""The private API as a script would use it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from guides.canonical import to_json
from server.models import Environment, Workspace
from tests.factories import (
    guide_definition,
    make_environment,
    make_guide,
    make_person,
    make_published,
)
from tests.server.api.conftest import Call


@pytest.mark.usefixtures("database_url")
def test_a_guide_from_creation_to_rollback(call: Call) -> None:
    created = call("POST", "guides", {"definition": to_json(guide_definition())})
    draft = call("GET", "guides/first-invoice/draft")
    renamed = draft.json()["definition"] | {"name": "Renamed"}
    published = call("POST", "guides/first-invoice/publish", {"note": "first"})
    saved = call("PUT", "guides/first-invoice/draft", {"definition": renamed}, If_Match=draft.headers["etag"])
    call("POST", "guides/first-invoice/publish", {})
    back = call("POST", "guides/first-invoice/rollback", {"version": 1})
    paused = call("POST", "guides/first-invoice/pause")
    versions = call("GET", "guides/first-invoice/versions").json()

    assert (created.status_code, created.headers["location"]) == (201, "/api/v1/guides/first-invoice")
    assert created.json()["live"] is None
    assert published.json()["live"]["version"] == 1
    assert (saved.json()["revision"], saved.headers["etag"]) == (2, '"2"')
    assert back.json()["live"]["version"] == 1
    assert paused.json()["live"]["paused"] is True
    assert [(version["number"], version["note"]) for version in versions] == [(2, ""), (1, "first")]
    assert call("GET", "guides/first-invoice/versions/2").json()["definition"]["name"] == "Renamed"


def test_a_draft_is_not_overwritten_unseen(call: Call, session: Session, workspace: Workspace) -> None:
    make_guide(session, workspace)
    session.commit()
    body = {"definition": to_json(guide_definition(name="Mine"))}
    call("PUT", "guides/first-invoice/draft", {"definition": to_json(guide_definition(name="Theirs"))}, If_Match='"1"')

    blind = call("PUT", "guides/first-invoice/draft", body)
    stale = call("PUT", "guides/first-invoice/draft", body, If_Match='"1"')
    garbled = call("PUT", "guides/first-invoice/draft", body, If_Match="abc")

    assert [answer.status_code for answer in (blind, stale, garbled)] == [428, 412, 422]
    assert (stale.json()["code"], stale.json()["guide"]["name"]) == ("precondition_failed", "Theirs")


def test_errors_say_where(call: Call) -> None:
    bad = call("POST", "guides", {"definition": {"key": "Bad Key", "name": ""}})
    shapeless = call("POST", "guides", {"definiton": {}})
    call("POST", "guides", {"definition": to_json(guide_definition(steps=[]))})
    twice = call("POST", "guides", {"definition": to_json(guide_definition())})
    unfinished = call("POST", "guides/first-invoice/publish", {})

    assert {error["where"] for error in bad.json()["errors"]} == {"key", "name"}
    assert shapeless.json()["errors"][0]["where"] == "body.definition"
    assert (twice.status_code, twice.json()["code"]) == (409, "conflict")
    assert (unfinished.status_code, unfinished.json()["code"]) == (422, "not_publishable")
    assert unfinished.json()["problems"][0]["where"] == "steps"
    for answer in (bad, shapeless, twice, unfinished):
        assert answer.headers["content-type"] == "application/problem+json"


def test_lists_come_in_pages(call: Call, session: Session, workspace: Workspace) -> None:
    for number in range(5):
        make_guide(session, workspace, guide_definition(f"guide-{number}"))
    session.commit()
    found: list[list[str]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = call("GET", f"guides?limit=2&cursor={cursor}").json()
        found.append([guide["key"] for guide in page["items"]])
        cursor = page["next_cursor"]

    assert found == [["guide-0", "guide-1"], ["guide-2", "guide-3"], ["guide-4"]]
    assert call("GET", "guides?cursor=%C3%A9").status_code == 422
    assert call("GET", "guides?limit=1000").status_code == 422


def test_each_environment_has_its_own_life(
    call: Call, session: Session, workspace: Workspace, environment: Environment
) -> None:
    staging = make_environment(session, workspace, "staging")
    make_published(session, environment)
    make_person(session, staging, "tester")
    session.commit()

    assert call("GET", "guides/first-invoice").json()["live"]["version"] == 1
    assert call("GET", "guides/first-invoice?environment=staging").json()["live"] is None
    assert call("GET", "people").json()["items"] == []
    assert call("GET", "people?environment=staging").json()["items"][0]["key"] == "tester"


def test_people_s_keys_may_hold_anything(call: Call, session: Session, environment: Environment) -> None:
    make_person(session, environment, "org/7@例え.jp")
    session.commit()

    assert call("GET", "people/org%2F7%40%E4%BE%8B%E3%81%88.jp").json()["key"] == "org/7@例え.jp"


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer sk_wrong"}, {"Authorization": "Basic eDp5"}])
def test_without_a_token_nothing_is_told(client: TestClient, header: dict[str, str]) -> None:
    answer = client.get("/api/v1/guides", headers=header)

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_a_log_in_cookie_is_no_token(author: TestClient) -> None:
    assert author.get("/api/v1/guides").status_code == 401


def test_the_document_describes_every_operation(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    operations = [one for path in document["paths"].values() for one in path.values()]

    assert document["openapi"].startswith("3.1")
    assert all(path.startswith("/api/v1/") for path in document["paths"])
    assert all(one["security"] == [{"token": []}] for one in operations)
    assert all("application/problem+json" in one["responses"]["404"]["content"] for one in operations)
    assert document["components"]["schemas"]["Problem"]["properties"]["code"]
