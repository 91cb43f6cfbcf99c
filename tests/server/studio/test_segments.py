"""Segments from the first condition to their deletion: pages, guides that name them, delivery, “why”, the API."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from server.models import Activity, Environment, Member, SegmentRow, Workspace
from server.services import Services
from server.stores.scoped import Scope
from server.studio.going_live import publishing
from server.studio.going_live.publishing import NotPublishable
from tests.factories import NOW, guide_definition, make_api_token, make_guide, make_person, make_published
from tests.statements import counted_statements

ADMINS = {"row_subject": "person", "row_name": "role", "row_op": "is", "row_value": "admin", "row_days": "30"}
NAMED = {"all": [{"segment": "our-admins"}, {"account": "plan", "is_empty": True}]}


def make(author: TestClient, **values: str) -> str:
    """Makes a segment on its page; answers its address."""
    answer = author.post("/segments", data={"name": "Our admins", "match": "all", **ADMINS, **values})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


@pytest.mark.usefixtures("database_url")
def test_a_guide_shows_to_whom_its_segment_says(
    services: Services, author: TestClient, session: Session, environment: Environment
) -> None:
    make_person(session, environment, "admin-1", traits={"role": "admin"})
    make_person(session, environment, "sales-1", traits={"role": "sales"})
    session.commit()
    assert make(author) == "/segments/our-admins"
    make_published(session, environment, guide_definition(audience=NAMED, trigger={"page": ""}))
    session.commit()

    def shown(person: str) -> bool:
        body = {"key": environment.write_key, "anonymous_id": person, "person": person, "url": "https://x.example/"}
        return bool(author.post("/v1/session", json=body).json()["guides"])

    assert [shown("admin-1"), shown("sales-1")] == [True, False]
    with counted_statements(services) as statements:
        shown("admin-1")
    assert len(statements) == 1

    changed = author.post(
        "/segments/our-admins",
        data={"name": "Our sales", "revision": "1", "match": "all", **ADMINS, "row_value": "sales"},
    )
    assert changed.status_code == 303
    assert [shown("admin-1"), shown("sales-1")] == [False, True]

    why = author.get("/guides/first-invoice/why", params={"person": "admin-1", "page": "https://x.example/"}).text
    assert "they belong to the segment “Our sales”" in why
    assert "Does not belong; for that: the person&#39;s role is “sales” (found: admin)" in why
    assert 'href="/segments/our-admins"' in why
    settings = author.get("/guides/first-invoice/settings").text
    assert "1 of the 2 people seen last would fit" in settings
    assert "they belong to the segment “Our sales”" in settings


@pytest.mark.usefixtures("database_url")
def test_a_used_segment_is_not_deleted_and_a_deleted_one_blocks_publishing(
    author: TestClient, session: Session, environment: Environment
) -> None:
    make(author)
    row = make_published(session, environment, guide_definition(audience=NAMED))
    session.commit()
    refused = author.post("/segments/our-admins/delete", follow_redirects=True).text
    assert "Not deleted. Choose another condition in" in refused
    assert 'href="/guides/first-invoice/settings"' in author.get("/segments").text

    row.draft = {**row.draft, "audience": None}
    session.commit()
    author.post("/segments/our-admins/delete")
    assert session.exec(select(SegmentRow)).all(), "the live version still names it"
    row.archived_at = NOW
    session.commit()
    author.post("/segments/our-admins/delete")
    session.expire_all()
    assert session.exec(select(SegmentRow)).all() == []

    scope = Scope(environment.workspace_id, environment.id)
    row.archived_at, row.draft = None, {**row.draft, "audience": NAMED}
    session.commit()
    with pytest.raises(NotPublishable) as found:
        publishing.publish(session, scope, row.key, NOW)
    assert [str(one) for one in found.value.problems if one.severity == "error"] == [
        "audience: There is no segment “our-admins”, so nobody is in it: make it, or choose another one."
    ]
    assert [one.what for one in session.exec(select(Activity).where(Activity.guide_id == None))] == [  # noqa: E711
        "segment_made",
        "segment_removed",
    ]


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "no name": ({"name": " "}, "Give the segment a name."),
    "no condition": ({"row_name": ""}, "Say who belongs: fill in at least one condition."),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_beside_its_field(author: TestClient, session: Session, name: str) -> None:
    values, says = WRONG[name]
    answer = author.post("/segments", data={"name": "Our admins", "match": "all", **ADMINS, **values})
    assert (answer.status_code, says in answer.text) == (422, True)
    assert session.exec(select(SegmentRow)).all() == []


def test_two_authors_do_not_overwrite_each_other(author: TestClient, session: Session) -> None:
    make(author)
    form = {"revision": "1", "match": "all", **ADMINS}
    author.post("/segments/our-admins", data={"name": "First", **form})
    second = author.post("/segments/our-admins", data={"name": "Second", **form, "row_value": "owner"})
    assert second.status_code == 409
    assert "changed it meanwhile to “First”" in second.text
    assert 'value="Second"' in second.text
    assert 'name="revision" value="2"' in second.text
    assert author.post("/segments/our-admins", data={"name": "Second", **form, "revision": "2"}).status_code == 303


def test_more_than_rows_can_show_is_kept(
    author: TestClient, session: Session, workspace: Workspace, member: Member
) -> None:
    token = make_api_token(session, member)
    session.commit()
    nested = {
        "all": [{"any": [{"person": "role", "is": "a"}, {"person": "role", "is": "b"}]}, {"person": "x", "is": "y"}]
    }
    headers = {"Authorization": f"Bearer {token}"}
    made = author.post(
        "/api/v1/segments", json={"segment": {"key": "deep", "name": "Deep", "when": nested}}, headers=headers
    )
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')

    assert "more than rows can show" in author.get("/segments/deep").text
    author.post("/segments/deep", data={"name": "Deeper", "revision": "1", "as_they_are": "1", "match": "all"})
    read = author.get("/api/v1/segments/deep", headers=headers).json()
    assert (read["name"], read["segment"]["when"], read["revision"]) == ("Deeper", nested, 2)

    body = {"segment": {"name": "Deep", "when": {"page": "/x"}}}
    assert author.put("/api/v1/segments/deep", json=body, headers=headers).status_code in (422, 428)
    refused = author.put("/api/v1/segments/deep", json=body, headers={**headers, "If-Match": '"2"'})
    assert "about people" in refused.text
    stale = {"segment": {"name": "Deep", "when": nested}}
    answer = author.put("/api/v1/segments/deep", json=stale, headers={**headers, "If-Match": '"1"'})
    assert answer.status_code == 412
    make_guide(session, workspace, guide_definition(audience={"segment": "deep"}))
    session.commit()
    kept = author.delete("/api/v1/segments/deep", headers=headers)
    assert (kept.status_code, kept.json()["guides"]) == (409, ["first-invoice"])
    assert [one["key"] for one in author.get("/api/v1/segments", headers=headers).json()["items"]] == ["deep"]


def test_people_are_counted_while_conditions_are_written(
    author: TestClient, session: Session, environment: Environment
) -> None:
    make_person(session, environment, "admin-1", traits={"role": "admin"})
    make_person(session, environment, "sales-1", traits={"role": "sales"})
    session.commit()
    answer = author.post("/segments-reach", data={"name": "", "match": "all", **ADMINS}).text
    assert "1 of the 2 people seen last would fit" in answer
    assert session.exec(select(SegmentRow)).all() == []
    offered = author.get("/segments/new").text
    assert '<option value="segment"' not in offered
    assert '<option value="device"' not in offered
