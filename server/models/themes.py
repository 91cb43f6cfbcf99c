"""How a workspace's guides look."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field

from server.models.columns import JsonColumn, UtcDateTime, WorkspaceRow


class ThemeRow(WorkspaceRow, table=True):
    """A named theme (`guides.theme.Theme`). The default is taken by guides that name none; at most one is."""

    __tablename__ = "theme"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    key: str = Field(max_length=80)
    definition: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    is_default: bool = False
    updated_at: datetime = Field(sa_type=UtcDateTime)
    updated_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)
