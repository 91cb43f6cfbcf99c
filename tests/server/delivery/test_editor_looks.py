"""What the in-app editor shows a draft as: to a person, in a language, in a theme made from the app."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session, select

from guides.canonical import to_json
from server.models import Environment, Member, ThemeRow
from tests.factories import guide_definition, make_account, make_membership, make_person
from tests.server.delivery.conftest import Edit

CONTENT = [{"type": "text", "text": [{"text": "Hello "}, {"text": "", "variable": "person.name", "fallback": "there"}]}]
JAPANESE = [{"type": "text", "text": "こんにちは"}]
BRANCHES = [
    {"if": {"account": "plan", "is": "team"}, "go_to": "done"},
    {"if": {"page": "/billing/*"}, "go_to": "done"},
]


@pytest.fixture
def draft() -> dict[str, Any]:
    steps = [
        {"key": "open", "kind": "modal", "content": CONTENT, "branch": BRANCHES},
        {"key": "done", "kind": "modal", "content": CONTENT},
    ]
    translations = {"ja": {"steps": {"open": {"content": JAPANESE}}}}
    audience = {"person": "role", "is": "billing"}
    return to_json(guide_definition(steps=steps, translations=translations, audience=audience))


@pytest.fixture
def people(session: Session, environment: Environment) -> None:
    acme = make_account(session, environment, "acct-1", name="Acme", plan="team")
    for key, name, role in (("u-1", "Hana Sato", "billing"), ("u-2", "Ben", "sales")):
        person = make_person(session, environment, key, name=name, traits={"role": role})
        if role == "billing":
            make_membership(session, person, acme)
    session.commit()


def test_a_draft_is_seen_as_a_person(edit: Edit, code: str, draft: dict[str, Any], people: None) -> None:
    edit("POST", "exchange", {"code": code})
    found = edit("GET", "people?search=hana").json()["people"]
    assert found == [{"key": "u-1", "name": "Hana Sato", "account": "Acme"}]

    hana = edit("POST", "seen", {"definition": draft, "person": "u-1"}).json()
    assert hana["meant_for"] is True
    assert hana["guide"]["values"] == {"person.name": "Hana Sato"}
    assert hana["guide"]["steps"][0]["branch"][0] == {"if": {"all": []}, "go_to": "done"}
    ben = edit("POST", "seen", {"definition": draft, "person": "u-2"}).json()
    assert ben["meant_for"] is False
    assert [branch["if"] for branch in ben["guide"]["steps"][0]["branch"]] == [{"page": "/billing/*"}]

    assert edit("POST", "seen", {"definition": draft, "person": "u-9"}).status_code == 404
    broken = edit("POST", "seen", {"definition": draft | {"kind": "poster"}})
    assert (broken.status_code, broken.json()["errors"][0]["where"]) == (422, "kind")


def test_a_draft_is_seen_in_a_language(edit: Edit, code: str, draft: dict[str, Any]) -> None:
    edit("POST", "exchange", {"code": code})

    seen = edit("POST", "seen", {"definition": draft, "language": "ja"}).json()["guide"]

    assert (seen["language"], seen["steps"][0]["content"][0]["text"]) == ("ja", "こんにちは")
    assert seen["steps"][1]["content"][0]["text"][1]["fallback"] == "there"


def test_the_app_s_style_becomes_a_theme(edit: Edit, code: str, session: Session, member: Member) -> None:
    member.role = "admin"
    session.commit()
    edit("POST", "exchange", {"code": code})
    style = "--background: #fffdf7; --text-color: #222222; --primary: #ccddee; font-family: Lato; --radius: 6px"

    read = edit("POST", "themes/read", {"style": f":root {{ {style} }}", "name": "Our app"}).json()
    kept = edit("POST", "themes", read["theme"])
    again = edit("POST", "themes", read["theme"])

    assert (read["theme"]["key"], read["theme"]["font"], read["theme"]["radius"]) == ("our-app", "Lato", 6)
    assert "light.accent" in read["moved"]  # too pale on the background
    assert all(pair["enough"] for pair in read["contrasts"])
    assert read["looks"]["light"]["--shirube-background"] == "#fffdf7"
    assert (kept.status_code, again.status_code) == (200, 409)
    assert edit("GET", "draft").json()["themes"] == kept.json()["themes"]
    assert edit("POST", "themes", read["theme"] | {"key": "x", "light": {"text": "#eeeeee"}}).status_code == 422


def test_a_theme_for_all_guides_is_an_admin_s_to_keep(edit: Edit, code: str, session: Session, member: Member) -> None:
    member.role = "author"
    session.commit()
    edit("POST", "exchange", {"code": code})
    read = edit("POST", "themes/read", {"style": "color: red", "name": "Mine"}).json()

    assert edit("GET", "draft").json()["may_keep_themes"] is False
    assert edit("POST", "themes", read["theme"]).status_code == 403
    assert session.exec(select(ThemeRow)).all() == []
