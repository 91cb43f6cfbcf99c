"""What people's browsers reported of targets that look different now, or that are gone."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Column, Index, String, UniqueConstraint
from sqlmodel import Field

from server.models.columns import JsonColumn, Row, UtcDateTime, WorkspaceRow

ReportKind = Literal["changed", "missing", "candidate"]


class TargetReport(WorkspaceRow, table=True):
    """What was met instead of one step's target, gathered over people.

    `was` is the digest of the published target that it is about, so that a version with another target starts afresh.
    `kind`: the target was found though it changed; it was not found; or it was not found and this looked most like it.
    `likeness` tells proposals apart (empty for `missing`), `target` is the proposed descriptor.
    """

    __tablename__ = "target_report"
    __table_args__ = (
        UniqueConstraint(
            "environment_id", "guide_key", "step_key", "was", "kind", "likeness", name="uq_target_report_what"
        ),
        Index("ix_target_report_last_seen_at", "last_seen_at"),
    )

    environment_id: str = Field(foreign_key="environment.id", max_length=36)
    guide_key: str = Field(max_length=80)
    step_key: str = Field(max_length=80)
    was: str = Field(max_length=32)
    kind: ReportKind = Field(sa_type=String(20))
    likeness: str = Field(default="", max_length=32)
    version: int
    target: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonColumn, nullable=False))
    reasons: list[str] = Field(default_factory=list, sa_column=Column(JsonColumn, nullable=False))
    chance: float = 0.0
    page: str = Field(default="", max_length=500)
    people: int = 0
    first_seen_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
    dismissed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    dismissed_by: str | None = Field(default=None, foreign_key="member.id", max_length=36)


class TargetWitness(Row, table=True):
    """A person behind a report, as a digest that only serves to count each once."""

    __tablename__ = "target_witness"
    __table_args__ = (UniqueConstraint("report_id", "person", name="uq_target_witness_once"),)

    report_id: str = Field(foreign_key="target_report.id", max_length=36)
    person: str = Field(max_length=32)
