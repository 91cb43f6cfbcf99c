"""A request whose answer got lost is sent again, and done once."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import Session, select

from guides.canonical import to_json
from server.housekeeping import do_chores
from server.models import GuideVersion, IdempotencyKey, Member, Workspace
from server.services import Services
from server.studio.going_live import publishing
from tests.factories import TickingClock, guide_definition, make_api_token, make_guide, make_member, make_workspace
from tests.factories import make_environment as environment_of
from tests.server.api.conftest import Call

GUIDE = {"definition": to_json(guide_definition())}
REPLAYED = "idempotency-replayed"


@pytest.mark.usefixtures("database_url")
def test_a_repeated_creation_is_answered_again_and_done_once(call: Call) -> None:
    first = call("POST", "guides", GUIDE, Idempotency_Key="k1")
    again = call("POST", "guides", GUIDE, Idempotency_Key="k1")
    without = call("POST", "guides", GUIDE)

    assert (first.status_code, REPLAYED in first.headers) == (201, False)
    assert (again.status_code, again.headers[REPLAYED]) == (201, "true")
    assert again.content == first.content
    for name in ("content-type", "location", "etag"):
        assert again.headers[name] == first.headers[name]
    assert without.status_code == 409
    assert len(call("GET", "guides").json()["items"]) == 1


@pytest.mark.usefixtures("database_url")
def test_a_repeated_publication_makes_one_version(call: Call, session: Session, workspace: Workspace) -> None:
    make_guide(session, workspace)
    session.commit()
    answers = [call("POST", "guides/first-invoice/publish", {"note": "一"}, Idempotency_Key="p") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer.content for answer in answers}) == 1
    assert len(session.exec(select(GuideVersion)).all()) == 1


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("guides", {"definition": to_json(guide_definition("other"))}),
        ("guides?environment=production", GUIDE),
        ("guides/first-invoice/publish", GUIDE),
    ],
)
def test_another_request_may_not_use_the_key(call: Call, path: str, body: object) -> None:
    call("POST", "guides", GUIDE, Idempotency_Key="k1")

    answer = call("POST", path, body, Idempotency_Key="k1")

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert len(call("GET", "guides").json()["items"]) == 1


@pytest.mark.usefixtures("database_url")
def test_a_second_one_meanwhile_is_told_to_wait(
    call: Call, session: Session, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_guide(session, workspace)
    session.commit()
    working, go_on, publish = threading.Event(), threading.Event(), publishing.publish

    def publish_slowly(*given: object) -> object:
        working.set()
        assert go_on.wait(20)
        return publish(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "publish", publish_slowly)
    answers: list[Response] = []
    act: Callable[[], Response] = lambda: call("POST", "guides/first-invoice/publish", {}, Idempotency_Key="k")  # noqa: E731
    first = threading.Thread(target=lambda: answers.append(act()))
    first.start()
    assert working.wait(20)
    second = act()
    go_on.set()
    first.join()
    third = act()

    assert (second.status_code, second.json()["code"], second.headers["retry-after"]) == (409, "still_running", "1")
    assert (answers[0].status_code, third.status_code, third.headers[REPLAYED]) == (200, 200, "true")
    assert third.content == answers[0].content


@pytest.mark.usefixtures("database_url")
def test_what_was_refused_may_be_repeated(call: Call, session: Session) -> None:
    unfinished = {"definition": to_json(guide_definition(steps=[]))}
    call("POST", "guides", unfinished)
    refused = call("POST", "guides/first-invoice/publish", {}, Idempotency_Key="k")
    shapeless = call("POST", "guides", {}, Idempotency_Key="s")
    call("PUT", "guides/first-invoice/draft", GUIDE, If_Match='"1"')
    accepted = call("POST", "guides/first-invoice/publish", {}, Idempotency_Key="k")

    assert [answer.status_code for answer in (refused, shapeless, accepted)] == [422, 422, 200]
    assert REPLAYED not in accepted.headers
    assert [row.key for row in session.exec(select(IdempotencyKey))] == ["k"]


@pytest.mark.usefixtures("database_url")
def test_a_request_that_another_overtook_changes_nothing(
    call: Call, session: Session, workspace: Workspace, clock: TickingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_guide(session, workspace)
    session.commit()
    call("GET", "me")  # notes the use of the token, for which SQLite has one writer only
    publish, overtaking, late_ones = publishing.publish, [], iter([True])

    def publish_late(*given: object) -> object:
        if next(late_ones, False):
            clock.advance(minutes=2)
            overtaking.append(call("POST", "guides/first-invoice/publish", {}, Idempotency_Key="k"))
        return publish(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "publish", publish_late)
    late = call("POST", "guides/first-invoice/publish", {}, Idempotency_Key="k")

    assert (late.status_code, late.json()["code"], overtaking[0].status_code) == (409, "overtaken", 200)
    assert len(session.exec(select(GuideVersion)).all()) == 1
    assert call("POST", "guides/first-invoice/publish", {}, Idempotency_Key="k").headers[REPLAYED] == "true"


def test_keys_of_tokens_and_workspaces_are_apart(client: TestClient, session: Session, token: str) -> None:
    other = make_workspace(session, "other")
    environment_of(session, other)
    owner = make_member(session, other, "owner", email="owner@other.example")
    foreign = make_api_token(session, owner)
    session.commit()

    def create(secret: str, key: str) -> Response:
        body = {"definition": to_json(guide_definition(key))}
        headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "same"}
        return client.post("/api/v1/guides", json=body, headers=headers)

    assert [create(token, "ours").status_code, create(foreign, "theirs").status_code] == [201, 201]
    assert create(foreign, "theirs").headers[REPLAYED] == "true"
    unknown = create("sk_unknown", "ours")
    assert (unknown.status_code, unknown.json()["code"]) == (401, "not_authenticated")


def test_a_token_without_the_role_keeps_no_key(client: TestClient, session: Session, member: Member) -> None:
    viewer = make_api_token(session, member, "viewer")
    session.commit()
    headers = {"Authorization": f"Bearer {viewer}", "Idempotency-Key": "k"}

    assert client.post("/api/v1/guides", json=GUIDE, headers=headers).status_code == 403
    assert session.exec(select(IdempotencyKey)).all() == []


@pytest.mark.parametrize("key", [" ", "k" * 201, "a\tb"])
def test_a_key_is_a_short_plain_text(call: Call, key: str) -> None:
    answer = call("POST", "guides", GUIDE, Idempotency_Key=key)

    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "header.idempotency-key")


@pytest.mark.usefixtures("database_url")
def test_keys_are_kept_for_a_day(call: Call, session: Session, services: Services, clock: TickingClock) -> None:
    call("POST", "guides", GUIDE, Idempotency_Key="k")
    clock.advance(hours=23, minutes=59)
    within = call("POST", "guides", GUIDE, Idempotency_Key="k")
    kept = do_chores(services)
    clock.advance(minutes=1)
    after = call("POST", "guides", GUIDE, Idempotency_Key="k")

    assert (within.headers[REPLAYED], kept) == ("true", 0)
    assert (after.status_code, REPLAYED in after.headers) == (409, False)

    call("POST", "guides/first-invoice/archive", Idempotency_Key="a")
    clock.advance(hours=24)
    assert do_chores(services) >= 1
    assert session.exec(select(IdempotencyKey)).all() == []


def test_every_post_of_the_api_takes_a_key(app: FastAPI) -> None:
    posts = [path["post"] for path in app.openapi()["paths"].values() if "post" in path]
    others = [one for path in app.openapi()["paths"].values() for method, one in path.items() if method != "post"]

    def takes(operation: dict[str, list[dict[str, str]]]) -> bool:
        return any(one["name"] == "Idempotency-Key" for one in operation.get("parameters", []))

    assert len(posts) > 5
    assert all(takes(operation) for operation in posts)
    assert not any(takes(operation) for operation in others)
