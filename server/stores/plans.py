"""Plans to publish later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from server.errors import NotFound
from server.models import GuideRow, GuideVersion, PublishPlan
from server.stores.activity import ActivityStore
from server.stores.scoped import ScopedStore


class PlanStore(ScopedStore):
    """Plans of the scope's environment."""

    def waiting(self, row: GuideRow) -> PublishPlan | None:
        """What is planned for the guide here."""
        query = self.rows(PublishPlan).where(PublishPlan.guide_id == row.id, PublishPlan.state == "waiting")
        return self.session.exec(query).first()

    def of_guide(self, row: GuideRow) -> list[PublishPlan]:
        """Plans that wait, of all environments of the workspace, the next first."""
        query = select(PublishPlan).where(
            PublishPlan.workspace_id == self.scope.workspace_id,
            PublishPlan.guide_id == row.id,
            PublishPlan.state == "waiting",
        )
        return list(self.session.exec(query.order_by(col(PublishPlan.at))))

    def next_by_guide(self) -> dict[str, datetime]:
        """Guide id → when its plan here comes due."""
        query = select(PublishPlan.guide_id, PublishPlan.at).where(
            *self.walls(PublishPlan), PublishPlan.state == "waiting"
        )
        return dict(self.session.exec(query).all())

    def failed(self, row: GuideRow) -> PublishPlan | None:
        """The newest plan here, when it failed."""
        query = self.rows(PublishPlan).where(PublishPlan.guide_id == row.id, PublishPlan.state != "cancelled")
        newest = self.session.exec(query.order_by(col(PublishPlan.planned_at).desc())).first()
        return newest if newest is not None and newest.state == "failed" else None

    def add(self, row: GuideRow, version: GuideVersion, at: datetime, time_zone: str, now: datetime) -> PublishPlan:
        """Plans the version; takes the place of what was planned for the guide here."""
        self.cancel(row, now)
        plan = PublishPlan(
            workspace_id=self.scope.workspace_id,
            environment_id=self.scope.environment_id,
            guide_id=row.id,
            version_id=version.id,
            at=at,
            time_zone=time_zone,
            planned_by=self.scope.author_id,
            planned_at=now,
        )
        self.session.add(plan)
        self.session.flush()
        self._note("planned", now, row, version=version.number, at=at.isoformat(), zone=time_zone)
        return plan

    def cancel(self, row: GuideRow, now: datetime) -> bool:
        """Whether there was a plan to cancel."""
        plan = self.waiting(row)
        if plan is None or not claim(self.session, plan, "cancelled", now):
            return False
        self._note("plan_cancelled", now, row)
        return True

    def get(self, row: GuideRow) -> PublishPlan:
        """Raises `NotFound` when nothing is planned."""
        plan = self.waiting(row)
        if plan is None:
            raise NotFound("Nothing is planned for this guide here.")
        return plan

    def _note(self, what: str, now: datetime, row: GuideRow, **details: object) -> None:
        ActivityStore(self.session, self.scope).note(what, now, row, **details)


def due_plans(session: Session, now: datetime) -> list[PublishPlan]:
    """Of the whole installation, the longest overdue first."""
    query = select(PublishPlan).where(PublishPlan.state == "waiting", PublishPlan.at <= now)
    return list(session.exec(query.order_by(col(PublishPlan.at))))


def claim(session: Session, plan: PublishPlan, state: str, now: datetime, because: str = "") -> bool:
    """Ends a plan that waits; False when somebody else was faster. The caller commits it with what it does."""
    waiting = (col(PublishPlan.id) == plan.id, col(PublishPlan.state) == "waiting")
    values = {"state": state, "ended_at": now, "because": because}
    ended = session.connection().execute(update(PublishPlan).where(*waiting).values(**values))
    session.expire(plan)
    return ended.rowcount == 1
