"""Pictures that authors put into steps."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field

from server.models.columns import UtcDateTime, WorkspaceRow


class Picture(WorkspaceRow, table=True):
    """A picture as it is served. `name` is made from its content, so that it never changes under one address.

    It stays when no draft uses it any more: published versions are frozen, and so is what they show.
    """

    __tablename__ = "picture"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    name: str = Field(max_length=80, index=True)
    media_type: str = Field(max_length=40)
    content: bytes = Field(sa_type=LargeBinary)
    created_at: datetime = Field(sa_type=UtcDateTime)
    created_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)
