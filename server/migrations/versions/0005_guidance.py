"""What members tell the stuck model: thresholds, own rules, product tasks, verdicts.

Revision: 0005
After: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from server.models import columns

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('product_task',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('environment_id', sa.String(36), nullable=False),
    sa.Column('key', sa.String(80), nullable=False),
    sa.Column('name', sa.String(200), nullable=False),
    sa.Column('tried_by', columns.JsonColumn, nullable=False),
    sa.Column('done_by', columns.JsonColumn, nullable=False),
    sa.Column('created_at', columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['environment_id'], ['environment.id'], name=op.f('fk_product_task_environment_id_environment')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_product_task_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_product_task')),
    sa.UniqueConstraint('environment_id', 'key', name=op.f('uq_product_task_environment_id_key'))
    )
    with op.batch_alter_table('product_task', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_product_task_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('stuck_rule',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('environment_id', sa.String(36), nullable=False),
    sa.Column('key', sa.String(80), nullable=False),
    sa.Column('definition', columns.JsonColumn, nullable=False),
    sa.Column('enabled', sa.Boolean(), nullable=False),
    sa.Column('changed_by', sa.String(36), nullable=True),
    sa.Column('changed_at', columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['changed_by'], ['member.id'], name=op.f('fk_stuck_rule_changed_by_member')),
    sa.ForeignKeyConstraint(['environment_id'], ['environment.id'], name=op.f('fk_stuck_rule_environment_id_environment')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_stuck_rule_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stuck_rule')),
    sa.UniqueConstraint('environment_id', 'key', name=op.f('uq_stuck_rule_environment_id_key'))
    )
    with op.batch_alter_table('stuck_rule', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stuck_rule_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('finding_verdict',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('environment_id', sa.String(36), nullable=False),
    sa.Column('finding_id', sa.String(36), nullable=False),
    sa.Column('person_key', sa.String(200), nullable=False),
    sa.Column('guide_key', sa.String(80), nullable=False),
    sa.Column('step_key', sa.String(80), nullable=False),
    sa.Column('verdict', sa.String(20), nullable=False),
    sa.Column('flagged_at', columns.UtcDateTime(), nullable=False),
    sa.Column('said_at', columns.UtcDateTime(), nullable=False),
    sa.Column('said_by', sa.String(36), nullable=True),
    sa.ForeignKeyConstraint(['environment_id'], ['environment.id'], name=op.f('fk_finding_verdict_environment_id_environment')),
    sa.ForeignKeyConstraint(['finding_id'], ['finding.id'], name=op.f('fk_finding_verdict_finding_id_finding')),
    sa.ForeignKeyConstraint(['said_by'], ['member.id'], name=op.f('fk_finding_verdict_said_by_member')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_finding_verdict_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding_verdict')),
    sa.UniqueConstraint('finding_id', name=op.f('uq_finding_verdict_finding_id'))
    )
    with op.batch_alter_table('finding_verdict', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_finding_verdict_environment_id'), ['environment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_finding_verdict_workspace_id'), ['workspace_id'], unique=False)

    with op.batch_alter_table('environment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('thresholds', columns.JsonColumn, server_default='{}', nullable=False))



def downgrade() -> None:
    with op.batch_alter_table('environment', schema=None) as batch_op:
        batch_op.drop_column('thresholds')
    op.drop_table('stuck_rule')
    op.drop_table('product_task')
    op.drop_table('finding_verdict')
