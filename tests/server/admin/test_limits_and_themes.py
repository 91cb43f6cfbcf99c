"""`/settings/limits` and `/settings/themes`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from guides.theme import Theme
from server.models import Environment
from server.models.tenancy import Role
from server.stores.scoped import Scope
from server.stores.themes import ThemeStore
from tests.factories import NOW, guide_definition, make_published

AsRole = Callable[[Role], TestClient]
READABLE = {"background": "#ffffff", "text": "#111111", "muted": "#444444", "accent": "#1f4e8c", "on_accent": "#ffffff"}


def theme_form(**changes: str) -> dict[str, str]:
    return {"name": "Brand", "radius": "6", **{f"light.{key}": value for key, value in READABLE.items()}} | changes


def test_limits_are_saved_and_reach_the_next_session(
    as_role: AsRole, session: Session, environment: Environment
) -> None:
    client = as_role("admin")
    form = {"per_day": "2", "gap_minutes": "7.5", "notices_frustration": "on",
            "group_key": ["news", ""], "group_per_day": ["", ""], "group_per_week": ["1", ""],
            "group_gap_minutes": ["", ""]}  # fmt: skip
    assert client.post("/settings/limits", data=form).status_code == 303

    settings = client.post("/v1/session", json={"key": environment.write_key, "anonymous_id": "a"}).json()["settings"]
    assert settings["limits"]["per_day"] == 2
    assert settings["limits"]["groups"]["news"]["per_week"] == 1
    assert settings["notices_frustration"] is True
    page = client.get("/settings/limits").text
    assert 'value="7.5"' in page and 'value="news"' in page


WRONG = [
    ({"per_day": "0"}, "Write a whole number from 1 to 100."),
    ({"per_week": "many"}, "Write a whole number from 1 to 500."),
    ({"group_key": "News!", "group_per_day": "1", "group_per_week": "", "group_gap_minutes": ""}, "Name groups in"),
]


@pytest.mark.parametrize(("form", "said"), WRONG)
def test_a_limit_that_is_none_is_refused_with_the_reason(as_role: AsRole, form: dict[str, Any], said: str) -> None:
    answer = as_role("admin").post("/settings/limits", data=form)
    assert answer.status_code == 422
    assert said in answer.text


def test_a_theme_is_made_saved_delivered_and_removed(
    as_role: AsRole, session: Session, environment: Environment
) -> None:
    client = as_role("admin")
    for name in ("Brand", "Loud"):
        assert client.post("/settings/themes", data={"name": name}).status_code == 303
    assert client.post("/settings/themes", data={"name": "Brand"}).status_code == 409
    assert client.post("/settings/themes/loud", data=theme_form(name="Loud", radius="0")).status_code == 303
    make_published(session, environment, guide_definition(theme="loud"))
    session.commit()

    answer = client.post("/v1/session", json={"key": environment.write_key, "anonymous_id": "a"}).json()
    assert answer["guides"][0]["style"]["--shirube-radius"] == "0px"
    assert answer["settings"]["theme"]["--shirube-radius"] == "12px"
    assert "Loud" in client.get("/settings/themes").text

    assert client.post("/settings/themes/loud/remove").status_code == 303
    assert client.get("/settings/themes/loud").status_code == 404


def test_words_that_cannot_be_read_are_refused_at_their_colour(as_role: AsRole, session: Session) -> None:
    client = as_role("admin")
    client.post("/settings/themes", data={"name": "Brand"})

    answer = client.post(
        "/settings/themes/brand", data=theme_form(**{"light.muted": "#bbbbbb", "light.accent": "#eeeeee"})
    )

    assert answer.status_code == 422
    assert answer.text.count("the contrast must be at least 4.5") >= 1
    assert "the contrast must be at least 3" in answer.text
    assert 'value="#bbbbbb"' in answer.text
    preview = client.post("/settings/themes/brand/preview", data=theme_form(**{"light.muted": "#bbbbbb"}))
    assert "1.9" in preview.text


def test_members_who_are_no_admins_look_only(as_role: AsRole, session: Session, environment: Environment) -> None:
    client = as_role("author")
    scope = Scope(environment.workspace_id, environment.id)
    ThemeStore(session, scope).save(Theme(key="brand", name="Brand"), NOW)
    session.commit()
    assert "Only admins change this." in client.get("/settings/themes/brand").text
    assert "Only admins change this." in client.get("/settings/limits").text
    assert client.post("/settings/themes/brand", data=theme_form()).status_code == 403
    assert client.post("/settings/limits", data={}).status_code == 403
