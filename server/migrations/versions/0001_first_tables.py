"""First tables

Revision: 0001
After:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = [
    "publication",
    "membership",
    "guide_version",
    "editor_session",
    "person",
    "log_in",
    "guide",
    "follow_up",
    "finding",
    "api_token",
    "account",
    "member",
    "environment",
    "workspace",
    "drop_count",
]


def upgrade() -> None:
    op.create_table(
        "drop_count",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("environment_id", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(60), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", columns.UtcDateTime(), nullable=False),
        sa.Column("example", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drop_count")),
        sa.UniqueConstraint(
            "environment_id", "day", "reason", name=op.f("uq_drop_count_environment_id_day_reason")
        ),
    )
    op.create_table(
        "workspace",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
        sa.UniqueConstraint("key", name=op.f("uq_workspace_key")),
    )
    op.create_table(
        "environment",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("write_key", sa.String(100), nullable=False),
        sa.Column("app_url", sa.String(2000), nullable=False),
        sa.Column("languages", columns.JsonColumn, nullable=False),
        sa.Column("theme", columns.JsonColumn, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_environment_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_environment")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_environment_workspace_id_key")),
        sa.UniqueConstraint("write_key", name=op.f("uq_environment_write_key")),
    )
    op.create_index("ix_environment_workspace_id", "environment", ["workspace_id"])

    op.create_table(
        "member",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(400), nullable=False),
        sa.Column("locale", sa.String(10), nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("disabled_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_member_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("email", name=op.f("uq_member_email")),
    )
    op.create_index("ix_member_workspace_id", "member", ["workspace_id"])

    op.create_table(
        "account",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("environment_id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("plan", sa.String(80), nullable=False),
        sa.Column("stage", sa.String(80), nullable=False),
        sa.Column("arr", sa.Float(), nullable=True),
        sa.Column("owner_id", sa.String(36), nullable=True),
        sa.Column("traits", columns.JsonColumn, nullable=False),
        sa.Column("first_seen_at", columns.UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"], ["environment.id"], name=op.f("fk_account_environment_id_environment")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_account_owner_id_member")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_account_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("environment_id", "key", name=op.f("uq_account_environment_id_key")),
    )
    op.create_index("ix_account_workspace_id", "account", ["workspace_id"])

    op.create_table(
        "api_token",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_by", sa.String(36), nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("last_used_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["member.id"], name=op.f("fk_api_token_created_by_member")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_api_token_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    op.create_index("ix_api_token_workspace_id", "api_token", ["workspace_id"])

    op.create_table(
        "finding",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("environment_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("identity", sa.String(500), nullable=False),
        sa.Column("person_key", sa.String(200), nullable=True),
        sa.Column("account_key", sa.String(200), nullable=True),
        sa.Column("guide_key", sa.String(80), nullable=True),
        sa.Column("step_key", sa.String(80), nullable=True),
        sa.Column("run", sa.String(100), nullable=True),
        sa.Column("since", columns.UtcDateTime(), nullable=False),
        sa.Column("opened_at", columns.UtcDateTime(), nullable=False),
        sa.Column("updated_at", columns.UtcDateTime(), nullable=False),
        sa.Column("closed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("severity", sa.Float(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("because", columns.JsonColumn, nullable=False),
        sa.Column("signals", columns.JsonColumn, nullable=False),
        sa.Column("evidence", columns.JsonColumn, nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"], ["environment.id"], name=op.f("fk_finding_environment_id_environment")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_finding_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_index("ix_finding_account_key", "finding", ["account_key"])
    op.create_index("ix_finding_guide_key", "finding", ["guide_key"])
    op.create_index("ix_finding_identity", "finding", ["environment_id", "identity"])
    op.create_index("ix_finding_open", "finding", ["environment_id", "closed_at", "kind"])
    op.create_index("ix_finding_person_key", "finding", ["person_key"])
    op.create_index("ix_finding_workspace_id", "finding", ["workspace_id"])

    op.create_table(
        "follow_up",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("environment_id", sa.String(36), nullable=False),
        sa.Column("account_key", sa.String(200), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("assignee_id", sa.String(36), nullable=True),
        sa.Column("due_at", columns.UtcDateTime(), nullable=True),
        sa.Column("snoozed_until", columns.UtcDateTime(), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("note", sa.String(4000), nullable=False),
        sa.Column("finding_ids", columns.JsonColumn, nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("updated_at", columns.UtcDateTime(), nullable=False),
        sa.Column("resolved_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["assignee_id"], ["member.id"], name=op.f("fk_follow_up_assignee_id_member")),
        sa.ForeignKeyConstraint(
            ["environment_id"], ["environment.id"], name=op.f("fk_follow_up_environment_id_environment")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_follow_up_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    op.create_index("ix_follow_up_account_key", "follow_up", ["account_key"])
    op.create_index("ix_follow_up_status", "follow_up", ["environment_id", "status"])
    op.create_index("ix_follow_up_workspace_id", "follow_up", ["workspace_id"])

    op.create_table(
        "guide",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("draft", columns.JsonColumn, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.String(36), nullable=True),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("updated_at", columns.UtcDateTime(), nullable=False),
        sa.Column("updated_by", sa.String(36), nullable=True),
        sa.Column("archived_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_guide_owner_id_member")),
        sa.ForeignKeyConstraint(["updated_by"], ["member.id"], name=op.f("fk_guide_updated_by_member")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_guide_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_guide_workspace_id_key")),
    )
    op.create_index("ix_guide_workspace_id", "guide", ["workspace_id"])

    op.create_table(
        "log_in",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("member_id", sa.String(36), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("csrf_token", sa.String(64), nullable=False),
        sa.Column("chosen_environment_id", sa.String(36), nullable=True),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("last_used_at", columns.UtcDateTime(), nullable=False),
        sa.Column("expires_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chosen_environment_id"],
            ["environment.id"],
            name=op.f("fk_log_in_chosen_environment_id_environment"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_log_in_member_id_member")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_log_in_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_log_in_token_hash")),
    )
    op.create_index("ix_log_in_member_id", "log_in", ["member_id"])
    op.create_index("ix_log_in_workspace_id", "log_in", ["workspace_id"])

    op.create_table(
        "person",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("environment_id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("traits", columns.JsonColumn, nullable=False),
        sa.Column("guide_states", columns.JsonColumn, nullable=False),
        sa.Column("event_days", columns.JsonColumn, nullable=False),
        sa.Column("first_seen_at", columns.UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"], ["environment.id"], name=op.f("fk_person_environment_id_environment")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_person_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("environment_id", "key", name=op.f("uq_person_environment_id_key")),
    )
    op.create_index("ix_person_last_seen", "person", ["environment_id", "last_seen_at"])
    op.create_index("ix_person_workspace_id", "person", ["workspace_id"])

    op.create_table(
        "editor_session",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("environment_id", sa.String(36), nullable=False),
        sa.Column("member_id", sa.String(36), nullable=False),
        sa.Column("guide_id", sa.String(36), nullable=False),
        sa.Column("origin", sa.String(300), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=True),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("expires_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"], ["environment.id"], name=op.f("fk_editor_session_environment_id_environment")
        ),
        sa.ForeignKeyConstraint(["guide_id"], ["guide.id"], name=op.f("fk_editor_session_guide_id_guide")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_editor_session_member_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_editor_session_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editor_session")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_editor_session_code_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_editor_session_token_hash")),
    )
    op.create_index("ix_editor_session_workspace_id", "editor_session", ["workspace_id"])

    op.create_table(
        "guide_version",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("guide_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", columns.JsonColumn, nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("published_at", columns.UtcDateTime(), nullable=False),
        sa.Column("published_by", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(["guide_id"], ["guide.id"], name=op.f("fk_guide_version_guide_id_guide")),
        sa.ForeignKeyConstraint(
            ["published_by"], ["member.id"], name=op.f("fk_guide_version_published_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_guide_version_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_version")),
        sa.UniqueConstraint("guide_id", "number", name=op.f("uq_guide_version_guide_id_number")),
    )
    op.create_index("ix_guide_version_guide_id", "guide_version", ["guide_id"])
    op.create_index("ix_guide_version_workspace_id", "guide_version", ["workspace_id"])

    op.create_table(
        "membership",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("account_id", sa.String(36), nullable=False),
        sa.Column("traits", columns.JsonColumn, nullable=False),
        sa.Column("last_seen_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_membership_account_id_account")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_membership_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("person_id", "account_id", name=op.f("uq_membership_person_id_account_id")),
    )
    op.create_index("ix_membership_account_id", "membership", ["account_id"])
    op.create_index("ix_membership_person_id", "membership", ["person_id"])
    op.create_index("ix_membership_workspace_id", "membership", ["workspace_id"])

    op.create_table(
        "publication",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("environment_id", sa.String(36), nullable=False),
        sa.Column("guide_id", sa.String(36), nullable=False),
        sa.Column("version_id", sa.String(36), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("changed_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"], ["environment.id"], name=op.f("fk_publication_environment_id_environment")
        ),
        sa.ForeignKeyConstraint(["guide_id"], ["guide.id"], name=op.f("fk_publication_guide_id_guide")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["guide_version.id"], name=op.f("fk_publication_version_id_guide_version")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_publication_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint(
            "environment_id", "guide_id", name=op.f("uq_publication_environment_id_guide_id")
        ),
    )
    op.create_index("ix_publication_environment_id", "publication", ["environment_id"])
    op.create_index("ix_publication_guide_id", "publication", ["guide_id"])
    op.create_index("ix_publication_workspace_id", "publication", ["workspace_id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
