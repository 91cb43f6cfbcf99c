"""Keeps where people are stuck beside the people themselves, so that a session knows it without another query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from sqlmodel import Session

from server.models import Finding
from server.stores.findings import FindingStore
from server.stores.people import PersonStore
from server.stores.scoped import Scope

KIND: Final = "stuck_person"


def update_stuck_places(session: Session, scope: Scope, changed: Iterable[Finding]) -> None:
    """Writes `stuck_at` anew for the people whom the opened and closed findings are about."""
    keys = {one.person_key for one in changed if one.kind == KIND and one.person_key}
    if not keys:
        return
    session.flush()
    places: dict[str, set[str]] = defaultdict(set)
    for finding in FindingStore(session, scope).open_about_people(KIND, keys):
        if finding.guide_key:
            places[finding.person_key or ""] |= {finding.guide_key, f"{finding.guide_key}/{finding.step_key}"}
    for key, person in PersonStore(session, scope).of_keys(keys).items():
        person.stuck_at = sorted(places[key])
        session.add(person)
