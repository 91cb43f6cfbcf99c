"""What came of follow-ups, as verdicts that the model learns from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlmodel import Session

from analytics.stuck.guidance import Verdict
from server.stores.findings import FindingStore
from server.stores.follow_ups import Outcome
from server.stores.guidance import GuidanceStore
from server.stores.scoped import Scope

VERDICT_OF: Final[dict[Outcome, Verdict]] = {
    "resolved": "true",
    "reached": "true",
    "already_solved": "already_solved",
    "false_alarm": "false_alarm",
}


def teach(session: Session, scope: Scope, finding_ids: Collection[str], outcome: Outcome, now: datetime) -> None:
    """How a follow-up ended says of each of its people whether they had needed help. What was said of one of them
    before stays: it was said about that very person."""
    store = GuidanceStore(session, scope)
    for finding in FindingStore(session, scope).of_ids(finding_ids):
        if store.verdict_about(finding) is None:
            store.say(finding, VERDICT_OF[outcome], now)
