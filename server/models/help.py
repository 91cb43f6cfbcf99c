"""People who asked for help in the app."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field

from server.models.columns import JsonColumn, UtcDateTime, WorkspaceRow

HelpState = Literal["open", "answered", "closed"]
HELP_STATES: Final[tuple[HelpState, ...]] = ("open", "answered", "closed")


class HelpRequest(WorkspaceRow, table=True):
    """One `help_requested` event. `message` is what the person wrote; `tried` what the snippet saw just before.

    `event_id` makes a segment that is loaded twice ask once. An answer and its note are the members' own.
    """

    __tablename__ = "help_request"
    __table_args__ = (
        UniqueConstraint("environment_id", "event_id"),
        Index("ix_help_request_state", "environment_id", "state", "asked_at"),
    )

    environment_id: str = Field(foreign_key="environment.id", max_length=36)
    event_id: str = Field(max_length=100)
    person_key: str | None = Field(default=None, max_length=200, index=True)
    account_key: str | None = Field(default=None, max_length=200, index=True)
    guide_key: str | None = Field(default=None, max_length=200)
    step_key: str | None = Field(default=None, max_length=200)
    run: str | None = Field(default=None, max_length=200)
    url: str = Field(default="", max_length=4000)
    message: str = Field(default="", max_length=4000)
    tried: list[Any] = Field(default_factory=list, sa_column=Column(JsonColumn, nullable=False))
    asked_at: datetime = Field(sa_type=UtcDateTime)
    state: str = Field(default="open", max_length=20)
    assignee_id: str | None = Field(default=None, foreign_key="member.id", max_length=36)
    note: str = Field(default="", max_length=4000)
    updated_at: datetime = Field(sa_type=UtcDateTime)
