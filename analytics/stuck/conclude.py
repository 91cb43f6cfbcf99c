"""The door: what may be concluded as of a moment, from nothing but what had happened by then."""

from __future__ import annotations

from datetime import datetime

from analytics.store import EventStore
from analytics.stuck.arrays import milliseconds
from analytics.stuck.conclusion import Candidate, Conclusion
from analytics.stuck.journal import Journal
from analytics.stuck.model import PRIOR_WEIGHTS, Weights, learn, lesson_size
from analytics.stuck.reading import read_journal
from analytics.stuck.registry import RULES
from analytics.stuck.view import View


class Lessons:
    """The weights learnt at each size of one journal, kept so that a back-test learns them once."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._learnt: dict[int, Weights] = {0: PRIOR_WEIGHTS}

    def at(self, events: int) -> Weights:
        """The weights in force when so many events have happened."""
        size = lesson_size(events)
        if size not in self._learnt:
            self._learnt[size] = learn(self._journal.first(size))
        return self._learnt[size]


def view_at(journal: Journal, as_of: datetime, lessons: Lessons) -> View:
    """What the rules may see as of a moment."""
    cut = journal.until(as_of)
    return View(cut, milliseconds(as_of), lessons.at(len(cut)))


def candidates(view: View) -> list[Candidate]:
    """What every rule finds, not yet in words."""
    return [candidate for rule in RULES for candidate in rule(view)]


def conclusions_at(journal: Journal, as_of: datetime) -> list[Conclusion]:
    """Everything that holds as of a moment, including what would not open anew but may stay open (`opens` is false)."""
    return [candidate.tell() for candidate in candidates(view_at(journal, as_of, Lessons(journal)))]


def conclude(store: EventStore, environment: str, as_of: datetime) -> list[Conclusion]:
    """What holds in an environment as of a moment, from nothing that happened later."""
    return conclusions_at(read_journal(store, environment, as_of), as_of)
