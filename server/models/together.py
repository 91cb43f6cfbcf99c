"""Working together: comments on steps, who is at a guide right now, tags, and who did what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field

from server.models.columns import JsonColumn, UtcDateTime, WorkspaceRow


class StepComment(WorkspaceRow, table=True):
    """What a member said about a step; `step_key` empty: about the guide. Replies name the thread's first comment."""

    __tablename__ = "step_comment"

    guide_id: str = Field(foreign_key="guide.id", index=True, max_length=36)
    step_key: str = Field(default="", max_length=80)
    thread_id: str | None = Field(default=None, index=True, max_length=36)
    text: str = Field(max_length=2000)
    mentions: list[str] = Field(default_factory=list, sa_column=Column(JsonColumn, nullable=False))
    """Ids of the members named in it."""
    said_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)
    said_at: datetime = Field(sa_type=UtcDateTime)
    resolved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    resolved_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)


class Presence(WorkspaceRow, table=True):
    """A member who has a guide open; the page renews it while it is looked at. `place`: the step, or a tab's name."""

    __tablename__ = "presence"
    __table_args__ = (UniqueConstraint("guide_id", "member_id"),)

    guide_id: str = Field(foreign_key="guide.id", max_length=36)
    member_id: str = Field(foreign_key="member.id", max_length=36)
    place: str = Field(default="", max_length=80)
    seen_at: datetime = Field(sa_type=UtcDateTime)


class GuideTag(WorkspaceRow, table=True):
    """A word by which guides are found together."""

    __tablename__ = "guide_tag"
    __table_args__ = (UniqueConstraint("guide_id", "tag"),)

    guide_id: str = Field(foreign_key="guide.id", max_length=36)
    tag: str = Field(max_length=40)


class Activity(WorkspaceRow, table=True):
    """Who did what, when; `member_id` empty: a command, an API token or a plan."""

    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_workspace_id_at", "workspace_id", "at"),
        Index("ix_activity_guide_id_at", "guide_id", "at"),
    )

    guide_id: str | None = Field(default=None, foreign_key="guide.id", max_length=36)
    environment_key: str = Field(default="", max_length=80)
    member_id: str | None = Field(default=None, foreign_key="member.id", max_length=36)
    what: str = Field(max_length=40)
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    times: int = Field(default=1, description="Saves of one draft in a row are one line.")
    at: datetime = Field(sa_type=UtcDateTime)
