"""Segments: people whom guides of a workspace mean together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field

from server.models.columns import JsonColumn, UtcDateTime, WorkspaceRow


class SegmentRow(WorkspaceRow, table=True):
    """`definition` is a `guides.segments.Segment` as JSON. Guides name it by its key, which stays."""

    __tablename__ = "segment"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    key: str = Field(max_length=80)
    name: str = Field(max_length=200)
    definition: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    revision: int = Field(default=1, description="Counts the saves, so that two authors cannot overwrite each other.")
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    updated_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)
