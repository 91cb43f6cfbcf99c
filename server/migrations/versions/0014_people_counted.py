"""People are listed and counted by an index alone.

Revision: 0014
After: 0013
"""

from __future__ import annotations

from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index('ix_person_last_seen', table_name='person')
    op.create_index('ix_person_last_seen', 'person', ['environment_id', 'workspace_id', 'last_seen_at'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_person_last_seen', table_name='person')
    op.create_index('ix_person_last_seen', 'person', ['environment_id', 'last_seen_at'], unique=False)
