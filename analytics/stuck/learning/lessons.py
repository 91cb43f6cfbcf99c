"""When what is learnt is learnt anew: at moments that depend on the journal alone, never on who asked before."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from analytics.stuck.arrays import NEVER, Flags, Ints, expit, milliseconds
from analytics.stuck.chances import calibration_error
from analytics.stuck.clocks.presence import Presence, presence_of
from analytics.stuck.clocks.rhythm import PLAIN_CLOCK, WorkClock, work_clock
from analytics.stuck.guidance import NO_GUIDANCE, Guidance
from analytics.stuck.learning.model import PRIOR_WEIGHTS, Lesson, Manner, Weights, evidence_of, fit, lesson_of
from analytics.stuck.learning.outcomes import OUTCOME_WEIGHT, told_by
from analytics.stuck.learning.signals import Evidence
from analytics.stuck.past.journal import Journal
from analytics.stuck.past.passages import Passages, passages_of

Kept = TypeVar("Kept")

TABLE_GROWTH, WEIGHT_GROWTH = 1.02, 1.25
"""Curves are counted anew whenever the journal, or its time, has grown by a fiftieth; weights whenever by a quarter."""

FIRST_LESSON = 500
"""So many events before weights are learnt at all: before, the priors rule."""

NEWEST_SHARE = 0.3
"""The latest part of the lesson decides whether new weights are better than the old."""
FEWEST_JUDGES = 30


def grown(count: int, growth: float, first: int = 1) -> int:
    """The largest size not above `count` at which something is learnt anew, when sizes grow by a factor."""
    if count < first:
        return 0
    if count * (growth - 1) < 1:
        return count
    steps = int(math.log(count / first) / math.log(growth) + 1e-9)
    return min(math.ceil(first * growth**steps), count)


@dataclass(frozen=True)
class Trial:
    """The old weights against new ones that had not seen the rows both were judged by: mean log loss of each."""

    old: float
    new: float
    judged_by: int

    @property
    def better(self) -> bool:
        return self.judged_by >= FEWEST_JUDGES and self.new < self.old


@dataclass(frozen=True)
class Learnt:
    """The weights in force, the clock they were learnt with, and how the latest trial went."""

    weights: Weights
    clock: WorkClock
    beside: Weights | None = None
    """What was learnt last: the same, or the challenger that has not proved better yet."""
    trial: Trial | None = None


def tried(old: Weights, lesson: Lesson, opens: float) -> tuple[Manner, Trial]:
    """Which manner of weighing is more honest, and whether weights learnt so from the older part of a lesson tell its
    newest part better than the old ones do."""
    newest = newest_passages(lesson)
    if not newest.any() or newest.all():
        return "passages", Trial(0.0, 0.0, 0)
    judges = lesson.part(np.flatnonzero(newest))
    teachers = lesson.part(np.flatnonzero(~newest))
    by_passages = fit(teachers, "passages", old)
    learnt: dict[Manner, Weights] = {"passages": by_passages, "moments": fit(teachers, "moments", by_passages)}
    best = min(learnt, key=lambda manner: _dishonesty(learnt[manner], judges, opens))
    return best, Trial(_loss(old, judges), _loss(learnt[best], judges), len(np.unique(judges.which)))


def newest_passages(lesson: Lesson) -> Flags:
    """Whether each row is of one of the passages that began last.

    Parting rows by their own time would put whoever was open for long, and so was never done, among the judges and
    leave the others to teach.
    """
    _, place = np.unique(lesson.which, return_inverse=True)
    first = np.full(int(place.max(initial=-1)) + 1, NEVER, dtype=np.int64)
    np.minimum.at(first, place, lesson.at)
    return np.asarray(first[place] > (np.quantile(first, 1 - NEWEST_SHARE) if len(first) else 0))


def _dishonesty(weights: Weights, judges: Lesson, opens: float) -> float:
    """The worse of two calibration errors: of all chances told, and of the first of each passage that would open."""
    chance = expit(weights.odds(judges.columns))
    order = np.lexsort((judges.at, judges.which))
    high = order[chance[order] >= opens]
    first = high[np.unique(judges.which[high], return_index=True)[1]]
    return max(calibration_error(chance[rows], judges.chance[rows]) for rows in (order, first))


def _loss(weights: Weights, lesson: Lesson) -> float:
    share = np.clip(expit(weights.odds(lesson.columns)), 1e-6, 1 - 1e-6)
    losses = -(lesson.chance * np.log(share) + (1 - lesson.chance) * np.log1p(-share))
    return float(np.average(losses, weights=lesson.weight))


class Lessons:
    """What is learnt from one journal at any moment, kept so that a back-test learns each thing once."""

    def __init__(self, journal: Journal, guidance: Guidance = NO_GUIDANCE) -> None:
        self.journal, self.guidance = journal, guidance
        self.passages: Passages = passages_of(journal)
        self._learnt: dict[int, Learnt] = {0: Learnt(PRIOR_WEIGHTS, PLAIN_CLOCK)}
        self._evidence: tuple[tuple[int, int], Evidence] | None = None
        self._presence: tuple[int, Presence] | None = None
        self._kept: dict[str, tuple[int, Any]] = {}

    def grown_to(self, journal: Journal, unchanged: int) -> Lessons:
        """The same for a journal whose first `unchanged` events are the same: what was learnt from those stays."""
        lessons = Lessons(journal, self.guidance)
        lessons._learnt |= {size: learnt for size, learnt in self._learnt.items() if size <= unchanged}
        changed_at = int(journal.at[unchanged]) if unchanged < len(journal) else NEVER
        lessons._kept |= {name: kept for name, kept in self._kept.items() if kept[0] < changed_at}
        return lessons

    def guided_by(self, guidance: Guidance) -> Lessons:
        """The same under other guidance: only outcomes teach, so what was learnt before the first new one stays."""
        changed = set(self.guidance.outcomes) ^ set(guidance.outcomes)
        said = min((milliseconds(one.said_at) for one in changed), default=NEVER)
        lessons = Lessons(self.journal, guidance)
        untouched = int(np.searchsorted(self.journal.at, said, side="left"))
        lessons._learnt |= {size: learnt for size, learnt in self._learnt.items() if size <= untouched}
        return lessons

    def kept(self, name: str, moment: int, make: Callable[[], Kept]) -> Kept:
        """What `make` answers about a moment, kept until another moment is asked about: many looks share one answer.

        It outlives the journal (see `grown_to`), so it may hold no view and nothing that is numbered by later events.
        """
        if self._kept.get(name, (None, None))[0] != moment:
            self._kept[name] = (moment, make())
        answer: Kept = self._kept[name][1]
        return answer

    def events_by(self, now: int) -> int:
        """How many events had happened by a moment."""
        return int(np.searchsorted(self.journal.at, now, side="right"))

    def evidence(self, now: int) -> Evidence:
        """The tables in force at a moment."""
        moment, learnt = self.counted_at(now), self.learnt(now)
        key = (moment, id(learnt))
        if self._evidence is None or self._evidence[0] != key:
            tables = evidence_of(self.passages, self._guide_of_step, learnt.clock, moment)
            self._evidence = (key, tables)
        return self._evidence[1]

    def presence(self, now: int) -> Presence:
        """Who counts as gone at a moment; learnt anew as often as the curves."""
        events = grown(self.events_by(now), TABLE_GROWTH)
        if self._presence is None or self._presence[0] != events:
            at = int(self.journal.at[events - 1]) if events else now
            people = len(self.journal.names.people)
            self._presence = (events, presence_of(self.passages.deeds, self.learnt(at).clock, people, at))
        return self._presence[1]

    def open_at(self, now: int) -> Ints:
        """The passages open at a moment."""
        which = self.passages.seen_by(now)
        which = which[self.passages.ended_at[which] > now]
        return which[self.passages.open(which, np.full(len(which), now, dtype=np.int64))]

    @cached_property
    def _by_passage(self) -> tuple[Ints, Ints]:
        """The journal's places of events at steps, sorted by run and step, then time; and their keys."""
        journal = self.journal
        places = np.flatnonzero((journal.run >= 0) & (journal.step >= 0))
        keys = journal.run[places] * max(len(journal.names.steps), 1) + journal.step[places]
        order = np.argsort(keys, kind="stable")
        return places[order], keys[order]

    def places_of(self, run: int, step: int) -> Ints:
        """Where the journal tells of one run at one step, in time order."""
        places, keys = self._by_passage
        key = run * max(len(self.journal.names.steps), 1) + step
        start, end = np.searchsorted(keys, [key, key + 1])
        return places[start:end]

    def learnt(self, now: int) -> Learnt:
        """The weights and the clock in force at a moment."""
        return self._learnt_from(grown(self.events_by(now), WEIGHT_GROWTH, FIRST_LESSON))

    def _learnt_from(self, events: int) -> Learnt:
        if events not in self._learnt:
            self._learnt[events] = self._learn(events)
        return self._learnt[events]

    def _learn(self, events: int) -> Learnt:
        now = int(self.journal.at[events - 1])
        known = self.events_by(now)
        clock = work_clock(self.journal.at[:known], self.journal.person[:known])
        lesson = lesson_of(evidence_of(self.passages, self._guide_of_step, clock, now), now)
        lesson = self._with_outcomes(lesson, clock, now)
        old = self._learnt_from(grown(events - 1, WEIGHT_GROWTH, FIRST_LESSON)).weights
        manner, trial = tried(old, lesson, self.guidance.thresholds.opens)
        new = fit(lesson, manner, old)
        return Learnt(new if trial.better else old, clock, new, trial)

    def _with_outcomes(self, lesson: Lesson, clock: WorkClock, now: int) -> Lesson:
        """What members said came of earlier findings, as further rows of the lesson."""
        said = told_by(self.passages, self.journal.names, self.guidance.outcomes, now)
        if not len(said.which):
            return lesson
        columns = evidence_of(self.passages, self._guide_of_step, clock, now).columns(said.which, said.at)
        weight = np.full(len(said.which), OUTCOME_WEIGHT)
        return lesson.and_also(Lesson(columns, said.needed, weight, said.which, said.at))

    @property
    def _guide_of_step(self) -> Ints:
        return self.journal.names.guide_of_step

    def counted_at(self, now: int) -> int:
        """The latest moment by which curves were counted anew."""
        if not len(self.journal):
            return now
        start = int(self.journal.at[0])
        events = grown(self.events_by(now), TABLE_GROWTH)
        by_events = int(self.journal.at[events - 1]) if events else start
        by_time = start + 1000 * grown(max(now - start, 0) // 1000, TABLE_GROWTH)
        return min(max(by_events, by_time), now)
