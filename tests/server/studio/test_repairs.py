"""Offers to repair a target: seen, accepted into the draft, taken back, dismissed; on the pages and through the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from guides.canonical import to_json
from guides.repair import accepted_target
from guides.target import Target
from server.models import Environment, GuideRow, Member, TargetReport
from server.services import Services
from server.stores.guides import GuideStore
from server.stores.scoped import Scope
from server.stores.target_reports import KEPT, forget_old_reports
from server.studio.going_live import publishing
from server.studio.repair import repairs
from server.studio.repair.repairs import FRESH
from tests.factories import NOW, guide_definition, make_api_token, make_finding, make_published, make_target_report

OPEN_FORM = {"tag": "button", "role": "button", "accessibleName": "Open the form", "id": "open-form"}


@pytest.fixture
def guide(session: Session, environment: Environment) -> GuideRow:
    row = make_published(session, environment)
    session.commit()
    return row


@pytest.fixture
def scope(environment: Environment, member: Member) -> Scope:
    return Scope(environment.workspace_id, environment.id, member.id, "author")


@pytest.fixture
def report(session: Session, environment: Environment, guide: GuideRow) -> TargetReport:
    row = make_target_report(session, environment, guide.key)
    session.commit()
    return row


def target_in_draft(session: Session, row: GuideRow) -> Any:
    session.expire_all()
    return session.get_one(GuideRow, row.id).draft["steps"][0]["target"]


def test_accepted_means_a_new_draft_and_never_a_silent_edit(
    author: TestClient, session: Session, guide: GuideRow, report: TargetReport, scope: Scope
) -> None:
    page = author.get("/guides/first-invoice/edit").text
    assert "Step 1: its element looks different now. Accept it?" in page
    assert "3 people met it so" in page
    assert "the element #open" in page
    assert "button “Open the form”" in page
    assert "1 element changed" in author.get("/guides").text
    assert "1 element looks different now: accept it?" in author.get("/").text

    author.post(f"/guides/first-invoice/repairs/{report.id}/accept")

    assert target_in_draft(session, guide) == {"evidence": OPEN_FORM}
    again = session.get_one(GuideRow, guide.id)
    assert (again.revision, again.updated_by) == (2, scope.member_id)
    (frozen,) = GuideStore(session, scope).versions(again)
    assert frozen.definition["steps"][0]["target"] == {"selector": "#open"}
    page = author.get("/guides/first-invoice/edit").text
    assert "Step 1: the draft points at the element as it is now" in page
    assert "element changed" not in author.get("/guides").text
    changes = author.get("/guides/first-invoice/versions").text
    assert "<del>the element #open</del><ins>button “Open the form”</ins>" in changes

    author.post(f"/guides/first-invoice/repairs/{report.id}/take-back")
    assert target_in_draft(session, guide) == {"selector": "#open"}
    assert "Accept it?" in author.get("/guides/first-invoice/edit").text


@pytest.mark.usefixtures("database_url")
def test_a_version_with_another_target_starts_afresh(
    session: Session, guide: GuideRow, report: TargetReport, scope: Scope
) -> None:
    repairs.accept(session, scope, guide.key, report.id, NOW)
    publishing.publish(session, scope, guide.key, NOW)

    assert repairs.offers_of(session, scope, guide, NOW) == []
    assert repairs.offers_by_guide(session, scope, NOW) == {}
    publishing.roll_back(session, scope, guide.key, 1, NOW)
    publishing.restore(session, scope, guide.key, 1, 2, NOW)
    assert [offer.kind for offer in repairs.offers_of(session, scope, guide, NOW)] == ["changed"]


def test_not_this_one_is_final_until_undone(
    author: TestClient, session: Session, environment: Environment, guide: GuideRow, report: TargetReport
) -> None:
    answer = author.post(f"/guides/first-invoice/repairs/{report.id}/dismiss")
    page = author.get(answer.headers["location"]).text
    assert "Accept it?" not in page
    assert "Dismissed. It is not offered again." in page
    assert target_in_draft(session, guide) == {"selector": "#open"}

    author.post(f"/guides/first-invoice/repairs/{report.id}/bring-back")
    assert "Accept it?" in author.get("/guides/first-invoice/edit").text


def test_an_author_who_picked_anew_is_not_overwritten(
    author: TestClient, session: Session, guide: GuideRow, report: TargetReport, scope: Scope
) -> None:
    picked = to_json(guide_definition())
    picked["steps"][0]["target"] = "#picked-anew"
    publishing.save_draft(session, scope, guide.key, picked, 1, NOW)
    session.commit()

    assert "Accept it?" not in author.get("/guides/first-invoice/edit").text
    author.post(f"/guides/first-invoice/repairs/{report.id}/accept")
    assert target_in_draft(session, guide) == {"selector": "#picked-anew"}


@pytest.mark.parametrize(
    ("values", "offered"),
    [
        ({}, True),
        ({"people": 2}, True),
        ({"people": 1}, False),
        ({"last_seen_at": NOW - FRESH - timedelta(hours=1)}, False),
        ({"dismissed_at": NOW}, False),
        ({"was": "#another"}, False),
        ({"step": "gone"}, False),
        ({"kind": "candidate"}, False),
    ],
)
def test_what_is_offered(
    session: Session, environment: Environment, guide: GuideRow, scope: Scope, values: dict[str, Any], offered: bool
) -> None:
    make_target_report(session, environment, guide.key, **values)

    assert bool(repairs.offers_of(session, scope, guide, NOW)) is offered
    assert (guide.key in repairs.offers_by_guide(session, scope, NOW)) is offered


def test_a_missing_element_comes_with_what_looked_most_like_it(
    author: TestClient, session: Session, environment: Environment, guide: GuideRow
) -> None:
    missing = make_target_report(session, environment, guide.key, kind="missing", likeness="", target={}, people=7)
    finding = make_finding(session, environment, kind="broken_step", guide_key=guide.key, step_key="open")
    session.commit()
    page = author.get("/guides/first-invoice/edit").text
    assert "its element is gone, and nothing on the page looks like it" in page
    assert "7 people could not be shown the step" in page
    assert f"/stuck/{finding.id}" in page
    assert "/guides/first-invoice/edit?step=open" in author.get(f"/stuck/{finding.id}").text

    make_target_report(session, environment, guide.key, kind="candidate", chance=0.3, people=5)
    session.commit()
    assert "its element is gone. Is it one of these now?" in author.get("/guides/first-invoice/edit").text

    author.post(f"/guides/first-invoice/repairs/{missing.id}/dismiss")
    assert "its element is gone" not in author.get("/guides/first-invoice/edit").text


def test_a_broken_step_without_an_offer_is_shown_too(
    author: TestClient, session: Session, environment: Environment, guide: GuideRow
) -> None:
    make_finding(session, environment, kind="broken_step", guide_key=guide.key, step_key="open")
    session.commit()

    assert "this step fails for many people." in author.get("/guides/first-invoice/edit").text
    assert "Broken step" in author.get("/guides").text


def test_viewers_look_and_authors_act(
    as_role: Callable[..., TestClient], report: TargetReport, guide: GuideRow
) -> None:
    page = as_role("viewer").get(f"/guides/{guide.key}/edit").text

    assert "Accept it?" in page
    assert f"repairs/{report.id}/accept" not in page


def test_the_app_opens_at_the_step_to_pick_again(author: TestClient, report: TargetReport, guide: GuideRow) -> None:
    address = {"address": "https://app.example.com/invoices", "step": "open"}

    opened = author.post(f"/guides/{guide.key}/edit/launch", data=address).json()["address"]

    assert opened.startswith("https://app.example.com/invoices#shirube-editor=")
    assert opened.endswith("~open")


def test_programs_list_accept_and_dismiss(
    client: TestClient, session: Session, member: Member, guide: GuideRow, report: TargetReport
) -> None:
    headers = {"Authorization": f"Bearer {make_api_token(session, member)}"}
    session.commit()
    address = "/api/v1/guides/first-invoice/repairs"
    (repair,) = client.get(address, headers=headers).json()
    assert (repair["step"], repair["kind"], repair["state"], repair["people"]) == ("open", "changed", "open", 3)
    assert repair["was"] == {"selector": "#open"}
    assert repair["proposals"][0]["target"] == {"evidence": OPEN_FORM}

    accepted = client.post(f"{address}/{report.id}/accept", headers=headers)
    assert (accepted.status_code, accepted.headers["etag"]) == (200, '"2"')
    assert accepted.json()["definition"]["steps"][0]["target"] == {"evidence": OPEN_FORM}
    assert client.post(f"{address}/{report.id}/accept", headers=headers).json()["revision"] == 2
    assert client.get(address, headers=headers).json()[0]["state"] == "accepted"

    assert client.post(f"{address}/{report.id}/dismiss", headers=headers).status_code == 204
    assert client.get(address, headers=headers).json() == []
    assert client.post(f"{address}/{report.id}/accept", headers=headers).status_code == 409
    assert client.post(f"{address}/no-such/accept", headers=headers).status_code == 404


def test_what_the_author_decided_stays_with_an_accepted_target() -> None:
    old = Target({"mode": "any", "text": "ignore", "guideId": "gone", "prefer": {"attribute": "a", "value": "b"},
                  "evidence": {"tag": "a", "id": "gone", "language": "en", "vocabulary": ["pay", "save"]}})  # fmt: skip
    new = Target({"evidence": {"tag": "button", "language": "ja"}, "confidence": 0.9})

    assert accepted_target(old, new).root == {
        "mode": "any", "text": "ignore", "confidence": 0.9,
        "evidence": {"tag": "button", "language": "en", "vocabulary": ["pay", "save"]},
    }  # fmt: skip


@pytest.mark.usefixtures("database_url")
def test_old_reports_are_forgotten(
    session: Session, environment: Environment, guide: GuideRow, report: TargetReport, services: Services
) -> None:
    make_target_report(session, environment, guide.key, last_seen_at=NOW - KEPT - timedelta(days=1))

    assert forget_old_reports(session, NOW) == 1
    assert session.get(TargetReport, report.id) is not None


@pytest.mark.parametrize("words", [True, False])
def test_the_environment_says_whether_reports_hold_names(
    as_role: Callable[..., TestClient], environment: Environment, words: bool
) -> None:
    client = as_role("admin")
    form = {"name": "Production", "languages": "en", "currency": "JPY"} | ({"report_words": "on"} if words else {})
    client.post("/settings/environment", data=form)

    answer = client.post("/v1/session", json={"key": environment.write_key, "anonymous_id": "somebody"})

    assert answer.json()["settings"]["report_words"] is words
    assert ("checked" in client.get("/settings").text.split('name="report_words"')[1].split(">")[0]) is words
