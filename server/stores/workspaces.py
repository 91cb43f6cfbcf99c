"""Making workspaces, which is done from outside every scope."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, select

from server.errors import Conflict
from server.models import Workspace
from server.stores import doors
from server.stores.environments import EnvironmentStore
from server.stores.scoped import Scope


def create_workspace(session: Session, key: str, name: str, now: datetime) -> Workspace:
    """A workspace with a production environment. Raises `Conflict` when the key is taken."""
    if doors.workspace_of_key(session, key) is not None:
        raise Conflict(f"There is a workspace “{key}” already.")
    workspace = Workspace(key=key, name=name, created_at=now)
    session.add(workspace)
    session.flush()
    EnvironmentStore(session, Scope(workspace.id, "", role="owner")).create("production", "Production", now)
    return workspace


def all_workspaces(session: Session) -> list[Workspace]:
    return list(session.exec(select(Workspace).order_by(Workspace.key)))
