"""Two workspaces with the same furniture and different names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, SQLModel, select

from analytics.events import StoredEvent, to_line
from analytics.segments import SegmentFolders
from analytics.stuck.own_rules import OwnRule
from analytics.stuck.past.tasks import Task
from guides.segments import Segment
from guides.theme import Theme
from server.collect.importing import wait_until_loaded
from server.delivery.previews import PreviewStore
from server.models import ApiToken, Environment, Finding, Member, Notice, NoticeChannel, PreviewLink, Workspace
from server.models.tenancy import Role
from server.services import Services
from server.stores.comments import CommentStore
from server.stores.guidance import GuidanceStore
from server.stores.reviews import ReviewStore
from server.stores.scoped import Scope
from server.stores.segments import SegmentStore
from server.stores.themes import ThemeStore
from tests.factories import (
    NOW,
    guide_definition,
    make_account,
    make_api_token,
    make_environment,
    make_finding,
    make_follow_up,
    make_help_request,
    make_log_in,
    make_member,
    make_membership,
    make_person,
    make_published,
    make_target_report,
    make_workspace,
)

FORM: dict[str, str] = {
    "to": "2",
    "kind": "modal",
    "name": "Name",
    "email": "new@example.com",
    "role": "viewer",
    "password": "long enough for us",
    "address": "https://app.example",
    "step": "{}",
    "place": "1",
    "revision": "1",
    "number": "1",
    "version": "1",
    "note": "",
    "days": "400",
    "confirm": "their-person",
    "state": "answered",
    "radius": "8",
    "light.background": "#ffffff",
    "light.text": "#000000",
    "light.muted": "#333333",
    "light.accent": "#1f4e8c",
    "light.on_accent": "#ffffff",
    "removed": '{"key": "again", "kind": "modal"}',
}
"""Values for every form: each takes what it knows. Add what a new form needs."""

JSON: dict[str, Any] = {
    "definition": guide_definition("brand-new").model_dump(mode="json", by_alias=True, exclude_none=True),
    "segment": {"key": "brand-new", "name": "New", "when": {"person": "role", "is": "admin"}},
    "version": 1,
    "revision": 1,
    "code": "x",
    "events": [],
    "do": "resolve",
    "outcome": "resolved",
    "account": "their-account",
    "person": "their-person",
    "confirm": "their-person",
    "rules": [],
}
"""Values for every JSON body."""

HEADERS = {"If-Match": '"1"'}


@dataclass
class World:
    """One workspace. `values` fill the addresses of operations: `name`, or `noun.name` where nouns differ."""

    workspace: Workspace
    environment: Environment
    member: Member
    tokens: dict[Role, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


def make_world(session: Session, name: str) -> World:
    workspace = make_workspace(session, name)
    environment = make_environment(session, workspace)
    member = make_member(session, workspace, "owner")
    colleague = make_member(session, workspace, "viewer")
    guide = make_published(session, environment, guide_definition(f"{name}-guide"))
    person = make_person(session, environment, f"{name}-person")
    account = make_account(session, environment, f"{name}-account")
    make_membership(session, person, account)
    make_log_in(session, member)
    make_api_token(session, member, "viewer")
    finding = make_finding(session, environment, person_key=person.key, account_key=account.key, guide_key=guide.key)
    follow_up = make_follow_up(session, environment, account.key, [finding.id])
    theme = ThemeStore(session, Scope(workspace.id, environment.id)).save(Theme(key=f"{name}-theme", name=name), NOW)
    everybody = Segment.model_validate({"key": f"{name}-segment", "name": name, "when": {"person": "role", "is": "x"}})
    segment = SegmentStore(session, Scope(workspace.id, environment.id)).create(everybody, NOW)
    help_request = make_help_request(session, environment, person_key=person.key)
    token = session.exec(select(ApiToken).where(ApiToken.workspace_id == workspace.id)).one()
    channel = NoticeChannel(
        workspace_id=workspace.id, environment_id=environment.id, kind="webhook", name="Hook",
        address="http://127.0.0.1:9/hook", secret="whsec_AAAA", created_at=NOW,
    )  # fmt: skip
    session.add(channel)
    guidance = GuidanceStore(session, Scope(workspace.id, environment.id))
    guidance.save_rule(OwnRule.model_validate({"key": "r", "name": "R", "when": {"event": "failed"}}), None, NOW)
    guidance.add_task(Task("t", frozenset({"tried"}), frozenset({"done"})), "T", NOW)
    review = ReviewStore(session, Scope(workspace.id, environment.id, colleague.id)).request(guide, "Look", NOW)
    comment = CommentStore(session, Scope(workspace.id, environment.id, member.id)).say(guide, "", "Hm", [], NOW)
    PreviewStore(session, Scope(workspace.id, environment.id)).make(guide, "https://app.example", 7, NOW)
    session.flush()
    link = session.exec(select(PreviewLink).where(PreviewLink.workspace_id == workspace.id)).one()
    world = World(workspace, environment, member)
    world.values = {
        "guides.key": guide.key,
        "people.key": person.key,
        "accounts.key": account.key,
        "step": "open",
        "entry": "task-1",
        "part": "purpose",
        "number": "1",
        "version": "1",
        "finding_id": finding.id,
        "follow_up_id": follow_up.id,
        "member_id": colleague.id,
        "environment_id": environment.id,
        "guide": guide.key,
        "account": account.key,
        "person": person.key,
        "follow_up": follow_up.id,
        "finding": finding.id,
        "environment": environment.id,
        "member": colleague.id,
        "token_id": token.id,
        "channel_id": channel.id,
        "review_id": review.id,
        "comment_id": comment.id,
        "link_id": link.id,
        "deed": "resolve",
        "rule_id": guidance.rules()[0].id,
        "task_id": guidance.tasks()[0].id,
        "run": f"{name}-run",
        "report_id": make_target_report(session, environment, guide.key).id,
        "settings.key": theme.key,
        "segments.key": segment.key,
        "request_id": help_request.id,
    }
    return world


def make_run(services: Services, world: World) -> None:
    """One run of the world's guide, through a segment and the loader of the running app."""
    run, guide = world.values["run"], world.values["guides.key"]
    event = StoredEvent(
        id=run,
        type="guide_started",
        at=NOW,
        received_at=NOW,
        environment=world.environment.id,
        person=world.values["people.key"],
        account=world.values["accounts.key"],
        guide=guide,
        version=1,
        run=run,
    )
    folders = SegmentFolders(services.settings.segments_folder)
    (folders.sealed / f"{run}.ndjson").write_bytes(to_line(event))
    assert wait_until_loaded(folders, run, patience_seconds=30), "the loader did not load"


def give_tokens(session: Session, world: World, roles: tuple[Role, ...]) -> None:
    world.tokens = {role: make_api_token(session, world.member, role) for role in roles}


def rows_of(session: Session, world: World) -> dict[str, list[dict[str, Any]]]:
    """Everything the workspace owns, to see whether anything of it changed.

    Except findings and the news of them, which the server itself opens, closes and tells meanwhile.
    """
    session.expire_all()
    owned = {}
    for mapper in SQLModel._sa_registry.mappers:
        table: Any = mapper.class_
        if not hasattr(table, "workspace_id") or table in (Finding, Notice):
            continue
        rows = session.exec(select(table).where(table.workspace_id == world.workspace.id).order_by(table.id))
        owned[table.__name__] = [row.model_dump(mode="json") for row in rows]
    return owned
