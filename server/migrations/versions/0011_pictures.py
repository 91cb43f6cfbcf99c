"""Pictures that authors put into steps.

Revision: 0011
After: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models import columns

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('picture',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('name', sa.String(80), nullable=False),
    sa.Column('media_type', sa.String(40), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('created_at', columns.UtcDateTime(), nullable=False),
    sa.Column('created_by', sa.String(36), nullable=True),
    sa.ForeignKeyConstraint(['created_by'], ['member.id'], name=op.f('fk_picture_created_by_member')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_picture_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_picture')),
    sa.UniqueConstraint('workspace_id', 'name', name=op.f('uq_picture_workspace_id_name'))
    )
    with op.batch_alter_table('picture', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_picture_workspace_id'), ['workspace_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_picture_name'), ['name'], unique=False)


def downgrade() -> None:
    op.drop_table('picture')
