"""What lint must know of the workspace besides the guide."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from guides.lint.references import Missing, Surroundings
from server.models import Environment, GuideRow
from server.stores.guides import GuideStore
from server.stores.scoped import Scope
from server.stores.segments import SegmentStore
from server.stores.target_reports import TargetReportStore
from server.stores.themes import ThemeStore
from server.studio.repair.repairs import FRESH


def surroundings_of(session: Session, scope: Scope, row: GuideRow, now: datetime) -> Surroundings:
    """What lies around one guide in the scope's environment."""
    guides, environment = GuideStore(session, scope), session.get(Environment, scope.environment_id)
    reports = TargetReportStore(session, scope).seen_since(now - FRESH, row.key)
    return Surroundings(
        themes=ThemeStore(session, scope).themes(),
        guides=guides.names().keys(),
        segments=SegmentStore(session, scope).names(),
        groups=environment.limits.get("groups", {}) if environment else {},
        languages=environment.languages if environment else (),
        missing={
            (one.step_key, one.was): Missing(one.people, one.page)
            for one in reports
            if one.kind == "missing" and one.dismissed_at is None
        },
        rivals=guides.rivals(row),
    )
