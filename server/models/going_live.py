"""What lies between a draft and what people see: reviews, plans to publish later, links to look at a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import Index, String
from sqlmodel import Field

from server.models.columns import UtcDateTime, WorkspaceRow

ReviewState = Literal["waiting", "approved", "rejected", "withdrawn"]
PlanState = Literal["waiting", "done", "cancelled", "failed"]


class Review(WorkspaceRow, table=True):
    """A request to look at one exact content of a draft (`digest`), and what became of it.

    An approval counts only while the draft still has that digest: whoever edits it afterwards asks again.
    """

    __tablename__ = "review"

    guide_id: str = Field(foreign_key="guide.id", index=True, max_length=36)
    digest: str = Field(max_length=64)
    state: ReviewState = Field(default="waiting", sa_type=String(20))
    note: str = Field(default="", max_length=1000)
    requested_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)
    requested_at: datetime = Field(sa_type=UtcDateTime)
    comment: str = Field(default="", max_length=1000)
    decided_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PublishPlan(WorkspaceRow, table=True):
    """A version, frozen when it was planned, that goes live in an environment at a moment to come."""

    __tablename__ = "publish_plan"
    __table_args__ = (Index("ix_publish_plan_state_at", "state", "at"),)

    environment_id: str = Field(foreign_key="environment.id", max_length=36)
    guide_id: str = Field(foreign_key="guide.id", index=True, max_length=36)
    version_id: str = Field(foreign_key="guide_version.id", max_length=36)
    at: datetime = Field(sa_type=UtcDateTime)
    time_zone: str = Field(max_length=60, description="The zone in which the author named the time.")
    state: PlanState = Field(default="waiting", sa_type=String(20))
    because: str = Field(default="", max_length=500, description="Why it failed.")
    planned_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)
    planned_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PreviewLink(WorkspaceRow, table=True):
    """A link by which a colleague sees the draft in the app. Hashes only; `revoked_at` ends it at once."""

    __tablename__ = "preview_link"

    environment_id: str = Field(foreign_key="environment.id", max_length=36)
    guide_id: str = Field(foreign_key="guide.id", index=True, max_length=36)
    address: str = Field(max_length=2000, description="The page of the app at which the draft begins.")
    token_hash: str = Field(unique=True, max_length=64)
    made_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)
    made_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    opened: int = 0
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PreviewSession(WorkspaceRow, table=True):
    """One browser that looks at a draft: a one-time code, then a cookie's token bound to one origin. Hashes only."""

    __tablename__ = "preview_session"

    link_id: str = Field(foreign_key="preview_link.id", index=True, max_length=36)
    origin: str = Field(max_length=300)
    code_hash: str = Field(unique=True, max_length=64)
    token_hash: str | None = Field(default=None, unique=True, max_length=64)
    expires_at: datetime = Field(sa_type=UtcDateTime)
