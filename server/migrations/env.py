"""Alembic's entry point. Batch mode, because SQLite cannot alter columns in place."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON
from sqlmodel import AutoString, SQLModel

import server.models  # noqa: F401  # registers every table
from server.models.columns import UtcDateTime


def render_item(kind: str, item: Any, _autogenerate: Any) -> str | Literal[False]:
    """Writes our column types by their own names into new migrations."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "columns.UtcDateTime()"
    if isinstance(item, JSON):
        return "columns.JsonColumn"
    return f"sa.String({item.length or ''})" if isinstance(item, AutoString) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
