"""The door: what may be concluded as of a moment, from nothing but what had happened by then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from analytics.store import EventStore
from analytics.stuck.arrays import milliseconds
from analytics.stuck.conclusion import Candidates, Conclusion
from analytics.stuck.guidance import NO_GUIDANCE, Guidance
from analytics.stuck.learning.lessons import Lessons
from analytics.stuck.past.journal import Journal
from analytics.stuck.past.reading import read_journal
from analytics.stuck.rules.registry import RULES
from analytics.stuck.view import View


def candidates(view: View) -> Iterator[Candidates]:
    """What every rule finds, not yet in words."""
    return (some for rule in RULES for some in rule(view))


def conclusions_at(journal: Journal, as_of: datetime, guidance: Guidance = NO_GUIDANCE) -> list[Conclusion]:
    """Everything that holds as of a moment, including what would not open anew but may stay open (`opens` is false)."""
    view = View(Lessons(journal.until(as_of), guidance), milliseconds(as_of))
    return [conclusion for some in candidates(view) for conclusion in some.all()]


def conclude(
    store: EventStore, environment: str, as_of: datetime, guidance: Guidance = NO_GUIDANCE
) -> list[Conclusion]:
    """What holds in an environment as of a moment, from nothing that happened later."""
    return conclusions_at(read_journal(store, environment, as_of, guidance.tasks, guidance.beside), as_of, guidance)
