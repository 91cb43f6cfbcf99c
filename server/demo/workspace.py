"""The demo's workspace: members who can log in, environments, and published guides. Doing it again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from guides.limits import Limit, Limits
from guides.theme import Colours, Theme
from server.models import Environment, Workspace
from server.models.tenancy import Role
from server.stores import doors
from server.stores.environments import EnvironmentStore
from server.stores.guides import GuideStore
from server.stores.members import MemberStore
from server.stores.scoped import Scope
from server.stores.themes import ThemeStore
from server.stores.workspaces import create_workspace
from server.studio.drafts.guide_files import guide_files, read_guide
from server.studio.going_live import publishing

WORKSPACE = "demo"
PASSWORD = "choba-demo-2026"  # noqa: S105 - printed on purpose; the demo listens on this machine only

THEME = Theme(
    key="choba",
    name="Choba",
    light=Colours(accent="#1f4e8c"),
    dark=Colours(background="#1b2027", text="#f1f4f8", muted="#aab4c1", accent="#9cc3f5", on_accent="#0f1e30"),
    font='"Helvetica Neue", "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", Arial, sans-serif',
)
"""The sample app's own colours and type."""
LIMITS = Limits(per_day=4, per_week=12, groups={"news": Limit(per_week=2)})


@dataclass(frozen=True)
class LogInCard:
    """A member of the demo, and what to look at first as them."""

    email: str
    name: str
    role: Role
    begin_at: str


CARDS = (
    LogInCard("author@choba.example", "Chihiro Mori", "author", "/guides"),
    LogInCard("csm@choba.example", "Haruka Ono", "csm", "/today"),
    LogInCard("admin@choba.example", "Alex Weber", "admin", "/settings"),
)
COLLEAGUES = (
    LogInCard("park@choba.example", "James Park", "csm", "/today"),
    LogInCard("owner@choba.example", "Mika Hoshi", "owner", "/settings"),
)


@dataclass(frozen=True)
class Prepared:
    """What is there now. `versions`: guide key → the live version's number."""

    scope: Scope
    write_key: str
    versions: dict[str, int]


def prepare(session: Session, guides: Path, app_url: str, now: datetime) -> Prepared:
    """Makes what is missing. `guides`: the folder of guide files; `app_url`: where the sample app is served."""
    workspace = doors.workspace_of_key(session, WORKSPACE) or create_workspace(session, WORKSPACE, "Choba", now)
    owner = Scope(workspace.id, "", role="owner")
    environment = _environments(session, owner, app_url, now)
    _members(session, owner, now)
    versions = _guides(session, workspace, environment, guides, now)
    return Prepared(Scope(workspace.id, environment.id, role="owner"), environment.write_key, versions)


def _environments(session: Session, scope: Scope, app_url: str, now: datetime) -> Environment:
    store = EnvironmentStore(session, scope)
    production = store.get("production")
    if production.app_url != app_url:
        store.update(production, app_url=app_url, limits=production.limits or LIMITS.model_dump(mode="json"))
    if store.find("staging") is None:
        store.create("staging", "Staging", now, app_url=app_url)
    themes = ThemeStore(session, scope)
    if themes.default() is None:
        themes.save(THEME, now)
    return production


def _members(session: Session, scope: Scope, now: datetime) -> None:
    store = MemberStore(session, scope)
    for card in (*CARDS, *COLLEAGUES):
        if not doors.email_is_taken(session, card.email):
            store.create(card.email, card.name, card.role, PASSWORD, now)


def _guides(
    session: Session, workspace: Workspace, environment: Environment, folder: Path, now: datetime
) -> dict[str, int]:
    """A guide that exists is left as its authors left it."""
    author = doors.member_of_email(session, CARDS[0].email)
    scope = Scope(workspace.id, environment.id, author.id if author else "", "author")
    store = GuideStore(session, scope)
    for guide in map(read_guide, guide_files([folder])):
        if store.find(guide.key) is None:
            store.create(guide, now)
            publishing.publish(session, scope, guide.key, now, note="First version")
    return {row.key: version.number for row, version, _ in store.live()}
