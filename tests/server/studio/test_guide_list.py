"""The list of guides: finding, ordering, several at once, and a cost that does not grow with what guides say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from server.models import Activity, Environment, GuideRow, Publication, Workspace
from server.stores.guide_list import GuideListStore
from server.stores.scoped import Scope
from tests.factories import guide_definition, make_finding, make_guide, make_person, make_published
from tests.statements import counted_statements


@pytest.fixture
def guides(session: Session, environment: Environment, workspace: Workspace) -> dict[str, GuideRow]:
    """A live one, a paused one and a draft; two with tags."""
    made = {
        "live": make_published(session, environment, guide_definition("live", name="Invoices for all")),
        "paused": make_published(session, environment, guide_definition("paused", name="Orders"), paused=True),
        "draft": make_guide(session, workspace, guide_definition("draft", name="Booking a room")),
    }
    store = GuideListStore(session, Scope(workspace.id, environment.id))
    store.set_tags(made["live"].id, ["billing", "onboarding"])
    store.set_tags(made["draft"].id, ["onboarding"])
    make_finding(session, environment, kind="broken_step", guide_key="paused")
    session.commit()
    return made


def listed(page: str) -> list[str]:
    return re.findall(r'class="row-link" href="/guides/([\w-]+)/edit"', page)


FILTERS: list[tuple[dict[str, str], set[str]]] = [
    ({}, {"live", "paused", "draft"}),
    ({"q": "invoices"}, {"live"}),
    ({"q": "onboarding room"}, {"draft"}),
    ({"tag": "onboarding"}, {"live", "draft"}),
    ({"status": "live"}, {"live"}),
    ({"status": "paused"}, {"paused"}),
    ({"status": "draft"}, {"draft"}),
    ({"status": "broken"}, {"paused"}),
    ({"status": "review"}, set()),
    ({"status": "planned"}, set()),
    ({"status": "archived"}, set()),
]


@pytest.mark.parametrize(("wanted", "found"), FILTERS)
def test_guides_are_found(
    author: TestClient, guides: dict[str, GuideRow], wanted: dict[str, str], found: set[str]
) -> None:
    assert guides
    answer = author.get("/guides", params=wanted)
    assert set(listed(answer.text)) == found
    assert found or 'class="empty' in answer.text


def test_by_name_and_page_by_page(author: TestClient, session: Session, workspace: Workspace) -> None:
    for number in range(60):
        make_guide(session, workspace, guide_definition(f"g-{number:02}", name=f"Guide {99 - number}"))
    session.commit()
    first = author.get("/guides?sort=name").text
    assert listed(first) == [f"g-{number:02}" for number in range(59, 9, -1)]
    assert "1–50 of 60" in first
    following = re.search(r'href="(/guides\?[^"]*page=2)"', first)
    assert following is not None
    second = author.get(following[1].replace("&amp;", "&")).text
    assert listed(second) == [f"g-{number:02}" for number in range(9, -1, -1)]


def test_the_list_and_a_guide_s_page_ask_as_much_for_many_guides_as_for_few(
    app: FastAPI, author: TestClient, session: Session, environment: Environment, workspace: Workspace
) -> None:
    def statements(address: str) -> int:
        assert author.get(address).status_code == 200
        with counted_statements(app.state.services) as counted:
            author.get(address)
        assert [one for one in counted if "guide.draft" in one and 'guide."key" =' not in one] == [], address
        return len(counted)

    make_published(session, environment, guide_definition("first"))
    session.commit()
    pages = ("/guides", "/guides/first/edit", "/guides/first/versions", "/guides/first/review", "/activity", "/")
    few = {page: statements(page) for page in pages}
    for number in range(80):
        make_published(session, environment, guide_definition(f"more-{number}"))
        make_person(session, environment, f"p-{number}")
    session.commit()

    assert {page: statements(page) for page in pages} == few
    assert max(few.values()) <= 30


BULK: list[tuple[dict[str, str], Callable[[Session, dict[str, GuideRow]], Any], Any]] = [
    ({"do": "archive"}, lambda _, g: {k for k, r in g.items() if r.archived_at}, {"live", "paused", "draft"}),
    ({"do": "pause"}, lambda s, _: {p.paused for p in s.exec(select(Publication))}, {True}),
    ({"do": "resume"}, lambda s, _: {p.paused for p in s.exec(select(Publication))}, {False}),
    ({"do": "tag", "tag": "q4, billing"}, lambda s, g: tags(s, g["paused"]), ["billing", "q4"]),
    ({"do": "untag", "tag": "onboarding"}, lambda s, g: tags(s, g["live"]), ["billing"]),
]


def tags(session: Session, row: GuideRow) -> list[str]:
    return GuideListStore(session, Scope(row.workspace_id, "")).tags_of(row)


@pytest.mark.parametrize(("form", "look", "expected"), BULK)
def test_several_at_once(
    author: TestClient,
    session: Session,
    guides: dict[str, GuideRow],
    form: dict[str, str],
    look: Callable[[Session, dict[str, GuideRow]], Any],
    expected: Any,
) -> None:
    author.post("/guides-bulk", data={"key": ["live", "paused", "draft", "unknown"], **form})
    session.expire_all()
    assert look(session, guides) == expected


def test_nothing_ticked_changes_nothing(author: TestClient, session: Session, guides: dict[str, GuideRow]) -> None:
    assert guides
    answer = author.post("/guides-bulk", data={"do": "archive"})
    assert "tick the guides first" in author.get(answer.headers["location"]).text
    assert session.exec(select(Activity)).all() == []


def test_tags_are_no_content(author: TestClient, session: Session, guides: dict[str, GuideRow]) -> None:
    author.post("/guides/live/labels", data={"tags": " a b ,a b, , c", "owner": ""})
    session.expire_all()
    assert tags(session, guides["live"]) == ["a b", "c"]
    assert guides["live"].revision == 1
    assert "Live, changed since" not in author.get("/guides/live/edit").text
