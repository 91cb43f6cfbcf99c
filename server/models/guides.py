"""Guides: the editable draft, the frozen versions, and which version is live in which environment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field

from server.models.columns import JsonColumn, UtcDateTime, WorkspaceRow


class GuideRow(WorkspaceRow, table=True):
    """A guide and its draft. `revision` counts the draft's saves, so that two editors cannot overwrite each other."""

    __tablename__ = "guide"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    key: str = Field(max_length=80)
    kind: str = Field(max_length=40)
    name: str = Field(max_length=200)
    draft: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    digest: str = Field(default="", max_length=64, description="`guides.canonical.digest_of` the draft.")
    step_count: int = 0
    revision: int = 1
    owner_id: str | None = Field(default=None, foreign_key="member.id", max_length=36)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    updated_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)
    archived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class GuideVersion(WorkspaceRow, table=True):
    """One frozen content of a guide, numbered from 1. Never updated."""

    __tablename__ = "guide_version"
    __table_args__ = (UniqueConstraint("guide_id", "number"),)

    guide_id: str = Field(foreign_key="guide.id", index=True, max_length=36)
    number: int
    definition: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    digest: str = Field(default="", max_length=64, description="`guides.canonical.digest_of` the definition.")
    note: str = Field(default="", max_length=1000)
    published_at: datetime = Field(sa_type=UtcDateTime)
    published_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)


class Publication(WorkspaceRow, table=True):
    """Which version of a guide is live in an environment. Paused: kept, but not shown."""

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("environment_id", "guide_id"),)

    environment_id: str = Field(foreign_key="environment.id", index=True, max_length=36)
    guide_id: str = Field(foreign_key="guide.id", index=True, max_length=36)
    version_id: str = Field(foreign_key="guide_version.id", max_length=36)
    paused: bool = False
    changed_at: datetime = Field(sa_type=UtcDateTime)


class EditorSession(WorkspaceRow, table=True):
    """Picking in the live app: a one-time code, then a token bound to one origin and one guide. Hashes only."""

    __tablename__ = "editor_session"

    environment_id: str = Field(foreign_key="environment.id", max_length=36)
    member_id: str = Field(foreign_key="member.id", max_length=36)
    guide_id: str = Field(foreign_key="guide.id", max_length=36)
    origin: str = Field(max_length=300)
    code_hash: str = Field(unique=True, max_length=64)
    token_hash: str | None = Field(default=None, unique=True, max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
