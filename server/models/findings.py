"""What the rules concluded, and what CSMs do about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index
from sqlmodel import Field

from server.models.columns import JsonColumn, UtcDateTime, WorkspaceRow


class Finding(WorkspaceRow, table=True):
    """A conclusion about a person, an account or a step. Open while `closed_at` is None, once an `identity`.

    `because` is `{"message": msgid, "values": {…}}`, said in the reader's language; `evidence` names events by id;
    `signals` lists what weighed how much. Severity is 0–100, probability and confidence 0–1.
    """

    __tablename__ = "finding"
    __table_args__ = (
        Index("ix_finding_open", "environment_id", "closed_at", "kind"),
        Index("ix_finding_identity", "environment_id", "identity"),
    )

    environment_id: str = Field(foreign_key="environment.id", max_length=36)
    kind: str = Field(max_length=40)
    identity: str = Field(max_length=500)
    person_key: str | None = Field(default=None, max_length=200, index=True)
    account_key: str | None = Field(default=None, max_length=200, index=True)
    guide_key: str | None = Field(default=None, max_length=80, index=True)
    step_key: str | None = Field(default=None, max_length=80)
    run: str | None = Field(default=None, max_length=100)
    since: datetime = Field(sa_type=UtcDateTime)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    severity: float
    probability: float
    confidence: float
    because: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    signals: list[Any] = Field(default_factory=list, sa_column=Column(JsonColumn, nullable=False))
    evidence: list[Any] = Field(default_factory=list, sa_column=Column(JsonColumn, nullable=False))


class FollowUp(WorkspaceRow, table=True):
    """A CSM's work item about one account's findings. Status: open, taken, snoozed, resolved."""

    __tablename__ = "follow_up"
    __table_args__ = (Index("ix_follow_up_status", "environment_id", "status"),)

    environment_id: str = Field(foreign_key="environment.id", max_length=36)
    account_key: str = Field(max_length=200, index=True)
    status: str = Field(max_length=20)
    assignee_id: str | None = Field(default=None, foreign_key="member.id", max_length=36)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    snoozed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str | None = Field(default=None, max_length=40)
    note: str = Field(default="", max_length=4000)
    finding_ids: list[str] = Field(default_factory=list, sa_column=Column(JsonColumn, nullable=False))
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    resolved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
