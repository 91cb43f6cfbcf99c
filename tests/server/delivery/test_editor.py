"""The calls of the in-app editor."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from guides.canonical import to_json
from server.delivery.editor_sessions import origin_of
from server.errors import Invalid
from server.models import EditorSession, GuideRow, Member, Publication
from tests.factories import NOW, TickingClock, guide_definition
from tests.server.delivery.conftest import APP, Edit


@pytest.mark.usefixtures("database_url")
def test_an_author_edits_and_publishes_from_the_app(edit: Edit, code: str, session: Session, guide: GuideRow) -> None:
    exchanged = edit("POST", "exchange", {"code": code})
    draft = edit("GET", "draft").json()
    changed = draft["guide"] | {"name": "Renamed"}
    saved = edit("PUT", "draft", {"definition": changed, "revision": draft["revision"]})
    published = edit("POST", "publish", {"revision": saved.json()["revision"]})

    assert exchanged.status_code == 200
    assert "HttpOnly; Secure; SameSite=None; Partitioned" in exchanged.headers["set-cookie"]
    assert exchanged.headers["access-control-allow-origin"] == APP
    assert exchanged.headers["access-control-allow-credentials"] == "true"
    assert draft["guide"]["key"] == "first-invoice"
    assert draft["member"] == {"name": "Author of Acme"}
    assert draft["environment"] == {"key": "production", "name": "Production"}
    assert draft["studio"] == "http://testserver/guides/first-invoice/edit"
    assert saved.json()["revision"] == 2
    assert [problem["where"] for problem in saved.json()["problems"]] == ["trigger.page", "goal"]
    assert published.json()["version"] == 1
    assert session.exec(select(Publication)).one().guide_id == guide.id

    assert edit("POST", "close").status_code == 204
    assert edit("GET", "draft").status_code == 401
    assert session.exec(select(EditorSession)).all() == []


def test_a_code_works_once_for_ten_minutes_from_its_own_site(edit: Edit, code: str, clock: TickingClock) -> None:
    elsewhere = edit("POST", "exchange", {"code": code}, origin="https://evil.example")
    clock.advance(minutes=9)
    first = edit("POST", "exchange", {"code": code})
    second = edit("POST", "exchange", {"code": code})

    assert [answer.status_code for answer in (elsewhere, first, second)] == [401, 200, 401]


def test_an_old_code_is_refused(edit: Edit, code: str, clock: TickingClock) -> None:
    clock.advance(minutes=11)

    assert edit("POST", "exchange", {"code": code}).status_code == 401


def test_the_session_ends_after_two_idle_hours(edit: Edit, code: str, clock: TickingClock) -> None:
    edit("POST", "exchange", {"code": code})
    statuses = []
    for minutes in (110, 110, 121):
        clock.advance(minutes=minutes)
        statuses.append(edit("GET", "draft").status_code)

    assert statuses == [200, 200, 401]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "https://app.acme.example:8443"])
def test_another_site_cannot_use_the_session(edit: Edit, code: str, origin: str) -> None:
    edit("POST", "exchange", {"code": code})

    assert edit("GET", "draft", origin=origin).status_code == 403


@pytest.mark.parametrize("change", [{"role": "viewer"}, {"role": "csm"}, {"disabled_at": NOW}])
def test_whoever_may_no_longer_write_is_out_at_once(
    edit: Edit, code: str, session: Session, member: Member, change: dict[str, Any]
) -> None:
    edit("POST", "exchange", {"code": code})
    for name, value in change.items():
        setattr(member, name, value)
    session.commit()

    assert edit("GET", "draft").status_code == 403


def test_a_newer_draft_is_shown_not_overwritten(edit: Edit, code: str, session: Session, guide: GuideRow) -> None:
    edit("POST", "exchange", {"code": code})
    mine = to_json(guide_definition(name="Mine"))
    edit("PUT", "draft", {"definition": to_json(guide_definition(name="Theirs")), "revision": 1})

    refused = edit("PUT", "draft", {"definition": mine, "revision": 1})
    unpublished = edit("POST", "publish", {"revision": 1})

    assert (refused.status_code, unpublished.status_code) == (409, 409)
    assert refused.json()["guide"]["name"] == "Theirs"
    assert refused.json()["revision"] == 2
    assert refused.json()["changed_by"] == "Author of Acme"
    session.expire_all()
    assert session.get_one(GuideRow, guide.id).name == "Theirs"


def test_what_is_not_a_definition_is_refused_field_by_field(edit: Edit, code: str) -> None:
    edit("POST", "exchange", {"code": code})
    bad = to_json(guide_definition()) | {"nmae": "x", "priority": 500}
    other = to_json(guide_definition("other-guide"))

    refused = edit("PUT", "draft", {"definition": bad, "revision": 1})
    renamed = edit("PUT", "draft", {"definition": other, "revision": 1})

    assert (refused.status_code, renamed.status_code) == (422, 422)
    assert {error["where"] for error in refused.json()["errors"]} == {"nmae", "priority"}
    assert renamed.json()["errors"][0]["where"] == "key"


@pytest.mark.parametrize(("locale", "said"), [("en", "has no element"), ("ja", "要素")])
def test_errors_block_publishing_and_are_said_in_the_member_s_language(
    edit: Edit, code: str, session: Session, member: Member, locale: str, said: str
) -> None:
    member.locale = locale
    session.commit()
    edit("POST", "exchange", {"code": code})
    step = {"key": "open", "content": [{"type": "text", "text": "Where?"}]}
    edit("PUT", "draft", {"definition": to_json(guide_definition(steps=[step])), "revision": 1})

    refused = edit("POST", "publish", {"revision": 2})

    first = refused.json()["problems"][0]
    assert refused.status_code == 422
    assert (first["severity"], first["where"]) == ("error", "steps.open.target")
    assert said in first["message"]
    assert session.exec(select(Publication)).all() == []


def test_the_browser_may_ask_first(client: TestClient) -> None:
    answer = client.options("/v1/editor/draft", headers={"Origin": APP, "Access-Control-Request-Method": "PUT"})

    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == APP
    assert "PUT" in answer.headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://App.Example.com/x?y#z", "https://app.example.com"),
        ("http://127.0.0.1:8123/", "http://127.0.0.1:8123"),
        ("https://app.example.com:443/", "https://app.example.com"),
        ("http://[::1]:3000/a", "http://[::1]:3000"),
    ],
)
def test_an_address_has_an_origin(address: str, origin: str) -> None:
    assert origin_of(address) == origin


@pytest.mark.parametrize(
    "address", ["", "app.example.com", "javascript:alert(1)", "ftp://x", "https://", "http://x:99999/"]
)
def test_only_web_pages_can_be_opened(address: str) -> None:
    with pytest.raises(Invalid):
        origin_of(address)
