"""What the private API remembers about its callers' requests."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field

from server.models.columns import JsonColumn, UtcDateTime, WorkspaceRow


class IdempotencyKey(WorkspaceRow, table=True):
    """A request that its caller may repeat, and its answer; `status` is null while the first one is being worked on.

    `caller_id` is the token's id. It is no foreign key: a token may be revoked before its keys are forgotten.
    """

    __tablename__ = "idempotency_key"
    __table_args__ = (UniqueConstraint("workspace_id", "caller_id", "key"),)

    caller_id: str = Field(max_length=36)
    key: str = Field(max_length=200)
    fingerprint: str = Field(max_length=64, description="SHA-256 of method, address and body.")
    created_at: datetime = Field(sa_type=UtcDateTime, index=True)
    status: int | None = None
    headers: dict[str, str] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    body: str = Field(default="", sa_column=Column(Text, nullable=False))
