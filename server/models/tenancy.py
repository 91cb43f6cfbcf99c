"""Workspaces, their environments, and the members who log in."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Column, String, UniqueConstraint
from sqlmodel import Field

from server.models.columns import JsonColumn, Row, UtcDateTime, WorkspaceRow

Role = Literal["owner", "admin", "author", "csm", "viewer"]
Approval = Literal["none", "author", "admin"]


class Workspace(Row, table=True):
    __tablename__ = "workspace"

    key: str = Field(unique=True, max_length=80)
    name: str = Field(max_length=200)
    approval: Approval = Field(
        default="none", sa_type=String(20), description="Whose approval publishing needs; nobody approves their own."
    )
    created_at: datetime = Field(sa_type=UtcDateTime)


class Environment(WorkspaceRow, table=True):
    """Production, staging, …. `write_key` is public; `app_url` is where the authors' app is opened for picking.

    Every process keeps what it delivers in memory until `revision` grows (see `server/delivery/live.py`).
    """

    __tablename__ = "environment"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    key: str = Field(max_length=80)
    name: str = Field(max_length=200)
    write_key: str = Field(unique=True, max_length=100)
    app_url: str = Field(default="", max_length=2000)
    languages: list[str] = Field(default_factory=list, sa_column=Column(JsonColumn, nullable=False))
    thresholds: dict[str, float] = Field(
        default_factory=dict, sa_column=Column(JsonColumn, nullable=False, server_default="{}")
    )
    """When a finding about a person opens and how long it stays; empty: the usual ones (`Thresholds`)."""
    limits: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    """`guides.limits.Limits`: how much of guides one person meets."""
    notices_frustration: bool = Field(default=False, description="Rage and dead clicks are recorded on every page.")
    currency: str = Field(default="JPY", max_length=3)
    report_words: bool = Field(
        default=True, description="Whether reports of changed elements may hold the names of controls."
    )
    events_per_second: int = Field(default=0, description="What one key may send, for each web worker; 0: any number.")
    events_per_day: int = Field(default=0, description="What one key may send on a UTC day; 0: any number.")
    stopped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Since when no guide is shown here, whatever is published: the emergency stop."""
    stopped_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)
    stopped_because: str = Field(default="", max_length=500)
    revision: int = Field(default=1, description="Counts every change to what its sessions deliver.")
    created_at: datetime = Field(sa_type=UtcDateTime)


class Member(WorkspaceRow, table=True):
    """Somebody who logs in. An e-mail address belongs to one member and is kept in lower case."""

    __tablename__ = "member"

    email: str = Field(unique=True, max_length=320)
    name: str = Field(max_length=200)
    role: Role = Field(sa_type=String)
    password_hash: str = Field(max_length=400)
    locale: str = Field(default="en", max_length=10)
    created_at: datetime = Field(sa_type=UtcDateTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class LogIn(WorkspaceRow, table=True):
    """A server-side session of a member. The cookie holds a random token; only its SHA-256 is stored."""

    __tablename__ = "log_in"

    member_id: str = Field(foreign_key="member.id", index=True, max_length=36)
    token_hash: str = Field(unique=True, max_length=64)
    csrf_token: str = Field(max_length=64)
    chosen_environment_id: str | None = Field(default=None, foreign_key="environment.id", max_length=36)
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_used_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)


class ApiToken(WorkspaceRow, table=True):
    """A bearer token of the private API; acts with `role`. Only its SHA-256 is stored."""

    __tablename__ = "api_token"

    name: str = Field(max_length=200)
    role: Role = Field(sa_type=String)
    token_hash: str = Field(unique=True, max_length=64)
    created_by: str = Field(foreign_key="member.id", max_length=36)
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
