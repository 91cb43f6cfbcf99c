"""Logging in, staying in, and getting out."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from server.auth.log_ins import COOKIE
from server.auth.secrets import fingerprint
from server.auth.throttle import PER_EMAIL
from server.models import Environment, LogIn, Member, Workspace
from tests.factories import NOW, PASSWORD, TickingClock, log_in, make_environment, make_log_in


def post_log_in(client: TestClient, email: str, password: str = PASSWORD, **fields: str) -> int:
    return client.post("/log-in", data={"email": email, "password": password} | fields).status_code


@pytest.mark.usefixtures("database_url")
def test_a_member_logs_in_and_out(client: TestClient, session: Session, member: Member) -> None:
    response = client.post("/log-in", data={"email": member.email.upper(), "password": PASSWORD, "next": "/guides"})
    row = session.exec(select(LogIn)).one()

    assert (response.status_code, response.headers["location"]) == (303, "/guides")
    assert "HttpOnly" in response.headers["set-cookie"]
    assert "SameSite=lax" in response.headers["set-cookie"]
    assert row.token_hash == fingerprint(client.cookies[COOKIE])
    assert client.get("/guides").status_code == 200

    out = client.post("/log-out", data={"csrf": row.csrf_token})

    assert (out.status_code, out.headers["location"]) == (303, "/log-in")
    assert client.get("/guides").status_code == 303
    session.expire_all()
    assert session.exec(select(LogIn)).all() == []


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + " ", PASSWORD.upper()])
def test_a_wrong_password_opens_nothing(client: TestClient, member: Member, password: str) -> None:
    assert post_log_in(client, member.email, password) == 401
    assert COOKIE not in client.cookies


def said(html: str, email: str) -> str:
    """The page without what differs from one request to the next."""
    return re.sub(r'nonce="[^"]*"', "", html).replace(email, "")


def test_an_unknown_and_a_disabled_member_are_answered_alike(
    client: TestClient, session: Session, member: Member
) -> None:
    member.disabled_at = NOW
    session.add(member)
    session.commit()

    unknown = client.post("/log-in", data={"email": "nobody@acme.example", "password": PASSWORD})
    disabled = client.post("/log-in", data={"email": member.email, "password": PASSWORD})

    assert (unknown.status_code, disabled.status_code) == (401, 401)
    assert said(unknown.text, "nobody@acme.example") == said(disabled.text, member.email)


def test_guessing_is_slowed_down_even_with_the_right_password_at_last(client: TestClient, member: Member) -> None:
    answers = [post_log_in(client, member.email, f"guess {number}") for number in range(PER_EMAIL.amount)]
    last = client.post("/log-in", data={"email": member.email, "password": PASSWORD})

    assert set(answers) == {401}
    assert last.status_code == 429
    assert int(last.headers["retry-after"]) > 0


def test_logging_in_often_is_not_guessing(client: TestClient, member: Member) -> None:
    assert {post_log_in(client, member.email) for _ in range(PER_EMAIL.amount + 2)} == {303}


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/guides?x=1", "/guides?x=1"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_after_logging_in_one_stays_here(client: TestClient, member: Member, target: str, location: str) -> None:
    response = client.post("/log-in", data={"email": member.email, "password": PASSWORD, "next": target})

    assert response.headers["location"] == location


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_another_site_cannot_log_somebody_in(
    client: TestClient, member: Member, headers: dict[str, str], status: int
) -> None:
    response = client.post("/log-in", data={"email": member.email, "password": PASSWORD}, headers=headers)

    assert response.status_code == status


def test_a_page_asks_to_log_in_and_comes_back(client: TestClient) -> None:
    page = client.get("/guides?show=all")
    fragment = client.get("/guides", headers={"HX-Request": "true"})

    assert page.headers["location"] == "/log-in?next=%2Fguides%3Fshow%3Dall"
    assert (fragment.status_code, fragment.headers["hx-redirect"]) == (401, "/log-in")


def test_a_log_in_lasts_while_it_is_used(
    client: TestClient, session: Session, member: Member, clock: TickingClock
) -> None:
    log_in(client, session, member)
    statuses = []
    for days in (10, 10, 15):
        clock.advance(days=days)
        statuses.append(client.get("/guides").status_code)

    assert statuses == [200, 200, 303]


def test_a_disabled_member_is_out_at_once(client: TestClient, session: Session, member: Member) -> None:
    log_in(client, session, member)
    member.disabled_at = NOW
    session.commit()

    assert client.get("/guides").status_code == 303


def test_a_page_view_rarely_writes(author: TestClient, session: Session, clock: TickingClock) -> None:
    def last_used() -> object:
        session.expire_all()
        return session.exec(select(LogIn)).one().last_used_at

    clock.advance(minutes=1)
    author.get("/guides")
    assert last_used() == NOW

    clock.advance(minutes=10)
    author.get("/guides")
    assert last_used() == clock()


def test_the_chosen_environment_is_remembered(
    author: TestClient, session: Session, workspace: Workspace, environment: Environment
) -> None:
    staging = make_environment(session, workspace, "staging")
    session.commit()

    response = author.post("/environment", data={"environment": staging.id, "next": "/guides"})
    session.expire_all()

    assert (response.status_code, response.headers["location"]) == (303, "/guides")
    assert session.exec(select(LogIn)).one().chosen_environment_id == staging.id


def test_the_cookie_is_a_secret_the_database_does_not_know(session: Session, member: Member) -> None:
    row, token = make_log_in(session, member)

    assert token not in row.model_dump().values()
