"""Makes findings of conclusions: opens what opens, updates what moved, closes what no longer holds.

Who concludes again and again says what was taken over last time, so that only findings of which something changed are
read: there may be hundreds of thousands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from analytics.stuck.conclusion import Conclusion
from server.models import Finding
from server.stores.findings import FindingStore
from server.stores.scoped import Scope
from server.success.noticing import note_findings
from server.success.stuck_places import update_stuck_places

NOTICEABLE = 0.01
"""A probability that moved less than this is not written again."""


@dataclass(frozen=True)
class Refreshed:
    """What a refresh changed in one environment."""

    opened: int = 0
    updated: int = 0
    closed: int = 0


@dataclass(frozen=True)
class Taken:
    """What was taken over last: by identity, and which of them are open findings. Good once that is committed."""

    conclusions: dict[str, Conclusion] = field(default_factory=dict)
    open: frozenset[str] = frozenset()


def take_over(
    session: Session, scope: Scope, conclusions: Iterable[Conclusion], now: datetime, before: Taken | None = None
) -> tuple[Refreshed, Taken]:
    """Does not commit. One finding is open per identity. `before`: what the pass before answered, if there was one."""
    store = FindingStore(session, scope)
    told = {one.identity: one for one in conclusions}
    changed: Collection[str]
    if before is not None and len(before.open) == store.open_count():
        changed = _changed(told, before)
        open_, stays = store.open_by_identity(changed), set(before.open).difference(changed)
    else:
        changed, open_, stays = told, store.open_by_identity(), set()
    opened: list[Finding] = []
    updated = 0
    for identity in changed:
        if identity not in told:
            continue
        conclusion, known = told[identity], open_.pop(identity, None)
        if known is not None:
            updated += _update(known, conclusion, now)
        elif conclusion.opens:
            opened.append(_finding(scope, conclusion, now))
            store.add(opened[-1])
        else:
            continue
        stays.add(identity)
    for gone in open_.values():
        store.close(gone, now)
    note_findings(session, scope, opened, open_.values(), now)
    update_stuck_places(session, scope, [*opened, *open_.values()])
    return Refreshed(len(opened), updated, len(open_)), Taken(told, frozenset(stays))


def _changed(told: dict[str, Conclusion], before: Taken) -> Collection[str]:
    """What is told anew, or no longer; what stays the same is the same object."""
    known = before.conclusions
    return [identity for identity, one in told.items() if known.get(identity) is not one] + [
        identity for identity in before.open if identity not in told
    ]


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
