"""`/today`: who is in the queue, in which order, and what working on it does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from server.models import Environment, Finding, FollowUp, Workspace
from server.models.tenancy import Role
from server.stores.follow_ups import FollowUpStore
from server.stores.scoped import Scope
from tests.factories import NOW, TickingClock, make_account, make_environment, make_finding, make_member, make_workspace

AsRole = Callable[[Role], TestClient]


def order(client: TestClient, show: str = "all") -> list[str]:
    """The names of the accounts on the page, from the top."""
    page = client.get(f"/today?show={show}")
    assert page.status_code == 200
    return re.findall(r'<h2><a href="/accounts/[^"]+">([^<]+)</a></h2>', page.text)


@pytest.fixture
def csm(as_role: AsRole, session: Session, environment: Environment) -> TestClient:
    """Three accounts: small and urgent, large and calm, large and urgent; one without findings."""
    for key, arr, severity in (("small", 10_000, 90), ("calm", 1_000_000, 5), ("urgent", 1_000_000, 90)):
        make_account(session, environment, key, arr=arr)
        make_finding(session, environment, account_key=key, person_key=f"of-{key}", severity=severity)
    make_account(session, environment, "happy", arr=5_000_000)
    session.commit()
    return as_role("csm")


def follow_ups(session: Session) -> list[FollowUp]:
    session.expire_all()
    return list(session.exec(select(FollowUp)))


def test_urgent_and_valuable_accounts_come_first(csm: TestClient) -> None:
    assert order(csm) == ["Urgent", "Calm", "Small"]


def test_a_long_queue_comes_in_pages(csm: TestClient, session: Session, environment: Environment) -> None:
    for number in range(9):
        make_account(session, environment, f"more{number}", arr=100)
        make_finding(session, environment, account_key=f"more{number}", person_key=f"m{number}", severity=90)
    session.commit()
    assert len(order(csm)) == 10
    following = re.findall(r'href="/today\?show=all&(?:amp;)?after=([^"]+)"', csm.get("/today").text)
    assert order(csm, f"all&after={following[0]}") == ["More7", "More8"]
    session.delete(session.exec(select(Finding).where(Finding.account_key == "more6")).one())
    session.commit()
    assert order(csm, f"all&after={following[0]}") == ["More7", "More8"], "whoever leaves the queue moves nobody else"
    assert len(order(csm, "all&after=nonsense")) == 10


def test_an_empty_queue_says_what_would_stand_there(as_role: AsRole) -> None:
    assert "Nobody needs you right now" in as_role("csm").get("/today").text


def test_taking_giving_and_giving_back(csm: TestClient, session: Session, workspace: Workspace) -> None:
    colleague = make_member(session, workspace, "csm", email="other@example.com", name="Kenji")
    session.commit()
    csm.post("/today/assign", data={"account": "calm", "member": colleague.id})
    assert order(csm, "free") == ["Urgent", "Small"]
    assert "Kenji" in csm.get("/today").text
    csm.post("/today/assign", data={"account": "calm", "member": ""})
    assert order(csm, "free") == ["Urgent", "Calm", "Small"]
    assert len(follow_ups(session)) == 1


def test_a_snoozed_account_comes_back_by_itself(csm: TestClient, clock: TickingClock) -> None:
    answer = csm.post("/today/snooze", data={"account": "urgent", "days": 3})
    assert order(csm) == ["Calm", "Small"]
    assert order(csm, "snoozed") == ["Urgent"]
    assert "Undo" in csm.get(answer.headers["location"]).text
    clock.advance(days=3, seconds=1)
    assert order(csm) == ["Urgent", "Calm", "Small"]


def test_resolving_hides_its_findings_but_not_new_ones(
    csm: TestClient, session: Session, environment: Environment
) -> None:
    csm.post("/today/resolve", data={"account": "urgent", "outcome": "resolved", "note": "Called them."})
    assert order(csm) == ["Calm", "Small"]
    assert "Called them." in csm.get("/today?show=done").text
    make_finding(session, environment, account_key="urgent", person_key="another", severity=90)
    session.commit()
    assert order(csm) == ["Urgent", "Calm", "Small"]


def test_a_resolution_can_be_undone(csm: TestClient, session: Session) -> None:
    csm.post("/today/resolve", data={"account": "urgent", "outcome": "false_alarm"})
    (row,) = follow_ups(session)
    assert (row.status, row.outcome, row.resolved_at) == ("resolved", "false_alarm", NOW)
    csm.post("/today/reopen", data={"follow_up": row.id})
    (row,) = follow_ups(session)
    assert (row.status, row.outcome, row.resolved_at) == ("taken", None, None)
    assert order(csm) == ["Urgent", "Calm", "Small"]


REFUSED = [
    ("/today/resolve", {"account": "urgent", "outcome": "whatever"}, 422),
    ("/today/resolve", {"account": "nobody", "outcome": "resolved"}, 404),
    ("/today/snooze", {"account": "urgent", "days": 0}, 422),
    ("/today/assign", {"account": "urgent", "member": "nobody"}, 404),
    ("/today/reopen", {"follow_up": "nothing"}, 404),
]


@pytest.mark.parametrize(("address", "form", "status"), REFUSED)
def test_what_cannot_be_done_is_refused(
    address: str, form: dict[str, object], status: int, csm: TestClient, session: Session
) -> None:
    assert csm.post(address, data=form).status_code == status
    assert follow_ups(session) == []


@pytest.mark.parametrize("role", ["viewer", "author"])
def test_others_may_look_but_not_work(role: Role, csm: TestClient, as_role: AsRole, session: Session) -> None:
    looker = as_role(role)
    assert order(looker) == ["Urgent", "Calm", "Small"]
    assert "/today/assign" not in looker.get("/today").text
    assert looker.post("/today/snooze", data={"account": "urgent", "days": 1}).status_code == 403
    assert follow_ups(session) == []


def test_another_workspace_s_accounts_members_and_follow_ups_are_not_there(csm: TestClient, session: Session) -> None:
    theirs = make_environment(session, make_workspace(session, "theirs"))
    account, finding = (
        make_account(session, theirs, "their-account"),
        make_finding(session, theirs, account_key="their-account"),
    )
    member = make_member(session, session.get_one(Workspace, theirs.workspace_id), "csm")
    store = FollowUpStore(session, Scope(theirs.workspace_id, theirs.id))
    row = store.for_account(account.key, [finding.id], NOW)
    session.commit()
    tries = [
        csm.post("/today/assign", data={"account": account.key, "member": ""}),
        csm.post("/today/assign", data={"account": "calm", "member": member.id}),
        csm.post("/today/snooze", data={"account": account.key, "days": 1}),
        csm.post("/today/resolve", data={"account": account.key, "outcome": "resolved"}),
        csm.post("/today/reopen", data={"follow_up": row.id}),
        csm.post("/accounts/owner", data={"account": account.key}),
        csm.get(f"/stuck/{finding.id}"),
        csm.get("/accounts/their-account"),
        csm.get(f"/today?undo={row.id}"),
    ]
    assert [answer.status_code for answer in tries] == [404] * len(tries)
    session.expire_all()
    assert session.get_one(FollowUp, row.id).status == "open"
    assert "Their-Account" not in csm.get("/today").text
