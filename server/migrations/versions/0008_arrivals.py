"""Dropped events as they came, what each environment takes, and how much it may.

Revision: 0008
After: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models import columns

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('dead_letter',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('environment_id', sa.String(36), nullable=False),
    sa.Column('reason', sa.String(60), nullable=False),
    sa.Column('event_id', sa.String(100), nullable=False),
    sa.Column('detail', sa.String(500), nullable=False),
    sa.Column('payload', sa.Text(), nullable=False),
    sa.Column('received_at', columns.UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dead_letter'))
    )
    with op.batch_alter_table('dead_letter', schema=None) as batch_op:
        batch_op.create_index('ix_dead_letter_environment_id_reason_received_at', ['environment_id', 'reason', 'received_at'], unique=False)

    op.create_table('event_usage',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('environment_id', sa.String(36), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('events', sa.Integer(), nullable=False),
    sa.Column('from_bots', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_usage')),
    sa.UniqueConstraint('environment_id', 'day', name=op.f('uq_event_usage_environment_id_day'))
    )
    with op.batch_alter_table('environment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('events_per_second', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('events_per_day', sa.Integer(), nullable=False, server_default='0'))
    with op.batch_alter_table('environment', schema=None) as batch_op:
        batch_op.alter_column('events_per_second', server_default=None)
        batch_op.alter_column('events_per_day', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('environment', schema=None) as batch_op:
        batch_op.drop_column('events_per_day')
        batch_op.drop_column('events_per_second')
    op.drop_table('event_usage')
    with op.batch_alter_table('dead_letter', schema=None) as batch_op:
        batch_op.drop_index('ix_dead_letter_environment_id_reason_received_at')
    op.drop_table('dead_letter')
