"""Publishes what was planned when its time has come. Every node looks; each plan is carried out once, by one of them.

A plan is ended and its version made live in one transaction, so a node that dies in between has done neither, and a
plan whose time passed while nothing ran is carried out as soon as something does.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import datetime

import structlog
from sqlmodel import Session

from server.database import open_session
from server.models import GuideRow, GuideVersion, PublishPlan
from server.rounds import rounds
from server.services import Services
from server.stores.guides import GuideStore
from server.stores.plans import claim, due_plans
from server.stores.scoped import Scope

EVERY_SECONDS = 5.0

_log = structlog.get_logger("shirube.plans")


def carry_out_due(services: Services) -> int:
    """Publishes every plan whose time has come; answers how many this process published."""
    now = services.clock()
    with open_session(services.engine) as session:
        due = [plan.id for plan in due_plans(session, now)]
    return sum(_carry_out(services, plan_id, now) for plan_id in due)


def _carry_out(services: Services, plan_id: str, now: datetime) -> bool:
    with open_session(services.engine) as session:
        plan = session.get_one(PublishPlan, plan_id)
        row = session.get_one(GuideRow, plan.guide_id)
        gone = row.archived_at is not None
        if not claim(session, plan, "failed" if gone else "done", now, "the guide was archived" if gone else ""):
            return False
        if not gone:
            _show(session, plan, row, now)
        session.commit()
        _log.info("a plan was carried out", guide=row.key, published=not gone)
        return not gone


def _show(session: Session, plan: PublishPlan, row: GuideRow, now: datetime) -> None:
    scope = Scope(plan.workspace_id, plan.environment_id, plan.planned_by or "", "author")
    GuideStore(session, scope).set_live(row, session.get_one(GuideVersion, plan.version_id), now)


def keeping_plans(services: Services) -> AbstractAsyncContextManager[None]:
    """The part of the process that publishes what was planned."""
    return rounds("plans", lambda: carry_out_due(services), EVERY_SECONDS)
