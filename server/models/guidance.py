"""What members tell the stuck model beside the events (`analytics.stuck.guidance`)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field

from server.models.columns import JsonColumn, UtcDateTime, WorkspaceRow


class StuckRule(WorkspaceRow, table=True):
    """A rule written without code; `definition` is an `analytics.stuck.own_rules.OwnRule` as JSON."""

    __tablename__ = "stuck_rule"
    __table_args__ = (UniqueConstraint("environment_id", "key"),)

    environment_id: str = Field(foreign_key="environment.id", max_length=36)
    key: str = Field(max_length=80)
    definition: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    enabled: bool = True
    changed_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)
    changed_at: datetime = Field(sa_type=UtcDateTime)


class ProductTask(WorkspaceRow, table=True):
    """Something people set out to do in the product itself; events that show somebody at it, and it done."""

    __tablename__ = "product_task"
    __table_args__ = (UniqueConstraint("environment_id", "key"),)

    environment_id: str = Field(foreign_key="environment.id", max_length=36)
    key: str = Field(max_length=80)
    name: str = Field(max_length=200)
    tried_by: list[str] = Field(default_factory=list, sa_column=Column(JsonColumn, nullable=False))
    done_by: list[str] = Field(default_factory=list, sa_column=Column(JsonColumn, nullable=False))
    created_at: datetime = Field(sa_type=UtcDateTime)


class FindingVerdict(WorkspaceRow, table=True):
    """What a member found about a finding of a person at a step: true, false_alarm or already_solved."""

    __tablename__ = "finding_verdict"

    environment_id: str = Field(foreign_key="environment.id", index=True, max_length=36)
    finding_id: str = Field(foreign_key="finding.id", unique=True, max_length=36)
    person_key: str = Field(max_length=200)
    guide_key: str = Field(max_length=80)
    step_key: str = Field(max_length=80)
    verdict: str = Field(max_length=20)
    flagged_at: datetime = Field(sa_type=UtcDateTime)
    said_at: datetime = Field(sa_type=UtcDateTime)
    said_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)
