"""The authors' and admins' pages, through their doors."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from server.models import Environment, GuideRow, Member, Workspace
from tests.factories import guide_definition, make_guide, make_published

AsRole = Callable[..., TestClient]


@pytest.fixture
def live(session: Session, environment: Environment) -> GuideRow:
    row = make_published(session, environment)
    session.commit()
    return row


def again(session: Session, row: GuideRow) -> GuideRow:
    session.expire_all()
    return session.get_one(GuideRow, row.id)


def test_a_new_guide_needs_a_name_and_an_address(author: TestClient, session: Session) -> None:
    refused = author.post("/guides", data={"name": " ", "address": "app.example.com"})
    assert refused.status_code == 422
    assert "Give the guide a name." in refused.text
    assert "Write an address like https://app.example.com." in refused.text
    assert session.exec(select(GuideRow)).all() == []


def test_guides_of_one_name_get_keys_of_their_own(author: TestClient, session: Session) -> None:
    for _ in range(2):
        author.post("/guides", data={"name": "請求書 guide", "address": "https://app.example.com/a"})
    assert sorted(session.exec(select(GuideRow.key))) == ["guide", "guide-2"]


def test_an_archived_guide_comes_back(author: TestClient, session: Session, live: GuideRow) -> None:
    answer = author.post("/guides/first-invoice/archive")
    assert answer.headers["location"] == "/guides?put_away=first-invoice"
    assert "is archived and no longer shown" in author.get(answer.headers["location"]).text
    author.post("/guides/first-invoice/unarchive")
    assert again(session, live).archived_at is None


def step_form(**values: Any) -> dict[str, Any]:
    blocks: dict[str, Any] = {"block_type": ["text"], "block_text": ["Hello"], "block_more": [""], "block_json": [""]}
    buttons: dict[str, Any] = {"button_label": [], "button_action": [], "button_link": [], "button_json": []}
    return {"kind": "modal", "side": "auto", "dismissible": "on"} | blocks | buttons | values


def test_what_the_form_does_not_show_travels_through_it(
    author: TestClient, session: Session, workspace: Workspace
) -> None:
    question = {"type": "question", "key": "q", "ask": "nps", "text": "How?", "options": [], "required": False}
    does = [{"do": "start", "guide": "other"}, {"do": "dismiss"}]
    steps = [{"key": "only", "kind": "modal", "content": [question], "buttons": [{"label": "Go", "does": does}],
              "branch": [{"if": {"device": "phone"}, "go_to": "only"}]}]  # fmt: skip
    row = make_guide(session, workspace, guide_definition(steps=steps))
    session.commit()
    before = row.draft["steps"][0]
    form = step_form(
        block_type=["question", "text"], block_text=["", "New"], block_more=["", ""],
        block_json=[json.dumps(before["content"][0]), ""],
        button_label=["Go on"], button_action=["keep"], button_link=[""],
        button_json=[json.dumps(before["buttons"][0])],
    )  # fmt: skip
    assert author.post("/guides/first-invoice/edit/steps/only", data=form).status_code == 200
    after = again(session, row).draft["steps"][0]
    assert after["content"] == [before["content"][0], {"type": "text", "text": "New"}]
    assert after["buttons"] == [before["buttons"][0] | {"label": "Go on"}]
    assert after["branch"] == before["branch"]


def test_a_stale_form_overwrites_nobody(author: TestClient, session: Session, live: GuideRow) -> None:
    answer = author.post("/guides/first-invoice/edit/steps/done", data=step_form(base="0123456789abcdef"))
    assert answer.status_code == 409
    assert "Keep mine" in answer.text
    assert again(session, live).revision == 1


@pytest.mark.parametrize("text", ["[x](javascript:alert)", "[x](//evil.example)", "[x](data:text/html,x)"])
def test_bad_links_are_refused_in_words(author: TestClient, session: Session, live: GuideRow, text: str) -> None:
    answer = author.post("/guides/first-invoice/edit/steps/done", data=step_form(block_text=[text]))
    assert answer.status_code == 422
    assert "Not saved" in answer.text
    assert again(session, live).revision == 1


def test_an_element_step_without_an_element_cannot_be_published(
    author: TestClient, session: Session, live: GuideRow
) -> None:
    author.post("/guides/first-invoice/edit/steps", data={"kind": "tooltip"})
    page = author.get("/guides/first-invoice/edit").text
    assert "has no element" in page
    revision = str(again(session, live).revision)
    author.post("/guides/first-invoice/publish", data={"revision": revision})
    assert "Version 2" not in author.get("/guides/first-invoice/versions").text


@pytest.mark.parametrize("role", ["viewer", "csm"])
@pytest.mark.parametrize(
    "address",
    [
        "/guides",
        "/guides/first-invoice/edit/steps",
        "/guides/first-invoice/edit/launch",
        "/guides/first-invoice/settings/audience",
        "/guides/first-invoice/publish",
        "/guides/first-invoice/pause",
        "/guides/first-invoice/archive",
        "/settings/environment",
        "/settings/members",
        "/settings/tokens",
    ],
)
def test_readers_change_nothing(as_role: AsRole, session: Session, live: GuideRow, role: str, address: str) -> None:
    data = {"address": "https://a.example", "revision": "1", "name": "x", "email": "x@y.example"}
    assert as_role(role).post(address, data=data).status_code == 403


def test_an_admin_adds_a_member_whose_password_is_shown_once(as_role: AsRole, session: Session) -> None:
    admin = as_role("admin")
    page = admin.post("/settings/members", data={"name": "Yui", "email": "Yui@acme.example", "role": "csm"})
    assert "Hand over this first password" in page.text
    row = session.exec(select(Member).where(Member.email == "yui@acme.example")).one()
    assert row.role == "csm"
    assert "Hand over" not in admin.get("/settings/members").text


def test_an_admin_makes_nobody_owner(as_role: AsRole, member: Member) -> None:
    assert as_role("admin").post(f"/settings/members/{member.id}/role", data={"role": "owner"}).status_code == 403


def test_a_write_key_is_renewed_only_by_name(as_role: AsRole, session: Session, environment: Environment) -> None:
    admin, old = as_role("admin"), environment.write_key
    admin.post("/settings/environment/renew-key", data={"confirm": "staging"})
    session.refresh(environment)
    assert environment.write_key == old
    admin.post("/settings/environment/renew-key", data={"confirm": environment.name})
    session.refresh(environment)
    assert environment.write_key != old


def test_a_token_is_shown_once(as_role: AsRole) -> None:
    admin = as_role("admin")
    assert "sk_" in admin.post("/settings/tokens", data={"name": "Export", "role": "viewer"}).text
    page = admin.get("/settings/tokens").text
    assert "Export" in page
    assert "sk_" not in page


def test_the_page_speaks_the_members_language(author: TestClient, session: Session, member: Member) -> None:
    answer = author.post("/language", data={"language": "ja", "next": "/guides"})
    assert answer.headers["location"] == "/guides"
    assert "ガイド" in author.get("/guides").text
    assert '<html lang="ja">' in author.get("/").text


def test_pages_carry_no_inline_style_or_handler(author: TestClient, live: GuideRow) -> None:
    for address in ("/", "/guides", "/guides/first-invoice/edit", "/guides/first-invoice/settings", "/settings"):
        page = author.get(address).text
        assert " style=" not in page
        assert " onclick=" not in page
