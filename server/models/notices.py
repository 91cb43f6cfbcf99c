"""Where news of findings and of requests for help goes, and what became of each piece of news."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field

from server.models.columns import JsonColumn, UtcDateTime, WorkspaceRow

ChannelKind = Literal["email", "slack", "webhook"]
CHANNEL_KINDS: Final[tuple[ChannelKind, ...]] = ("email", "slack", "webhook")

NoticeStatus = Literal["pending", "sending", "sent", "failed", "unsure"]


class NoticeChannel(WorkspaceRow, table=True):
    """One way out. `member_id`: a member's own, switched by them; None: the workspace's, kept by admins.

    `address` is an e-mail address or the URL that is posted to. `secret` signs webhooks (Standard Webhooks, `whsec_…`).
    `kinds` are the findings it takes (empty: those that CSMs work on), from `least_severity` (0–100) on.
    """

    __tablename__ = "notice_channel"

    environment_id: str = Field(foreign_key="environment.id", index=True, max_length=36)
    member_id: str | None = Field(default=None, foreign_key="member.id", index=True, max_length=36)
    kind: str = Field(max_length=20)
    name: str = Field(max_length=200)
    address: str = Field(max_length=2000)
    secret: str = Field(default="", max_length=200)
    locale: str = Field(default="en", max_length=10)
    kinds: list[str] = Field(default_factory=list, sa_column=Column(JsonColumn, nullable=False))
    least_severity: float = 0
    help_requests: bool = Field(default=True, description="Whether it takes requests for help too.")
    own_accounts: bool = Field(default=False, description="Only accounts that the channel's member owns.")
    enabled: bool = True
    disabled_because: str = Field(default="", max_length=500)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Notice(WorkspaceRow, table=True):
    """News of one finding, or of one request for help, for one channel; there is never a second of the same.

    `pending` waits for `next_at`; `sending` belongs to a sender until `leased_until`; `unsure` may have arrived, and
    is not sent again by itself, because the other side could not tell it from a new one.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("channel_id", "finding_id", "event"),
        UniqueConstraint("channel_id", "help_request_id", "event"),
        Index("ix_notice_due", "status", "next_at"),
        Index("ix_notice_channel", "channel_id", "created_at"),
    )

    environment_id: str = Field(foreign_key="environment.id", max_length=36)
    channel_id: str = Field(foreign_key="notice_channel.id", max_length=36)
    finding_id: str | None = Field(default=None, foreign_key="finding.id", index=True, max_length=36)
    help_request_id: str | None = Field(default=None, foreign_key="help_request.id", index=True, max_length=36)
    event: str = Field(max_length=40)
    status: str = Field(default="pending", max_length=20)
    message: str = Field(default="", max_length=36, index=True, description="What it went out in; several share one.")
    attempts: int = 0
    next_at: datetime = Field(sa_type=UtcDateTime)
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    error: str = Field(default="", max_length=500)
    created_at: datetime = Field(sa_type=UtcDateTime)
