"""News of requests for help, by the channels that news of findings goes by.

Revision: 0013
After: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

FOREIGN = "fk_notice_help_request_id_help_request"
UNIQUE = "uq_notice_channel_id_help_request_id_event"
INDEX = "ix_notice_help_request_id"


def upgrade() -> None:
    with op.batch_alter_table("notice_channel") as channel:
        channel.add_column(sa.Column("help_requests", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("notice_channel") as channel:
        channel.alter_column("help_requests", server_default=None)
    with op.batch_alter_table("notice") as notice:
        notice.add_column(sa.Column("help_request_id", sa.String(36), nullable=True))
        notice.alter_column("finding_id", existing_type=sa.String(36), nullable=True)
        notice.create_foreign_key(FOREIGN, "help_request", ["help_request_id"], ["id"])
        notice.create_unique_constraint(UNIQUE, ["channel_id", "help_request_id", "event"])
        notice.create_index(INDEX, ["help_request_id"], unique=False)


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE finding_id IS NULL")
    with op.batch_alter_table("notice") as notice:
        notice.drop_index(INDEX)
        notice.drop_constraint(UNIQUE, type_="unique")
        notice.drop_constraint(FOREIGN, type_="foreignkey")
        notice.alter_column("finding_id", existing_type=sa.String(36), nullable=False)
        notice.drop_column("help_request_id")
    with op.batch_alter_table("notice_channel") as channel:
        channel.drop_column("help_requests")
