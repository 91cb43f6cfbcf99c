"""Rows for tests. Each factory fills in what the test does not care about and adds the row to the session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from sqlmodel import Session

from guides.canonical import digest_of, to_json
from guides.definition import Guide
from guides.repair import target_digest
from guides.target import Target
from server.auth.csrf import HEADER
from server.auth.log_ins import COOKIE
from server.auth.secrets import fingerprint, new_token
from server.models import (
    Account,
    ApiToken,
    Environment,
    Finding,
    FollowUp,
    GuideRow,
    GuideVersion,
    HelpRequest,
    LogIn,
    Member,
    Membership,
    Person,
    Publication,
    TargetReport,
    Workspace,
)
from server.models.tenancy import Role

T = TypeVar("T")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
# The cheapest argon2 there is: the parameters are part of the hash, so the server verifies it like any other.
_PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


class TickingClock:
    """A clock that stands still until it is told to move."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


def make_workspace(session: Session, key: str = "acme", **values: Any) -> Workspace:
    defaults: dict[str, Any] = {"key": key, "name": key.title(), "created_at": NOW}
    return _add(session, Workspace(**defaults | values))


def make_environment(session: Session, workspace: Workspace, key: str = "production", **values: Any) -> Environment:
    defaults: dict[str, Any] = {
        "key": key,
        "name": key.title(),
        "write_key": f"wk_{workspace.key}_{key}",
        "app_url": f"https://{key}.{workspace.key}.example",
        "languages": ["en", "ja"],
        "created_at": NOW,
    }
    return _add(session, Environment(workspace_id=workspace.id, **defaults | values))


def make_member(session: Session, workspace: Workspace, role: Role = "author", **values: Any) -> Member:
    defaults: dict[str, Any] = {
        "email": f"{role}@{workspace.key}.example",
        "name": f"{role.title()} of {workspace.name}",
        "role": role,
        "password_hash": _PASSWORD_HASH,
        "created_at": NOW,
    }
    return _add(session, Member(workspace_id=workspace.id, **defaults | values))


def make_log_in(session: Session, member: Member, now: datetime = NOW, **values: Any) -> tuple[LogIn, str]:
    """The row and the token of the cookie."""
    token = new_token()
    defaults: dict[str, Any] = {
        "token_hash": fingerprint(token),
        "csrf_token": new_token(),
        "created_at": now,
        "last_used_at": now,
        "expires_at": now + timedelta(days=14),
    }
    row = LogIn(workspace_id=member.workspace_id, member_id=member.id, **defaults | values)
    return _add(session, row), token


def make_api_token(session: Session, member: Member, role: Role = "author") -> str:
    """The bearer token itself."""
    token = new_token("sk_")
    values: dict[str, Any] = {"name": "test", "role": role, "created_by": member.id, "created_at": NOW}
    _add(session, ApiToken(workspace_id=member.workspace_id, token_hash=fingerprint(token), **values))
    return token


def make_person(session: Session, environment: Environment, key: str = "user-7", **values: Any) -> Person:
    defaults: dict[str, Any] = {"key": key, "name": key.title(), "first_seen_at": NOW, "last_seen_at": NOW}
    ids: dict[str, Any] = {"workspace_id": environment.workspace_id, "environment_id": environment.id}
    return _add(session, Person(**ids | defaults | values))


def make_account(session: Session, environment: Environment, key: str = "acct-3", **values: Any) -> Account:
    defaults: dict[str, Any] = {"key": key, "name": key.title(), "first_seen_at": NOW, "last_seen_at": NOW}
    ids: dict[str, Any] = {"workspace_id": environment.workspace_id, "environment_id": environment.id}
    return _add(session, Account(**ids | defaults | values))


def make_membership(session: Session, person: Person, account: Account, **values: Any) -> Membership:
    ids: dict[str, Any] = {"workspace_id": person.workspace_id, "person_id": person.id, "account_id": account.id}
    return _add(session, Membership(**ids | {"last_seen_at": NOW} | values))


def guide_definition(key: str = "first-invoice", **values: Any) -> Guide:
    """A guide that may be published: two steps, the second a dialog."""
    text = [{"type": "text", "text": "Press the button."}]
    steps = [
        {"key": "open", "target": "#open", "content": text, "buttons": [{"label": "Next", "does": ["next"]}]},
        {"key": "done", "kind": "modal", "content": text, "buttons": [{"label": "Done", "does": ["complete"]}]},
    ]
    return Guide.model_validate({"key": key, "name": "First invoice", "steps": steps} | values)


def make_guide(session: Session, workspace: Workspace, guide: Guide | None = None) -> GuideRow:
    """A guide with a draft, not published."""
    guide = guide or guide_definition()
    facts: dict[str, Any] = {"key": guide.key, "kind": guide.kind, "name": guide.name, "draft": to_json(guide)}
    facts |= {"digest": digest_of(facts["draft"]), "step_count": len(guide.steps)}
    return _add(session, GuideRow(workspace_id=workspace.id, **facts, created_at=NOW, updated_at=NOW))


def make_published(
    session: Session, environment: Environment, guide: Guide | None = None, paused: bool = False
) -> GuideRow:
    """A guide whose draft is live in the environment, written straight into the tables."""
    workspace_id = environment.workspace_id
    workspace = session.get_one(Workspace, workspace_id)
    row = make_guide(session, workspace, guide)
    ids: dict[str, Any] = {"workspace_id": workspace_id, "guide_id": row.id}
    version = _add(session, GuideVersion(**ids, number=1, definition=row.draft, digest=row.digest, published_at=NOW))
    live: dict[str, Any] = {
        "environment_id": environment.id,
        "version_id": version.id,
        "paused": paused,
        "changed_at": NOW,
    }
    _add(session, Publication(**ids, **live))
    environment.revision += 1
    session.flush()
    return row


def log_in(client: TestClient, session: Session, member: Member, now: datetime = NOW) -> str:
    """Logs the client in as the member and makes it send the CSRF token, which is also answered."""
    row, token = make_log_in(session, member, now)
    session.commit()
    client.cookies.set(COOKIE, token)
    client.headers[HEADER] = row.csrf_token
    return row.csrf_token


def _add(session: Session, row: T) -> T:
    session.add(row)
    session.flush()
    return row


def make_finding(session: Session, environment: Environment, **values: Any) -> Finding:
    """An open finding: somebody is stuck."""
    ids = {"workspace_id": environment.workspace_id, "environment_id": environment.id}
    times = {"since": NOW, "opened_at": NOW, "updated_at": NOW}
    defaults: dict[str, Any] = {
        "kind": "stuck_person",
        "identity": f"stuck_person {new_token()}",
        "step_key": "open",
        "severity": 60.0,
        "probability": 0.8,
        "confidence": 0.7,
        "because": {"message": "Tried again and again.", "values": {}},
    }
    return _add(session, Finding(**ids | times | defaults | values))


def make_follow_up(
    session: Session, environment: Environment, account_key: str, finding_ids: list[str], **values: Any
) -> FollowUp:
    ids = {"workspace_id": environment.workspace_id, "environment_id": environment.id, "account_key": account_key}
    defaults: dict[str, Any] = {"status": "open", "finding_ids": finding_ids, "created_at": NOW, "updated_at": NOW}
    return _add(session, FollowUp(**ids | defaults | values))


def make_target_report(
    session: Session, environment: Environment, guide_key: str, step: str = "open", was: Any = "#open", **values: Any
) -> TargetReport:
    """Three people met the step's element in another form. `was`: the published target."""
    ids = {"workspace_id": environment.workspace_id, "environment_id": environment.id}
    evidence = {"tag": "button", "role": "button", "accessibleName": "Open the form", "id": "open-form"}
    defaults: dict[str, Any] = {
        "guide_key": guide_key,
        "step_key": step,
        "was": target_digest(Target.model_validate(was)),
        "kind": "changed",
        "likeness": new_token()[:32],
        "version": 1,
        "target": {"evidence": evidence},
        "chance": 0.93,
        "page": "/invoices",
        "people": 3,
        "first_seen_at": NOW - timedelta(days=1),
        "last_seen_at": NOW,
    }
    return _add(session, TargetReport(**ids | defaults | values))


def make_help_request(session: Session, environment: Environment, **values: Any) -> HelpRequest:
    ids = {"workspace_id": environment.workspace_id, "environment_id": environment.id, "event_id": new_token()}
    defaults: dict[str, Any] = {"message": "How do I send it?", "asked_at": NOW, "updated_at": NOW}
    return _add(session, HelpRequest(**ids | defaults | values))
