"""Themes of the workspace, limits per person, requests for help

Revision: 0007
After: 0006
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from server.models import columns

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_themes()
    _create_help_requests()
    _keep_themes_of_environments()
    with op.batch_alter_table("environment") as environment:
        environment.add_column(sa.Column("limits", columns.JsonColumn, nullable=False, server_default="{}"))
        environment.add_column(sa.Column("notices_frustration", sa.Boolean(), nullable=False, server_default=sa.false()))
        environment.drop_column("theme")
    with op.batch_alter_table("environment") as environment:
        environment.alter_column("limits", server_default=None)
        environment.alter_column("notices_frustration", server_default=None)
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("guide_starts", columns.JsonColumn, nullable=False, server_default="{}"))
    with op.batch_alter_table("person") as person:
        person.alter_column("guide_starts", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.drop_column("guide_starts")
    with op.batch_alter_table("environment") as environment:
        environment.add_column(sa.Column("theme", columns.JsonColumn, nullable=False, server_default="{}"))
        environment.drop_column("notices_frustration")
        environment.drop_column("limits")
    with op.batch_alter_table("environment") as environment:
        environment.alter_column("theme", server_default=None)
    op.drop_table("help_request")
    op.drop_table("theme")


def _create_themes() -> None:
    op.create_table(
        "theme",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("definition", columns.JsonColumn, nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("updated_at", columns.UtcDateTime(), nullable=False),
        sa.Column("updated_by", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_theme_workspace_id_workspace")),
        sa.ForeignKeyConstraint(["updated_by"], ["member.id"], name=op.f("fk_theme_updated_by_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_theme_workspace_id_key")),
    )
    op.create_index("ix_theme_workspace_id", "theme", ["workspace_id"])


def _create_help_requests() -> None:
    op.create_table(
        "help_request",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), nullable=False),
        sa.Column("environment_id", sa.String(36), nullable=False),
        sa.Column("event_id", sa.String(100), nullable=False),
        sa.Column("person_key", sa.String(200), nullable=True),
        sa.Column("account_key", sa.String(200), nullable=True),
        sa.Column("guide_key", sa.String(200), nullable=True),
        sa.Column("step_key", sa.String(200), nullable=True),
        sa.Column("run", sa.String(200), nullable=True),
        sa.Column("url", sa.String(4000), nullable=False),
        sa.Column("message", sa.String(4000), nullable=False),
        sa.Column("tried", columns.JsonColumn, nullable=False),
        sa.Column("asked_at", columns.UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("assignee_id", sa.String(36), nullable=True),
        sa.Column("note", sa.String(4000), nullable=False),
        sa.Column("updated_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_help_request_workspace_id_workspace")),
        sa.ForeignKeyConstraint(
            ["environment_id"], ["environment.id"], name=op.f("fk_help_request_environment_id_environment")
        ),
        sa.ForeignKeyConstraint(["assignee_id"], ["member.id"], name=op.f("fk_help_request_assignee_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_request")),
        sa.UniqueConstraint("environment_id", "event_id", name=op.f("uq_help_request_environment_id_event_id")),
    )
    op.create_index("ix_help_request_workspace_id", "help_request", ["workspace_id"])
    op.create_index("ix_help_request_person_key", "help_request", ["person_key"])
    op.create_index("ix_help_request_account_key", "help_request", ["account_key"])
    op.create_index("ix_help_request_state", "help_request", ["environment_id", "state", "asked_at"])


def _keep_themes_of_environments() -> None:
    """An environment's custom properties become the default theme of its workspace; the oldest environment's win."""
    connection = op.get_bind()
    kept: set[str] = set()
    rows = connection.execute(sa.text("SELECT workspace_id, theme FROM environment ORDER BY id")).all()
    for workspace_id, theme in rows:
        properties = json.loads(theme) if isinstance(theme, str) else theme
        if properties and workspace_id not in kept:
            kept.add(workspace_id)
            connection.execute(_theme_table().insert().values(**_theme_of(workspace_id, properties)))


def _theme_of(workspace_id: str, properties: dict[str, str]) -> dict[str, Any]:
    accent = properties.get("--shirube-accent", "")
    radius = properties.get("--shirube-radius", "12px").removesuffix("px")
    definition: dict[str, Any] = {"key": "brand", "name": "Brand", "font": properties.get("--shirube-font", "")}
    if len(accent) == 7 and accent.startswith("#"):
        definition["light"] = {"accent": accent}
    if radius.isdigit():
        definition["radius"] = min(32, int(radius))
    return {
        "id": columns.new_id(),
        "workspace_id": workspace_id,
        "key": "brand",
        "definition": definition,
        "is_default": True,
        "updated_at": datetime.now(UTC),
    }


def _theme_table() -> sa.TableClause:
    return sa.table(
        "theme",
        sa.column("id", sa.String),
        sa.column("workspace_id", sa.String),
        sa.column("key", sa.String),
        sa.column("definition", columns.JsonColumn),
        sa.column("is_default", sa.Boolean),
        sa.column("updated_at", columns.UtcDateTime()),
    )
