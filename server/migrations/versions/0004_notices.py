"""Channels for news of findings, the news, and where people are stuck.

Revision: 0004
After: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models import columns

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('notice_channel',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('environment_id', sa.String(36), nullable=False),
    sa.Column('member_id', sa.String(36), nullable=True),
    sa.Column('kind', sa.String(20), nullable=False),
    sa.Column('name', sa.String(200), nullable=False),
    sa.Column('address', sa.String(2000), nullable=False),
    sa.Column('secret', sa.String(200), nullable=False),
    sa.Column('locale', sa.String(10), nullable=False),
    sa.Column('kinds', columns.JsonColumn, nullable=False),
    sa.Column('least_severity', sa.Float(), nullable=False),
    sa.Column('own_accounts', sa.Boolean(), nullable=False),
    sa.Column('enabled', sa.Boolean(), nullable=False),
    sa.Column('disabled_because', sa.String(500), nullable=False),
    sa.Column('created_at', columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['environment_id'], ['environment.id'], name=op.f('fk_notice_channel_environment_id_environment')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_notice_channel_member_id_member')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_notice_channel_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_channel'))
    )
    with op.batch_alter_table('notice_channel', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notice_channel_environment_id'), ['environment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_notice_channel_member_id'), ['member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_notice_channel_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('notice',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('environment_id', sa.String(36), nullable=False),
    sa.Column('channel_id', sa.String(36), nullable=False),
    sa.Column('finding_id', sa.String(36), nullable=False),
    sa.Column('event', sa.String(40), nullable=False),
    sa.Column('status', sa.String(20), nullable=False),
    sa.Column('message', sa.String(36), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_at', columns.UtcDateTime(), nullable=False),
    sa.Column('leased_until', columns.UtcDateTime(), nullable=True),
    sa.Column('sent_at', columns.UtcDateTime(), nullable=True),
    sa.Column('error', sa.String(500), nullable=False),
    sa.Column('created_at', columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['channel_id'], ['notice_channel.id'], name=op.f('fk_notice_channel_id_notice_channel')),
    sa.ForeignKeyConstraint(['environment_id'], ['environment.id'], name=op.f('fk_notice_environment_id_environment')),
    sa.ForeignKeyConstraint(['finding_id'], ['finding.id'], name=op.f('fk_notice_finding_id_finding')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_notice_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice')),
    sa.UniqueConstraint('channel_id', 'finding_id', 'event', name=op.f('uq_notice_channel_id_finding_id_event'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index('ix_notice_channel', ['channel_id', 'created_at'], unique=False)
        batch_op.create_index('ix_notice_due', ['status', 'next_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_notice_finding_id'), ['finding_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_notice_message'), ['message'], unique=False)
        batch_op.create_index(batch_op.f('ix_notice_workspace_id'), ['workspace_id'], unique=False)

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stuck_at', columns.JsonColumn, server_default='[]', nullable=False))



def downgrade() -> None:
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_column('stuck_at')
    op.drop_table('notice')
    op.drop_table('notice_channel')
