"""Target reports, and whether they may hold words

Revision: 0003
After: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models import columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "target_report",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("environment_id", sa.String(36), nullable=False),
        sa.Column("guide_key", sa.String(80), nullable=False),
        sa.Column("step_key", sa.String(80), nullable=False),
        sa.Column("was", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("likeness", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("target", columns.JsonColumn, nullable=False),
        sa.Column("reasons", columns.JsonColumn, nullable=False),
        sa.Column("chance", sa.Float(), nullable=False),
        sa.Column("page", sa.String(500), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", columns.UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", columns.UtcDateTime(), nullable=False),
        sa.Column("dismissed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("dismissed_by", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(["dismissed_by"], ["member.id"], name=op.f("fk_target_report_dismissed_by_member")),
        sa.ForeignKeyConstraint(
            ["environment_id"], ["environment.id"], name=op.f("fk_target_report_environment_id_environment")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_target_report_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_report")),
        sa.UniqueConstraint(
            "environment_id", "guide_key", "step_key", "was", "kind", "likeness", name="uq_target_report_what"
        ),
    )
    op.create_index("ix_target_report_last_seen_at", "target_report", ["last_seen_at"])
    op.create_index("ix_target_report_workspace_id", "target_report", ["workspace_id"])
    op.create_table(
        "target_witness",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("report_id", sa.String(36), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["target_report.id"], name=op.f("fk_target_witness_report_id_target_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_witness")),
        sa.UniqueConstraint("report_id", "person", name="uq_target_witness_once"),
    )
    with op.batch_alter_table("environment") as environment:
        environment.add_column(sa.Column("report_words", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    with op.batch_alter_table("environment") as environment:
        environment.drop_column("report_words")
    op.drop_table("target_witness")
    op.drop_table("target_report")
