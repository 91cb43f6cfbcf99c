"""The customer's end users and the companies they work for, kept up to date by the loader from events."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field

from server.models.columns import JsonColumn, UtcDateTime, WorkspaceRow


class Person(WorkspaceRow, table=True):
    """An end user. `key` is the customer's own id for them, or the browser's anonymous id while `anonymous`."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("environment_id", "key"),
        Index("ix_person_last_seen", "environment_id", "workspace_id", "last_seen_at"),
    )

    environment_id: str = Field(foreign_key="environment.id", max_length=36)
    key: str = Field(max_length=200)
    anonymous: bool = False
    name: str = Field(default="", max_length=200)
    traits: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    guide_states: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    """guide key → RunState of the latest run (server/delivery/protocol.py), so that a session is one query."""
    guide_starts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    """run → [Unix seconds, guide key] of the last seven days, for the limits of how much one person meets."""
    event_days: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    """event name → UTC day → count, only for names that a live guide's conditions ask about."""
    stuck_at: list[str] = Field(default_factory=list, sa_column=Column(JsonColumn, nullable=False, server_default="[]"))
    """`guide` and `guide/step` of the open findings of being stuck, kept with them, so that a session is one query."""
    first_seen_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)


class Account(WorkspaceRow, table=True):
    """A customer's customer: the company people belong to. `arr` is a year's revenue in the environment's currency."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("environment_id", "key"),)

    environment_id: str = Field(foreign_key="environment.id", max_length=36)
    key: str = Field(max_length=200)
    name: str = Field(default="", max_length=200)
    plan: str = Field(default="", max_length=80)
    stage: str = Field(default="", max_length=80)
    arr: float | None = None
    owner_id: str | None = Field(default=None, foreign_key="member.id", max_length=36)
    traits: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    first_seen_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)


class Membership(WorkspaceRow, table=True):
    """One person in one account; `traits` may hold their role there."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_id", "account_id"),)

    person_id: str = Field(foreign_key="person.id", index=True, max_length=36)
    account_id: str = Field(foreign_key="account.id", index=True, max_length=36)
    traits: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
