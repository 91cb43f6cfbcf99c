"""Going live and working together: reviews, plans, previews, comments, presence, activity, tags, emergency stop.

Revision: 0009
After: 0008
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from server.models import columns

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_tables()
    _add_columns()
    _fill_in('guide', 'draft', lambda draft: {'digest': _digest(draft), 'step_count': len(draft.get('steps', []))})
    _fill_in('guide_version', 'definition', lambda definition: {'digest': _digest(definition)})
    for table, names in DEFAULTS.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.alter_column(name, server_default=None)


DEFAULTS = {
    'environment': ['stopped_because'],
    'guide': ['digest', 'step_count'],
    'guide_version': ['digest'],
    'workspace': ['approval'],
}
"""Columns that got a value for the rows there were."""


def _digest(definition: dict[str, Any]) -> str:
    """As `guides.canonical.digest_of` when this was written."""
    text = json.dumps(definition, sort_keys=True, ensure_ascii=False, separators=(',', ':'))
    return hashlib.sha256(text.encode()).hexdigest()


def _fill_in(table: str, column: str, values: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    rows = sa.table(table, sa.column('id', sa.String), sa.column(column, columns.JsonColumn),
                    sa.column('digest', sa.String), sa.column('step_count', sa.Integer))
    connection = op.get_bind()
    ids = [row[0] for row in connection.execute(sa.select(rows.c.id))]
    for row_id in ids:
        content = connection.execute(sa.select(rows.c[column]).where(rows.c.id == row_id)).scalar_one()
        connection.execute(sa.update(rows).where(rows.c.id == row_id).values(**values(content)))


def _create_tables() -> None:
    op.create_table('activity',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('guide_id', sa.String(36), nullable=True),
    sa.Column('environment_key', sa.String(80), nullable=False),
    sa.Column('member_id', sa.String(36), nullable=True),
    sa.Column('what', sa.String(40), nullable=False),
    sa.Column('details', columns.JsonColumn, nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('at', columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['guide_id'], ['guide.id'], name=op.f('fk_activity_guide_id_guide')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_activity_member_id_member')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_activity_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity'))
    )
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.create_index('ix_activity_guide_id_at', ['guide_id', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_activity_workspace_id'), ['workspace_id'], unique=False)
        batch_op.create_index('ix_activity_workspace_id_at', ['workspace_id', 'at'], unique=False)

    op.create_table('guide_tag',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('guide_id', sa.String(36), nullable=False),
    sa.Column('tag', sa.String(40), nullable=False),
    sa.ForeignKeyConstraint(['guide_id'], ['guide.id'], name=op.f('fk_guide_tag_guide_id_guide')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_guide_tag_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guide_tag')),
    sa.UniqueConstraint('guide_id', 'tag', name=op.f('uq_guide_tag_guide_id_tag'))
    )
    with op.batch_alter_table('guide_tag', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_guide_tag_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('presence',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('guide_id', sa.String(36), nullable=False),
    sa.Column('member_id', sa.String(36), nullable=False),
    sa.Column('place', sa.String(80), nullable=False),
    sa.Column('seen_at', columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['guide_id'], ['guide.id'], name=op.f('fk_presence_guide_id_guide')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_presence_member_id_member')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_presence_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_presence')),
    sa.UniqueConstraint('guide_id', 'member_id', name=op.f('uq_presence_guide_id_member_id'))
    )
    with op.batch_alter_table('presence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_presence_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('preview_link',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('environment_id', sa.String(36), nullable=False),
    sa.Column('guide_id', sa.String(36), nullable=False),
    sa.Column('address', sa.String(2000), nullable=False),
    sa.Column('token_hash', sa.String(64), nullable=False),
    sa.Column('made_by', sa.String(36), nullable=True),
    sa.Column('made_at', columns.UtcDateTime(), nullable=False),
    sa.Column('expires_at', columns.UtcDateTime(), nullable=False),
    sa.Column('revoked_at', columns.UtcDateTime(), nullable=True),
    sa.Column('opened', sa.Integer(), nullable=False),
    sa.Column('opened_at', columns.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['environment_id'], ['environment.id'], name=op.f('fk_preview_link_environment_id_environment')),
    sa.ForeignKeyConstraint(['guide_id'], ['guide.id'], name=op.f('fk_preview_link_guide_id_guide')),
    sa.ForeignKeyConstraint(['made_by'], ['member.id'], name=op.f('fk_preview_link_made_by_member')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_preview_link_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_preview_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_preview_link_token_hash'))
    )
    with op.batch_alter_table('preview_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_preview_link_guide_id'), ['guide_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_preview_link_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('review',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('guide_id', sa.String(36), nullable=False),
    sa.Column('digest', sa.String(64), nullable=False, server_default=''),
    sa.Column('state', sa.String(20), nullable=False),
    sa.Column('note', sa.String(1000), nullable=False),
    sa.Column('requested_by', sa.String(36), nullable=True),
    sa.Column('requested_at', columns.UtcDateTime(), nullable=False),
    sa.Column('comment', sa.String(1000), nullable=False),
    sa.Column('decided_by', sa.String(36), nullable=True),
    sa.Column('decided_at', columns.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['member.id'], name=op.f('fk_review_decided_by_member')),
    sa.ForeignKeyConstraint(['guide_id'], ['guide.id'], name=op.f('fk_review_guide_id_guide')),
    sa.ForeignKeyConstraint(['requested_by'], ['member.id'], name=op.f('fk_review_requested_by_member')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_review_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review'))
    )
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_guide_id'), ['guide_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_review_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('step_comment',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('guide_id', sa.String(36), nullable=False),
    sa.Column('step_key', sa.String(80), nullable=False),
    sa.Column('thread_id', sa.String(36), nullable=True),
    sa.Column('text', sa.String(2000), nullable=False),
    sa.Column('mentions', columns.JsonColumn, nullable=False),
    sa.Column('said_by', sa.String(36), nullable=True),
    sa.Column('said_at', columns.UtcDateTime(), nullable=False),
    sa.Column('resolved_at', columns.UtcDateTime(), nullable=True),
    sa.Column('resolved_by', sa.String(36), nullable=True),
    sa.ForeignKeyConstraint(['guide_id'], ['guide.id'], name=op.f('fk_step_comment_guide_id_guide')),
    sa.ForeignKeyConstraint(['resolved_by'], ['member.id'], name=op.f('fk_step_comment_resolved_by_member')),
    sa.ForeignKeyConstraint(['said_by'], ['member.id'], name=op.f('fk_step_comment_said_by_member')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_step_comment_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_step_comment'))
    )
    with op.batch_alter_table('step_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_step_comment_guide_id'), ['guide_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_step_comment_thread_id'), ['thread_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_step_comment_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('preview_session',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('link_id', sa.String(36), nullable=False),
    sa.Column('origin', sa.String(300), nullable=False),
    sa.Column('code_hash', sa.String(64), nullable=False),
    sa.Column('token_hash', sa.String(64), nullable=True),
    sa.Column('expires_at', columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['link_id'], ['preview_link.id'], name=op.f('fk_preview_session_link_id_preview_link')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_preview_session_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_preview_session')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_preview_session_code_hash')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_preview_session_token_hash'))
    )
    with op.batch_alter_table('preview_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_preview_session_link_id'), ['link_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_preview_session_workspace_id'), ['workspace_id'], unique=False)

    op.create_table('publish_plan',
    sa.Column('id', sa.String(36), nullable=False),
    sa.Column('workspace_id', sa.String(36), nullable=False),
    sa.Column('environment_id', sa.String(36), nullable=False),
    sa.Column('guide_id', sa.String(36), nullable=False),
    sa.Column('version_id', sa.String(36), nullable=False),
    sa.Column('at', columns.UtcDateTime(), nullable=False),
    sa.Column('time_zone', sa.String(60), nullable=False),
    sa.Column('state', sa.String(20), nullable=False),
    sa.Column('because', sa.String(500), nullable=False),
    sa.Column('planned_by', sa.String(36), nullable=True),
    sa.Column('planned_at', columns.UtcDateTime(), nullable=False),
    sa.Column('ended_at', columns.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['environment_id'], ['environment.id'], name=op.f('fk_publish_plan_environment_id_environment')),
    sa.ForeignKeyConstraint(['guide_id'], ['guide.id'], name=op.f('fk_publish_plan_guide_id_guide')),
    sa.ForeignKeyConstraint(['planned_by'], ['member.id'], name=op.f('fk_publish_plan_planned_by_member')),
    sa.ForeignKeyConstraint(['version_id'], ['guide_version.id'], name=op.f('fk_publish_plan_version_id_guide_version')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_publish_plan_workspace_id_workspace')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_publish_plan'))
    )
    with op.batch_alter_table('publish_plan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_publish_plan_guide_id'), ['guide_id'], unique=False)
        batch_op.create_index('ix_publish_plan_state_at', ['state', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_publish_plan_workspace_id'), ['workspace_id'], unique=False)


def _add_columns() -> None:
    with op.batch_alter_table('environment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stopped_at', columns.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column('stopped_by', sa.String(36), nullable=True))
        batch_op.add_column(sa.Column('stopped_because', sa.String(500), nullable=False, server_default=''))
        batch_op.create_foreign_key(batch_op.f('fk_environment_stopped_by_member'), 'member', ['stopped_by'], ['id'])

    with op.batch_alter_table('guide', schema=None) as batch_op:
        batch_op.add_column(sa.Column('digest', sa.String(64), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('step_count', sa.Integer(), nullable=False, server_default='0'))

    with op.batch_alter_table('guide_version', schema=None) as batch_op:
        batch_op.add_column(sa.Column('digest', sa.String(64), nullable=False, server_default=''))

    with op.batch_alter_table('workspace', schema=None) as batch_op:
        batch_op.add_column(sa.Column('approval', sa.String(20), nullable=False, server_default='none'))


def downgrade() -> None:
    with op.batch_alter_table('workspace', schema=None) as batch_op:
        batch_op.drop_column('approval')

    with op.batch_alter_table('guide_version', schema=None) as batch_op:
        batch_op.drop_column('digest')

    with op.batch_alter_table('guide', schema=None) as batch_op:
        batch_op.drop_column('step_count')
        batch_op.drop_column('digest')

    with op.batch_alter_table('environment', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_environment_stopped_by_member'), type_='foreignkey')
        batch_op.drop_column('stopped_because')
        batch_op.drop_column('stopped_by')
        batch_op.drop_column('stopped_at')

    with op.batch_alter_table('publish_plan', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_publish_plan_workspace_id'))
        batch_op.drop_index('ix_publish_plan_state_at')
        batch_op.drop_index(batch_op.f('ix_publish_plan_guide_id'))

    op.drop_table('publish_plan')
    with op.batch_alter_table('preview_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_preview_session_workspace_id'))
        batch_op.drop_index(batch_op.f('ix_preview_session_link_id'))

    op.drop_table('preview_session')
    with op.batch_alter_table('step_comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_step_comment_workspace_id'))
        batch_op.drop_index(batch_op.f('ix_step_comment_thread_id'))
        batch_op.drop_index(batch_op.f('ix_step_comment_guide_id'))

    op.drop_table('step_comment')
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_workspace_id'))
        batch_op.drop_index(batch_op.f('ix_review_guide_id'))

    op.drop_table('review')
    with op.batch_alter_table('preview_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_preview_link_workspace_id'))
        batch_op.drop_index(batch_op.f('ix_preview_link_guide_id'))

    op.drop_table('preview_link')
    with op.batch_alter_table('presence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_presence_workspace_id'))

    op.drop_table('presence')
    with op.batch_alter_table('guide_tag', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_guide_tag_workspace_id'))

    op.drop_table('guide_tag')
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.drop_index('ix_activity_workspace_id_at')
        batch_op.drop_index(batch_op.f('ix_activity_workspace_id'))
        batch_op.drop_index('ix_activity_guide_id_at')

    op.drop_table('activity')
