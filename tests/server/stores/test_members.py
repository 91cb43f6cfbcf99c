"""Members and their tokens."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from server.auth.passwords import password_matches
from server.errors import Conflict
from server.models import Environment, Member, Workspace
from server.stores.members import MemberStore
from server.stores.scoped import Scope
from tests.factories import NOW, log_in, make_member


@pytest.fixture
def store(session: Session, workspace: Workspace, environment: Environment, member: Member) -> MemberStore:
    return MemberStore(session, Scope(workspace.id, environment.id, member.id, "owner"))


def test_a_new_member_has_a_hashed_password_and_a_lower_case_address(store: MemberStore) -> None:
    made = store.create(" Ada@Acme.example ", "Ada", "csm", "long enough password", NOW)

    assert made.email == "ada@acme.example"
    assert made.password_hash.startswith("$argon2id$")
    assert password_matches("long enough password", made.password_hash)
    assert not password_matches("another password", made.password_hash)


def test_an_address_belongs_to_one_member_of_all_workspaces(store: MemberStore, member: Member) -> None:
    with pytest.raises(Conflict):
        store.create(member.email.upper(), "Twice", "viewer", "long enough password", NOW)


def test_a_short_password_is_refused(store: MemberStore) -> None:
    with pytest.raises(ValueError, match="at least 10"):
        store.create("short@acme.example", "Short", "viewer", "too short", NOW)


@pytest.mark.parametrize("act", ["disable", "demote"])
def test_a_workspace_keeps_an_owner(store: MemberStore, session: Session, workspace: Workspace, act: str) -> None:
    owner = make_member(session, workspace, "owner")

    with pytest.raises(Conflict):
        _act(store, act, owner)

    make_member(session, workspace, "owner", email="second@acme.example")
    _act(store, act, owner)


def _act(store: MemberStore, act: str, owner: Member) -> None:
    if act == "disable":
        store.disable(owner, NOW)
    else:
        store.set_role(owner, "viewer")


def test_a_new_password_ends_what_was_opened_with_the_old(
    store: MemberStore, client: TestClient, session: Session, member: Member
) -> None:
    log_in(client, session, member)
    store.set_password(member, "a new long password")
    session.commit()

    assert client.get("/guides").status_code == 303


def test_a_revoked_token_opens_nothing(store: MemberStore, client: TestClient, session: Session) -> None:
    row, token = store.create_token("ci", "author", NOW)
    session.commit()
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/me", headers=headers).json()["token"] == "ci"

    store.revoke_token(row.id)
    session.commit()

    assert client.get("/api/v1/me", headers=headers).status_code == 401
