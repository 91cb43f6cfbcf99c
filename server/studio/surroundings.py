"""What lint must know of the workspace besides the guide."""

from __future__ import annotations

from sqlmodel import Session, col, select

from guides.lint_references import Surroundings
from server.models import Environment, GuideRow
from server.stores.guides import GuideStore
from server.stores.scoped import Scope
from server.stores.themes import ThemeStore


def surroundings_of(session: Session, scope: Scope) -> Surroundings:
    """Its themes, the keys of its guides that are not archived, and the environment's groups with limits."""
    walls = GuideStore(session, scope).walls(GuideRow)
    keys = session.exec(select(GuideRow.key).where(*walls, col(GuideRow.archived_at).is_(None)))
    environment = session.get(Environment, scope.environment_id)
    groups = environment.limits.get("groups", {}) if environment else {}
    return Surroundings(ThemeStore(session, scope).themes(), frozenset(keys), frozenset(groups))
