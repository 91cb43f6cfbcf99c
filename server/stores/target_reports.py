"""Reports of targets that changed or are gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlmodel import Session, col

from server.errors import NotFound
from server.models import TargetReport, TargetWitness
from server.stores.scoped import ScopedStore

KEPT = timedelta(days=90)
"""How long after its last sighting a report is kept."""


class TargetReportStore(ScopedStore):
    """Reports of the scope's environment."""

    def get(self, guide_key: str, report_id: str) -> TargetReport:
        """Raises `NotFound`."""
        row = self.by_id(TargetReport, report_id)
        if row is None or row.guide_key != guide_key:
            raise NotFound("There is no such proposal.")
        return row

    def seen_since(self, moment: datetime, guide_key: str = "") -> list[TargetReport]:
        """Of all guides or one, dismissed ones too; most people first."""
        query = self.rows(TargetReport).where(TargetReport.last_seen_at >= moment)
        if guide_key:
            query = query.where(TargetReport.guide_key == guide_key)
        order = (col(TargetReport.people).desc(), col(TargetReport.chance).desc(), col(TargetReport.id))
        return list(self.session.exec(query.order_by(*order)))

    def dismiss(self, row: TargetReport, now: datetime | None) -> None:
        """Offers it no more, whoever else reports it; `None` offers it again."""
        row.dismissed_at, row.dismissed_by = now, self.scope.author_id if now else None
        self.session.add(row)


def forget_old_reports(session: Session, now: datetime) -> int:
    """Removes reports nobody has added to for long; answers how many."""
    connection = session.connection()
    old = select(col(TargetReport.id)).where(col(TargetReport.last_seen_at) < now - KEPT)
    connection.execute(delete(TargetWitness).where(col(TargetWitness.report_id).in_(old)))
    return connection.execute(delete(TargetReport).where(col(TargetReport.last_seen_at) < now - KEPT)).rowcount
