"""Why somebody is flagged at a step, and why not: every signal, every condition and its limit, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import numpy as np

from analytics.store import EventStore
from analytics.stuck.arrays import milliseconds, moment
from analytics.stuck.conclusion import Because, Weighed
from analytics.stuck.guidance import NO_GUIDANCE, Guidance
from analytics.stuck.learning.lessons import Lessons
from analytics.stuck.past.journal import Journal, StepName
from analytics.stuck.past.reading import read_journal
from analytics.stuck.rules.because_person import because_person
from analytics.stuck.rules.person_facts import PersonFacts
from analytics.stuck.rules.stuck_person import FAIR_SHARE, fairness, is_news, weighed
from analytics.stuck.view import View

State = Literal["never_met", "open", "done", "closed", "put_away", "failing"]
"""`closed`: skipped, completed without it, or begun afresh. `failing`: could not be shown; nobody is to blame."""


@dataclass(frozen=True)
class Check:
    """One condition for being flagged: `value` must be at least `limit`. Keys: probability, fair_time, news, unsettled.

    The last two are yes (1) or no (0): touched lately enough to be news; no member has called it no trouble since.
    """

    key: str
    value: float
    limit: float

    @property
    def holds(self) -> bool:
        return self.value >= self.limit

    def as_json(self) -> dict[str, Any]:
        return {"key": self.key, "value": round(self.value, 4), "limit": self.limit, "holds": self.holds}


@dataclass(frozen=True)
class Why:
    """The latest passage of a person at a step as of a moment. Only open ones have more than `state`, `since`."""

    state: State
    flagged: bool
    kind: str | None = None
    """stuck_person or abandoned, whichever it is or would be."""
    since: datetime | None = None
    probability: float | None = None
    checks: tuple[Check, ...] = ()
    signals: tuple[Weighed, ...] = ()
    """Every signal, also those that weigh nothing."""
    because: Because | None = None
    evidence: tuple[str, ...] = ()


def why(
    store: EventStore, environment: str, as_of: datetime, person: str, guide: str, step: str,
    guidance: Guidance = NO_GUIDANCE,
) -> Why:  # fmt: skip
    """Why this person is, or is not, flagged at this step as of a moment."""
    return why_in(
        read_journal(store, environment, as_of, guidance.tasks, guidance.beside), as_of, person, guide, step, guidance
    )


def why_in(
    journal: Journal, as_of: datetime, person: str, guide: str, step: str, guidance: Guidance = NO_GUIDANCE
) -> Why:
    """The same from a journal in hand."""
    view = View(Lessons(journal.until(as_of), guidance), milliseconds(as_of))
    passage = _latest(view, person, StepName(guide, step))
    if passage is None:
        return Why("never_met", flagged=False)
    state, since = _state(view, passage), moment(view.passages.first_seen[passage])
    if state != "open":
        return Why(state, flagged=False, since=since)
    return _open(view, passage, since)


def _latest(view: View, person: str, name: StepName) -> int | None:
    names, passages = view.journal.names, view.passages
    if person not in names.people or name not in names.steps:
        return None
    start, end = np.searchsorted(passages.person, [names.people.index(person), names.people.index(person) + 1])
    own = np.arange(start, end)[passages.step[start:end] == names.steps.index(name)]
    return int(own[-1]) if len(own) else None


def _state(view: View, passage: int) -> State:
    passages, which = view.passages, np.array([passage])
    now = view.at_now(which)
    if passages.finished(which, now)[0]:
        return "done"
    if passages.ended_at[passage] <= view.now:
        return "closed"
    if passages.failing(which, now)[0]:
        return "failing"
    return "put_away" if passages.declined(which, now)[0] else "open"


def _open(view: View, passage: int, since: datetime) -> Why:
    place = int(np.searchsorted(view.open, passage))
    one = np.array([place])
    thresholds = view.guidance.thresholds
    settled = bool(view.settled[place])
    news = bool(is_news(view, one)[0]) or settled
    checks = (
        Check("probability", float(view.stuck_chance[place]), thresholds.opens),
        Check("fair_time", float(fairness(view)[place]), FAIR_SHARE),
        Check("news", float(news), 1.0),
        Check("unsettled", float(not settled), 1.0),
    )
    gone = bool(view.gone[place])
    step = int(view.passages.step[passage])
    return Why(
        state="open",
        flagged=all(check.holds for check in checks),
        kind="abandoned" if gone else "stuck_person",
        since=since,
        probability=float(view.stuck_chance[place]),
        checks=checks,
        signals=weighed(view, place, least=0.0),
        because=because_person(PersonFacts(view, np.array([place])), 0, gone),
        evidence=tuple(view.events_of(int(view.passages.run[passage]), step)),
    )
