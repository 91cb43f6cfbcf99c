"""Who was erased when: only digests of their keys, to leave out what still arrives from before."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select

from analytics.store.base import WhenErased
from server.models import Environment, Erasure
from server.models.columns import new_id

REMEMBERED = timedelta(days=400)
"""As long as the oldest event in a browser's queue is believed (`server/collect/intake.py`)."""


def digest_of(environment: str, key: str) -> str:
    return hashlib.sha256(f"{environment}\0{key}".encode()).hexdigest()


def remember(connection: Connection, environment: str, keys: list[str], now: datetime) -> None:
    """The caller commits. An environment that is gone has no erasures."""
    table: Any = Environment
    workspace = connection.scalar(select(table.workspace_id).where(table.id == environment))
    rows = [
        {"id": new_id(), "workspace_id": workspace, "environment_id": environment,
         "key_digest": digest_of(environment, key), "erased_at": now}
        for key in keys
    ]  # fmt: skip
    if workspace:
        connection.execute(insert(Erasure), rows)


def known_erasures(connection: Connection, now: datetime) -> WhenErased | None:
    """When somebody was erased, if they were; None when nobody was."""
    table: Any = Erasure
    query = select(table.key_digest, table.erased_at).where(table.erased_at > now - REMEMBERED)
    erased = {row[0]: row[1] for row in connection.execute(query.order_by(table.erased_at))}
    if not erased:
        return None
    return lambda environment, key: erased.get(digest_of(environment, key))
