"""A draft by a link: for one browser of one site, until it expires or is revoked, and no token stays in an address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from server.delivery.previews import COOKIE
from server.models import Environment, GuideRow, Member, PreviewLink, Workspace
from tests.factories import TickingClock, guide_definition, make_guide

APP = "https://app.acme.example"


@pytest.fixture
def draft(session: Session, workspace: Workspace, environment: Environment) -> GuideRow:
    assert environment.workspace_id == workspace.id
    row = make_guide(session, workspace, guide_definition(name="Not live yet"))
    session.commit()
    return row


@pytest.fixture
def link(author: TestClient, draft: GuideRow) -> str:
    """The path of a link good for a day."""
    page = author.post(f"/guides/{draft.key}/previews", data={"address": APP + "/bills?x=1#top", "days": "1"})
    found = re.search(r"http://testserver(/preview/[\w-]+)", page.text)
    assert found is not None
    assert found[1] not in author.get(f"/guides/{draft.key}/review").text
    return found[1]


def code_of(client: TestClient, link: str) -> str:
    answer = client.get(link)
    assert answer.status_code == 303
    address = answer.headers["location"]
    assert address.startswith(APP + "/bills?x=1#top&shirube-editor=p.")
    assert link.rsplit("/", 1)[1] not in address
    return address.rsplit("=", 1)[1]


def exchanged(client: TestClient, code: str, origin: str = APP) -> int:
    answer = client.post("/v1/editor/preview/exchange", json={"code": code}, headers={"Origin": origin})
    if answer.status_code == 200:
        cookie = re.match(
            rf"{COOKIE}=([\w-]+); .*HttpOnly; Secure; SameSite=None; Partitioned", answer.headers["set-cookie"]
        )
        assert cookie is not None
        client.cookies.set(COOKIE, cookie[1])
    return answer.status_code


def seen(client: TestClient, origin: str = APP) -> int:
    return client.get("/v1/editor/preview/guide?language=ja", headers={"Origin": origin}).status_code


def test_a_colleague_who_is_not_logged_in_sees_the_draft_as_it_would_be_delivered(
    client: TestClient, link: str, session: Session, draft: GuideRow
) -> None:
    client.cookies.clear()
    assert seen(client) == 401
    assert exchanged(client, code_of(client, link)) == 200
    answer = client.get("/v1/editor/preview/guide?language=ja", headers={"Origin": APP})
    guide = answer.json()["guide"]
    assert (guide["key"], guide["name"], guide["version"]) == ("first-invoice", "Not live yet", 0)
    assert {"needs", "trigger", "steps", "values"} <= guide.keys()
    assert answer.headers["access-control-allow-origin"] == APP

    draft.draft = draft.draft | {"name": "Changed since"}
    session.add(draft)
    session.commit()
    assert client.get("/v1/editor/preview/guide", headers={"Origin": APP}).json()["guide"]["name"] == "Changed since"


def test_a_code_opens_once_and_only_on_its_site(client: TestClient, link: str) -> None:
    code = code_of(client, link)
    assert exchanged(client, code, "https://evil.example") == 401
    assert exchanged(client, code) == 200
    assert exchanged(client, code) == 401
    assert seen(client, "https://evil.example") == 403
    assert seen(client) == 200


@pytest.mark.parametrize("end", ["expired", "revoked", "its maker left"])
def test_when_a_link_is_over_so_is_what_it_opened(
    author: TestClient, link: str, session: Session, clock: TickingClock, member: Member, end: str
) -> None:
    assert exchanged(author, code_of(author, link)) == 200
    row = session.exec(select(PreviewLink)).one()
    if end == "expired":
        clock.advance(days=1)
    elif end == "revoked":
        author.post(f"/guides/first-invoice/previews/{row.id}/revoke")
    else:
        member.disabled_at = clock()
        session.add(member)
        session.commit()
    assert seen(author) == 401
    assert author.get(link).status_code == 404


def test_only_hashes_are_kept(session: Session, link: str) -> None:
    row = session.exec(select(PreviewLink)).one()
    assert link.rsplit("/", 1)[1] not in row.model_dump_json()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example/x", "app.example.com", "", "https://"])
def test_an_address_that_is_none_is_refused_in_words(author: TestClient, draft: GuideRow, address: str) -> None:
    answer = author.post(f"/guides/{draft.key}/previews", data={"address": address})
    assert answer.status_code == 422
    assert "write the whole address" in answer.text
    assert urlsplit(address).scheme not in ("http",)
