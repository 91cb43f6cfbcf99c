"""What is kept how long, who was forgotten, and who does what only one process may do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from server.models.columns import Row, UtcDateTime, WorkspaceRow


class RetentionRule(WorkspaceRow, table=True):
    """How many days events of a type are kept; an empty type stands for all that have no rule of their own."""

    __tablename__ = "retention_rule"
    __table_args__ = (UniqueConstraint("workspace_id", "event_type"),)

    event_type: str = Field(default="", max_length=100)
    days: int
    changed_at: datetime = Field(sa_type=UtcDateTime)


class Erasure(WorkspaceRow, table=True):
    """Somebody who was forgotten. Only a digest of their key is kept, to leave out what arrives late."""

    __tablename__ = "erasure"
    __table_args__ = (Index("ix_erasure_environment", "environment_id", "erased_at"),)

    environment_id: str = Field(foreign_key="environment.id", max_length=36)
    key_digest: str = Field(max_length=64)
    erased_at: datetime = Field(sa_type=UtcDateTime)


class PrivacyRecord(WorkspaceRow, table=True):
    """What somebody did about people's data: who, when and how much of it. Never about whom."""

    __tablename__ = "privacy_record"
    __table_args__ = (Index("ix_privacy_record_workspace_at", "workspace_id", "at"),)

    kind: str = Field(max_length=20)
    environment: str = Field(default="", max_length=100)
    """Its name then; empty for all environments."""
    event_type: str = Field(default="", max_length=100)
    amount: int = 0
    """Events that were exported or erased; for a rule, its days, or 0 for ever."""
    made_by: str = Field(default="", max_length=200)
    at: datetime = Field(sa_type=UtcDateTime)


class Lease(Row, table=True):
    """The right to do something that one process of all nodes may do at a time, until it expires."""

    __tablename__ = "lease"

    name: str = Field(unique=True, max_length=80)
    holder: str = Field(max_length=80)
    expires_at: datetime = Field(sa_type=UtcDateTime)
