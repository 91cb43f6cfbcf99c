"""From a journal to passages: one person's time at one step of one run, to be asked about any moment.

Every question takes the moment it is about and looks at nothing that happened later, so one set of passages serves a
whole back-test.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from analytics.stuck.arrays import NEVER, Flags, Ints
from analytics.stuck.past.active_time import ActiveTime
from analytics.stuck.past.journal import COMPLETED, DISMISSED, DONE, FAILED, SEEN, SKIPPED, TROUBLE, Journal
from analytics.stuck.past.timeline import Timeline

GLANCES = 2
"""Who closes a guide at so many looks, with nothing gone wrong, did not want it."""


@dataclass(frozen=True)
class Passages:
    """One entry per (run, step), sorted by person and first sight. Times that have not come are `NEVER`.

    `closed_at`: the step stopped mattering for good (skipped, or its guide was completed without it). `superseded_at`:
    the same person began the same guide afresh; what was vain in earlier runs is carried over as `vain_before`.
    """

    person: Ints
    account: Ints
    run: Ints
    step: Ints
    guide: Ints
    first_seen: Ints
    done_at: Ints
    closed_at: Ints
    superseded_at: Ints
    vain_before: Ints
    """How often the person had come to the step in earlier runs since they last did it, known at first sight."""
    tries: Timeline
    """Sights of the step, by passage."""
    troubles: Timeline
    failures: Timeline
    """When the step itself could not be shown or done, by passage: the person is not to blame."""
    put_away: Timeline
    """When the guide was put away, by run; not an end by itself: people come back."""
    deeds: Timeline
    """Everything each person did, by person."""
    own_deeds: Timeline
    """Everything that happened at the step itself, by passage."""

    def __len__(self) -> int:
        return len(self.person)

    @cached_property
    def ended_at(self) -> Ints:
        """When the passage was done, closed or superseded, whichever came first, but not before it began: a guide begun
        afresh elsewhere, or completed, may be seen again.
        """
        ended = np.minimum(np.minimum(self.done_at, self.closed_at), self.superseded_at)
        return np.maximum(ended, self.first_seen)

    def seen_by(self, at: int) -> Ints:
        """The passages that had begun by a moment."""
        return np.flatnonzero(self.first_seen <= at)

    def last_seen(self, which: Ints, at: Ints) -> Ints:
        """When the person last came to the step."""
        return np.maximum(self.tries.last(which, at), self.first_seen[which])

    def last_touched(self, which: Ints, at: Ints) -> Ints:
        """When anything last happened at the step."""
        return np.maximum(self.own_deeds.last(which, at), self.first_seen[which])

    def tried(self, which: Ints, at: Ints) -> Ints:
        """How often the person had come to the step in vain, earlier runs included."""
        return self.vain_before[which] + np.maximum(self.tries.so_far(which, at), 1)

    def troubled(self, which: Ints, at: Ints) -> Ints:
        """How many signs of trouble had been seen there."""
        return self.troubles.so_far(which, at)

    def elsewhere(self, which: Ints, at: Ints) -> Ints:
        """How many things the person had done since first seeing the step that were not at the step."""
        all_since = self.deeds.count(self.person[which], self.first_seen[which], at)
        own_since = self.own_deeds.count(which, self.first_seen[which], at)
        return np.asarray(np.maximum(all_since - own_since, 0))

    @cached_property
    def _activity(self) -> ActiveTime:
        return ActiveTime.of(self.deeds)

    def active(self, which: Ints, at: Ints) -> Ints:
        """Milliseconds that the person was active, here or elsewhere, since first seeing the step."""
        return self._activity.between(self.person[which], self.first_seen[which], at)

    def failing(self, which: Ints, at: Ints) -> Flags:
        """Whether the step could not be shown when the person last came to it.

        One sight after a failure belongs to it: a step without its element may be shown in the middle of the page.
        """
        failed_at = self.failures.last(which, at)
        return np.asarray((failed_at > 0) & (self.tries.count(which, failed_at, at) <= 1))

    def declined(self, which: Ints, at: Ints) -> Flags:
        """Whether the guide was put away at the first or second sight of the step, without any sign of trouble, and not
        come back to."""
        away = self.put_away.last(self.run[which], at)
        calm = (self.tries.so_far(which, at) <= GLANCES) & (self.troubled(which, at) == 0)
        return np.asarray(calm & (away >= self.last_seen(which, at)))

    def put_away_here(self, which: Ints, at: Ints) -> Flags:
        """Whether the guide was put away with nothing of it seen since the person was last at this step."""
        return np.asarray(self.put_away.last(self.run[which], at) >= self._run_last_seen(which, at))

    def _run_last_seen(self, which: Ints, at: Ints) -> Ints:
        seen = self._sights_of_runs.last(self.run[which], at)
        here = self.last_seen(which, at)
        return np.where(seen > here, NEVER, here)

    @cached_property
    def _sights_of_runs(self) -> Timeline:
        owner, at = self.tries.keys // self.tries.span, self.tries.keys % self.tries.span + self.tries.base
        return Timeline.of(self.run[owner], at, self.tries.base, self.tries.span)

    def open(self, which: Ints, at: Ints) -> Flags:
        """Which had begun, and were neither done, closed, failing nor declined."""
        going = (self.first_seen[which] <= at) & (self.ended_at[which] > at)
        return np.asarray(going & ~self.failing(which, at) & ~self.declined(which, at))

    def finished(self, which: Ints, at: Ints) -> Flags:
        """Which had been done."""
        done = self.done_at[which]
        return np.asarray((done <= at) & (done <= self.closed_at[which]))


def _first(size: int, owner: Ints, at: Ints) -> Ints:
    times = np.full(size, NEVER, dtype=np.int64)
    np.minimum.at(times, owner, at)
    return times


def _next_run_at(person: Ints, guide: Ints, run: Ints, first_seen: Ints) -> Ints:
    """For each passage, when the same person began the same guide afresh; `NEVER` if not."""
    runs, first_of = np.unique(run, return_index=True)
    began = _first(len(runs), np.searchsorted(runs, run), first_seen)
    order = np.lexsort((began, guide[first_of], person[first_of]))
    same = (np.diff(person[first_of][order]) == 0) & (np.diff(guide[first_of][order]) == 0)
    following = np.full(len(runs), NEVER, dtype=np.int64)
    following[order[:-1][same]] = began[order[1:][same]]
    return following[np.searchsorted(runs, run)]


def passages_of(journal: Journal) -> Passages:
    """The passages that a journal tells of."""
    steps = max(len(journal.names.steps), 1)
    base = int(journal.at[0]) if len(journal) else 0
    span = (int(journal.at[-1]) - base if len(journal) else 0) + 2
    in_step = (journal.run >= 0) & (journal.step >= 0)
    key = np.where(in_step, journal.run * steps + journal.step, -1)
    opens = in_step & np.isin(journal.kind, (SEEN, DONE, FAILED))
    keys, sample = np.unique(key[opens], return_index=True)
    size, sample = len(keys), np.flatnonzero(opens)[sample]
    place = np.searchsorted(keys, key)
    known = in_step & (place < size) & (keys[np.minimum(place, max(size - 1, 0))] == key if size else in_step)
    person, run, step = journal.person[sample], journal.run[sample], journal.step[sample]
    guide = journal.names.guide_of_step[step] if size else step
    first_seen = _first(size, place[opens], journal.at[opens])
    order = np.lexsort((keys, first_seen, person))
    rank = np.empty(size, dtype=np.int64)
    rank[order] = np.arange(size)

    def at_step(kind: int) -> tuple[Ints, Ints]:
        chosen = known & (journal.kind == kind)
        return rank[place[chosen]], journal.at[chosen]

    def timeline(kind: int) -> Timeline:
        return Timeline.of(*at_step(kind), base, span)

    closed_at = _first(size, *at_step(SKIPPED))
    away = (journal.run >= 0) & (journal.kind == DISMISSED)
    passages = Passages(
        person=person[order],
        account=journal.account[sample][order],
        run=run[order],
        step=step[order],
        guide=guide[order],
        first_seen=first_seen[order],
        done_at=_first(size, *at_step(DONE)),
        closed_at=np.minimum(closed_at, _completed_at(journal)[run[order]]),
        superseded_at=_next_run_at(person[order], guide[order], run[order], first_seen[order]),
        vain_before=np.zeros(size, dtype=np.int64),
        tries=timeline(SEEN),
        troubles=timeline(TROUBLE),
        failures=timeline(FAILED),
        put_away=Timeline.of(journal.run[away], journal.at[away], base, span),
        deeds=Timeline.of(journal.person, journal.at, base, span),
        own_deeds=Timeline.of(rank[place[known]], journal.at[known], base, span),
    )
    return replace(passages, vain_before=_vain_before(passages))


def _completed_at(journal: Journal) -> Ints:
    """Per run number, when its guide was completed."""
    completed = (journal.run >= 0) & (journal.kind == COMPLETED)
    return _first(len(journal.names.runs), journal.run[completed], journal.at[completed])


def _vain_before(passages: Passages) -> Ints:
    """Sights of the same step by the same person in earlier runs, begun again at zero whenever it was done."""
    order = np.lexsort((passages.first_seen, passages.step, passages.person))
    same = (np.diff(passages.person[order]) == 0) & (np.diff(passages.step[order]) == 0)
    vain = np.zeros(len(passages), dtype=np.int64)
    places = np.flatnonzero(same)
    before, after = order[places], order[places + 1]
    seen = np.maximum(passages.tries.so_far(before, passages.first_seen[after]), 1)
    undone = passages.done_at[before] > passages.first_seen[after]
    for earlier, later, sights, in_vain in zip(
        before.tolist(), after.tolist(), seen.tolist(), undone.tolist(), strict=True
    ):
        vain[later] = vain[earlier] + sights if in_vain else 0
    return vain
