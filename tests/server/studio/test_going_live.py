"""Reviews bound to content, plans carried out once, publishing to several environments, the emergency stop."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from server.models import Environment, GuideRow, Publication, PublishPlan, Review, Workspace
from server.models.columns import new_id
from server.models.tenancy import Role
from server.studio.going_live.plan_keeper import carry_out_due
from tests.factories import (
    NOW,
    TickingClock,
    guide_definition,
    log_in,
    make_api_token,
    make_environment,
    make_guide,
    make_member,
    make_published,
)

Publish = Callable[..., Any]


@pytest.fixture
def draft(session: Session, workspace: Workspace, environment: Environment) -> GuideRow:
    """A guide without errors, never published."""
    assert environment.workspace_id == workspace.id
    row = make_guide(session, workspace, guide_definition())
    session.commit()
    return row


def live(session: Session, environment: Environment) -> list[str]:
    """Version ids live in the environment."""
    session.expire_all()
    query = select(Publication.version_id).where(Publication.environment_id == environment.id)
    return list(session.exec(query))


def publish(client: TestClient, row: GuideRow, **form: Any) -> str:
    answer = client.post(f"/guides/{row.key}/publish", data={"revision": row.revision} | form)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def served(client: TestClient, environment: Environment) -> list[str]:
    body = {"key": environment.write_key, "anonymous_id": "a"}
    return [guide["key"] for guide in client.post("/v1/session", json=body).json()["guides"]]


# Reviews


@pytest.fixture
def needs(session: Session, workspace: Workspace) -> Callable[[str], None]:
    def set_(approval: str) -> None:
        workspace.approval = approval  # type: ignore[assignment]
        session.add(workspace)
        session.commit()

    return set_


def as_(client: TestClient, session: Session, workspace: Workspace, role: Role, name: str) -> TestClient:
    """The same client as another member of the role."""
    client.cookies.clear()
    log_in(client, session, make_member(session, workspace, role, email=f"{name}@acme.example", name=name))
    return client


WALLS = [
    # the workspace asks for, who looks, may they approve
    ("author", "author", True),
    ("author", "admin", True),
    ("author", "owner", True),
    ("author", "csm", False),
    ("author", "viewer", False),
    ("admin", "author", False),
    ("admin", "admin", True),
    ("admin", "owner", True),
    ("admin", "csm", False),
]


@pytest.mark.parametrize(("approval", "role", "may"), WALLS)
def test_who_may_approve(
    client: TestClient,
    session: Session,
    workspace: Workspace,
    environment: Environment,
    draft: GuideRow,
    needs: Callable[[str], None],
    approval: str,
    role: Role,
    may: bool,
) -> None:
    needs(approval)
    as_(client, session, workspace, "author", "asks")
    client.post("/guides/first-invoice/review", data={"note": "Please look"})
    review = session.exec(select(Review)).one()

    answer = as_(client, session, workspace, role, "looks").post(
        f"/guides/first-invoice/review/{review.id}", data={"decision": "approve", "comment": "Fine"}
    )

    assert answer.status_code == (303 if may else 403)
    as_(client, session, workspace, "author", "publishes")
    assert publish(client, draft) == f"/guides/first-invoice/{'versions' if may else 'review'}"
    assert len(live(session, environment)) == may


def test_nobody_approves_their_own_work(
    client: TestClient, session: Session, workspace: Workspace, draft: GuideRow, needs: Callable[[str], None]
) -> None:
    needs("author")
    as_(client, session, workspace, "owner", "asks")
    client.post("/guides/first-invoice/review")
    review = session.exec(select(Review)).one()
    assert client.post(f"/guides/first-invoice/review/{review.id}", data={"decision": "approve"}).status_code == 403

    editor = make_member(session, workspace, "admin", email="edits@acme.example")
    draft.updated_by = editor.id
    session.add(draft)
    client.cookies.clear()
    log_in(client, session, editor)
    assert client.post(f"/guides/first-invoice/review/{review.id}", data={"decision": "approve"}).status_code == 403


def test_a_later_edit_voids_the_approval(
    client: TestClient,
    session: Session,
    workspace: Workspace,
    environment: Environment,
    draft: GuideRow,
    needs: Callable[[str], None],
) -> None:
    needs("author")
    as_(client, session, workspace, "author", "asks").post("/guides/first-invoice/review")
    review = session.exec(select(Review)).one()
    as_(client, session, workspace, "author", "looks").post(
        f"/guides/first-invoice/review/{review.id}", data={"decision": "approve"}
    )
    assert client.post("/guides/first-invoice/settings/about", data={"name": "Another name"}).status_code == 200
    session.refresh(draft)
    assert publish(client, draft) == "/guides/first-invoice/review"
    assert "bound to what the draft says now" in client.get("/guides/first-invoice/review").text

    assert client.post("/guides/first-invoice/settings/about", data={"name": "First invoice"}).status_code == 200
    session.refresh(draft)
    assert publish(client, draft) == "/guides/first-invoice/versions"
    assert len(live(session, environment)) == 1


def test_what_was_changed_since_it_was_asked_for_cannot_be_approved(
    client: TestClient, session: Session, workspace: Workspace, draft: GuideRow, needs: Callable[[str], None]
) -> None:
    needs("author")
    as_(client, session, workspace, "author", "asks").post("/guides/first-invoice/review")
    client.post("/guides/first-invoice/settings/about", data={"name": "Changed"})
    review = session.exec(select(Review)).one()
    looks = as_(client, session, workspace, "author", "looks")
    answer = looks.post(f"/guides/first-invoice/review/{review.id}", data={"decision": "approve"})
    assert "Nothing was decided" in looks.get(answer.headers["location"]).text
    session.refresh(review)
    assert review.state == "waiting"


@pytest.mark.parametrize("door", ["page", "api", "plan"])
def test_no_door_goes_around_an_approval(
    author: TestClient,
    session: Session,
    environment: Environment,
    draft: GuideRow,
    needs: Callable[[str], None],
    door: str,
) -> None:
    needs("author")
    if door == "api":
        member = make_member(session, session.get_one(Workspace, draft.workspace_id), "owner", email="o@acme.example")
        token = make_api_token(session, member, "owner")
        session.commit()
        headers = {"Authorization": f"Bearer {token}", "If-Match": '"1"'}
        answer = author.post("/api/v1/guides/first-invoice/publish", json={}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (422, "not_approved")
    else:
        later = {"when": "later", "at": "2030-01-01T09:00", "zone": "Asia/Tokyo"} if door == "plan" else {}
        assert publish(author, draft, **later) == "/guides/first-invoice/review"
    assert live(session, environment) == []
    assert session.exec(select(PublishPlan)).all() == []


# Publishing later, and in several environments


def test_published_in_every_environment_that_is_ticked(
    author: TestClient, session: Session, workspace: Workspace, environment: Environment, draft: GuideRow
) -> None:
    staging, other = (make_environment(session, workspace, key) for key in ("staging", "other"))
    session.commit()
    publish(author, draft, environment=["production", "staging"])
    one, two = live(session, environment), live(session, staging)
    assert one == two != []
    assert live(session, other) == []


@pytest.mark.usefixtures("database_url")
def test_a_plan_is_carried_out_once_by_whichever_node_looks_first(
    app: FastAPI,
    author: TestClient,
    session: Session,
    environment: Environment,
    draft: GuideRow,
    clock: TickingClock,
) -> None:
    at = (NOW + timedelta(days=2)).astimezone(UTC)
    publish(author, draft, when="later", at=f"{at:%Y-%m-%dT%H:%M}", zone="UTC")
    author.post("/guides/first-invoice/settings/about", data={"name": "Changed after it was planned"})
    assert "Goes live" in author.get("/guides/first-invoice/edit").text
    assert carry_out_due(app.state.services) == 0
    assert served(author, environment) == []

    clock.now = at + timedelta(hours=5)  # nothing ran when its time came
    done: list[int] = []
    nodes = [threading.Thread(target=lambda: done.append(carry_out_due(app.state.services))) for _ in range(4)]
    for node in nodes:
        node.start()
    for node in nodes:
        node.join()

    assert sum(done) <= 1  # the app's own keeper may have been faster
    plan = session.exec(select(PublishPlan)).one()
    session.refresh(plan)
    assert (plan.state, len(live(session, environment))) == ("done", 1)
    body = {"key": environment.write_key, "anonymous_id": "a"}
    assert author.post("/v1/session", json=body).json()["guides"][0]["name"] == "First invoice"


def test_a_plan_can_be_called_off_and_replaced(
    app: FastAPI, author: TestClient, session: Session, environment: Environment, draft: GuideRow, clock: TickingClock
) -> None:
    for day in (1, 2):
        publish(author, draft, when="later", at=f"2030-01-0{day}T09:00", zone="Asia/Tokyo")
    states = sorted(plan.state for plan in session.exec(select(PublishPlan)))
    assert states == ["cancelled", "waiting"]
    author.post("/guides/first-invoice/plan/cancel", data={"environment": "production"})
    clock.now = datetime(2031, 1, 1, tzinfo=UTC)
    carry_out_due(app.state.services)
    assert live(session, environment) == []


MOMENTS = [
    # what is written, what is said
    ({"at": ""}, "choose a day and a time"),
    ({"at": "2020-01-01T09:00"}, "that time has passed"),
    ({"zone": "Mars/Olympus"}, "write a time zone such as"),
    ({"at": "2030-03-31T02:30", "zone": "Europe/Berlin"}, "clocks skip that hour"),
]


@pytest.mark.parametrize(("wrong", "said"), MOMENTS)
def test_a_time_that_is_none_is_refused_beside_its_field(
    author: TestClient, session: Session, draft: GuideRow, wrong: dict[str, str], said: str
) -> None:
    form = {"when": "later", "at": "2030-01-01T09:00", "zone": "UTC"} | wrong
    answer = author.post(f"/guides/{draft.key}/publish", data={"revision": draft.revision, "note": "Kept"} | form)
    assert answer.status_code == 422
    beside = re.search(r'id="publish-(at|zone)-error">([^<]*)<', answer.text)
    assert beside is not None and said in beside[2]
    assert (beside[1] in wrong or beside[1] == "at", ">Kept</textarea>" in answer.text) == (True, True)
    assert 'data-open-dialog="publish"' in answer.text
    assert session.exec(select(PublishPlan)).all() == []


def test_a_plan_of_an_archived_guide_fails_and_says_why(
    app: FastAPI, author: TestClient, session: Session, environment: Environment, draft: GuideRow, clock: TickingClock
) -> None:
    publish(author, draft, when="later", at="2030-01-01T09:00", zone="UTC")
    author.post("/guides/first-invoice/archive")
    clock.now = datetime(2031, 1, 1, tzinfo=UTC)
    carry_out_due(app.state.services)
    plan = session.exec(select(PublishPlan)).one()
    session.refresh(plan)
    assert (plan.state, plan.because, live(session, environment)) == ("failed", "the guide was archived", [])


# The emergency stop


def test_the_emergency_stop_takes_everything_away_at_once_and_gives_it_back(
    as_role: Callable[..., TestClient], session: Session, environment: Environment, workspace: Workspace
) -> None:
    make_published(session, environment)
    staging = make_environment(session, workspace, "staging")
    make_published(session, staging, guide_definition("second"))
    session.commit()
    author = as_role("author")
    assert served(author, environment) == ["first-invoice"]

    assert not told_to_stop(author, environment)

    author.post("/guides-stop", data={"because": "It covers the pay button"})

    assert told_to_stop(author, environment)
    assert not told_to_stop(author, staging)
    assert served(author, environment) == []
    assert served(author, staging) == ["second"]
    asked = {"key": environment.write_key, "anonymous_id": "a", "start": "first-invoice"}
    assert author.post("/v1/session", json=asked).json()["guides"] == []
    for page in ("/", "/guides", "/guides/first-invoice/edit", "/people", "/settings", "/today"):
        text = author.get(page).text
        assert "All guides are stopped in Production." in text
        assert "Author of" in text
        assert "It covers the pay button" in text
        assert 'action="/guides-start"' not in text
    assert author.post("/guides-start").status_code == 403

    admin = as_role("admin")
    assert 'action="/guides-start"' in admin.get("/guides").text
    admin.post("/guides-start")
    assert not told_to_stop(admin, environment)
    assert served(admin, environment) == ["first-invoice"]
    assert "All guides are stopped" not in admin.get("/guides").text


def told_to_stop(client: TestClient, environment: Environment) -> bool:
    """Whether a page that is open hears of the stop when it tells an event."""
    told = {"id": new_id(), "type": "page_viewed", "at": "2026-11-22T09:00:00Z", "anonymous_id": "a"}
    answer = client.post("/v1/events", json={"key": environment.write_key, "events": [told]}).json()
    assert answer["accepted"] == 1
    return answer.get("stopped") is True


@pytest.mark.parametrize("role", ["csm", "viewer"])
def test_only_authors_and_admins_stop(as_role: Callable[..., TestClient], role: Role) -> None:
    assert as_role(role).post("/guides-stop").status_code == 403


def test_whose_approval_is_asked_for_is_for_admins(as_role: Callable[..., TestClient], session: Session) -> None:
    assert as_role("author").post("/settings/publishing", data={"approval": "admin"}).status_code == 403
    admin = as_role("admin")
    admin.post("/settings/publishing", data={"approval": "admin"})
    assert session.exec(select(Workspace.approval)).one() == "admin"
    assert 'value="admin" checked' in admin.get("/settings/publishing").text
