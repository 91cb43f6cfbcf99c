"""What was done about people's data.

Revision: 0010
After: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models import columns

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('privacy_record',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('kind', sa.String(20), nullable=False),
    sa.Column('environment', sa.String(100), nullable=False),
    sa.Column('event_type', sa.String(100), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('made_by', sa.String(200), nullable=False),
    sa.Column('at', columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_privacy_record_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_privacy_record'))
    )
    with op.batch_alter_table('privacy_record', schema=None) as batch_op:
        batch_op.create_index('ix_privacy_record_workspace_at', ['workspace_id', 'at'], unique=False)
        batch_op.create_index('ix_privacy_record_workspace_id', ['workspace_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('privacy_record', schema=None) as batch_op:
        batch_op.drop_index('ix_privacy_record_workspace_id')
        batch_op.drop_index('ix_privacy_record_workspace_at')
    op.drop_table('privacy_record')
