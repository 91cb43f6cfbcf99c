"""Brings the findings of environments up to date with what may be concluded now."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from analytics.stuck.conclusion import Conclusion
from server.database import open_session
from server.models import Environment, Finding
from server.services import Services
from server.stores.findings import FindingStore
from server.stores.guidance import GuidanceStore
from server.stores.scoped import Scope
from server.success.followings import Followings
from server.success.noticing import note_findings
from server.success.stuck_places import update_stuck_places

_one_at_a_time = threading.Lock()
"""Two refreshes of one process must not open the same finding twice."""

NOTICEABLE = 0.01
"""A probability that moved less than this is not written again."""


@dataclass(frozen=True)
class Refreshed:
    """What a refresh changed in one environment."""

    opened: int = 0
    updated: int = 0
    closed: int = 0


def refresh(
    services: Services, environment_ids: Sequence[str], followings: Followings | None = None
) -> dict[str, Refreshed]:
    """Conclude for each environment and commit; answers what changed. Unknown environments are left out.

    Who refreshes again and again passes its `followings`, so that only what is new is read.
    """
    followings = Followings(services.store) if followings is None else followings
    done = {}
    for environment_id in environment_ids:
        now = services.clock()
        with _one_at_a_time, open_session(services.engine) as session:
            environment = session.get(Environment, environment_id)
            if environment is None:
                followings.forget(environment_id)
                continue
            scope = Scope(environment.workspace_id, environment.id)
            # Read before the first write: SQLite has one writer, and concluding takes its time.
            guidance = GuidanceStore(session, scope).guidance()
            conclusions = followings.of(environment.id).conclusions(now, guidance)
            done[environment_id] = take_over(session, scope, conclusions, now)
            session.commit()
    return done


def take_over(session: Session, scope: Scope, conclusions: Iterable[Conclusion], now: datetime) -> Refreshed:
    """Open what opens, update what is open, close what no longer holds. One finding is open per identity."""
    store = FindingStore(session, scope)
    open_ = store.open_by_identity()
    opened: list[Finding] = []
    updated = 0
    for conclusion in conclusions:
        known = open_.pop(conclusion.identity, None)
        if known is not None:
            updated += _update(known, conclusion, now)
        elif conclusion.opens:
            opened.append(_finding(scope, conclusion, now))
            store.add(opened[-1])
    for gone in open_.values():
        store.close(gone, now)
    note_findings(session, scope, opened, open_.values(), now)
    update_stuck_places(session, scope, [*opened, *open_.values()])
    return Refreshed(len(opened), updated, len(open_))


def _finding(scope: Scope, conclusion: Conclusion, now: datetime) -> Finding:
    return Finding(
        workspace_id=scope.workspace_id,
        environment_id=scope.environment_id,
        kind=conclusion.kind,
        identity=conclusion.identity,
        person_key=conclusion.person,
        account_key=conclusion.account,
        guide_key=conclusion.guide,
        step_key=conclusion.step,
        run=conclusion.run,
        since=conclusion.since,
        opened_at=now,
        updated_at=now,
        **_changing(conclusion),
    )


def _changing(conclusion: Conclusion) -> dict[str, Any]:
    return {
        "severity": round(conclusion.severity, 1),
        "probability": round(conclusion.probability, 4),
        "confidence": round(conclusion.confidence, 4),
        "because": conclusion.because.as_json(),
        "signals": [signal.as_json() for signal in conclusion.signals],
        "evidence": list(conclusion.evidence),
    }


def _update(finding: Finding, conclusion: Conclusion, now: datetime) -> bool:
    """Whether anything worth writing changed."""
    fresh = _changing(conclusion)
    moved = abs(fresh["probability"] - finding.probability) >= NOTICEABLE
    if not moved and fresh["because"] == finding.because and fresh["evidence"] == finding.evidence:
        return False
    for name, value in fresh.items():
        setattr(finding, name, value)
    # A cluster may have moved to another step of the same account.
    finding.guide_key, finding.step_key, finding.updated_at = conclusion.guide, conclusion.step, now
    return True
