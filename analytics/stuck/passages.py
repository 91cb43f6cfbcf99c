"""From a cut journal to passages: one person's time at one step of one run, with all that was known at the cut."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analytics.stuck.arrays import NEVER, Flags, Floats, Ints
from analytics.stuck.journal import COMPLETED, DISMISSED, DONE, FAILED, SEEN, SKIPPED, TROUBLE, Journal


@dataclass(frozen=True)
class Timeline:
    """Times of many owners in one sorted array, so that counts within a span take one look-up an owner."""

    keys: Ints
    base: int
    span: int

    @classmethod
    def of(cls, owner: Ints, at: Ints, base: int, span: int) -> Timeline:
        return cls(np.sort(owner * span + (at - base)), base, span)

    def until(self, owner: Ints, at: Ints) -> Ints:
        """How many entries stand before or at each (owner, at), counted from the start of the array."""
        offset = np.clip(at - self.base, -1, self.span - 1)
        return np.searchsorted(self.keys, owner * self.span + offset, side="right")

    def count(self, owner: Ints, after: Ints, at: Ints) -> Ints:
        """How many of the owner's entries lie in (after, at]."""
        return self.until(owner, at) - self.until(owner, after)


@dataclass(frozen=True)
class Passages:
    """One entry per (run, step), sorted by person and first sight. Times that have not come are `NEVER`.

    `closed_at`: the step stopped mattering (skipped, the guide was completed without it, put away at first sight, or
    started afresh). `failed_at`: the step itself could not be shown or done: the person is not to blame.
    """

    now: int
    person: Ints
    account: Ints
    run: Ints
    step: Ints
    guide: Ints
    first_seen: Ints
    last_seen: Ints
    done_at: Ints
    closed_at: Ints
    failed_at: Ints
    dismissed_at: Ints
    """When the guide was put away while this was the step on show; not an end by itself: people come back."""
    tries: Timeline
    troubles: Timeline
    deeds: Timeline
    """Everything each person did, by person."""

    def __len__(self) -> int:
        return len(self.person)

    @cached_property
    def index(self) -> Ints:
        return np.arange(len(self), dtype=np.int64)

    @cached_property
    def ended_at(self) -> Ints:
        """When the passage was done, closed or failed, whichever came first."""
        return np.minimum(np.minimum(self.done_at, self.closed_at), self.failed_at)

    @cached_property
    def open(self) -> Flags:
        """Seen, and neither done nor closed nor failed by now."""
        return self.ended_at > self.now

    @cached_property
    def seconds(self) -> Floats:
        """How long each passage took, or has taken so far."""
        return np.asarray((np.minimum(self.ended_at, self.now) - self.first_seen) / 1000.0)

    @cached_property
    def finished(self) -> Flags:
        return (self.done_at <= self.now) & (self.done_at <= self.ended_at)


def _first(size: int, owner: Ints, at: Ints) -> Ints:
    times = np.full(size, NEVER, dtype=np.int64)
    np.minimum.at(times, owner, at)
    return times


def _last(size: int, owner: Ints, at: Ints) -> Ints:
    times = np.full(size, -NEVER, dtype=np.int64)
    np.maximum.at(times, owner, at)
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


def passages_of(journal: Journal, now: int) -> Passages:
    """The passages that a journal, already cut at `now`, tells of."""
    steps = max(len(journal.names.steps), 1)
    base = int(journal.at[0]) if len(journal) else 0
    span = max(now - base, 0) + 2
    in_step = (journal.run >= 0) & (journal.step >= 0)
    key = np.where(in_step, journal.run * steps + journal.step, -1)
    opens = in_step & np.isin(journal.kind, (SEEN, DONE, FAILED))
    keys, sample = np.unique(key[opens], return_index=True)
    size, sample = len(keys), np.flatnonzero(opens)[sample]
    place = np.searchsorted(keys, key)
    known = in_step & (place < size) & (keys[np.minimum(place, max(size - 1, 0))] == key if size else in_step)

    def times(kind: int) -> tuple[Ints, Ints]:
        chosen = known & (journal.kind == kind)
        return place[chosen], journal.at[chosen]

    person, run, step = journal.person[sample], journal.run[sample], journal.step[sample]
    guide = journal.names.guide_of_step[step] if size else step
    first_seen = _first(size, place[opens], journal.at[opens])
    last_seen = np.maximum(_last(size, *times(SEEN)), first_seen)
    done_at, failed_at = _first(size, *times(DONE)), _first(size, *times(FAILED))
    closed_at = _closed_at(journal, person, guide, run, first_seen, last_seen, known, place)
    order = np.lexsort((keys, first_seen, person))
    rank = np.empty(size, dtype=np.int64)
    rank[order] = np.arange(size)

    def timeline(kind: int) -> Timeline:
        owner, at = times(kind)
        return Timeline.of(rank[owner], at, base, span)

    return Passages(
        now=now,
        person=person[order],
        account=journal.account[sample][order],
        run=run[order],
        step=step[order],
        guide=guide[order],
        first_seen=first_seen[order],
        last_seen=last_seen[order],
        done_at=done_at[order],
        closed_at=closed_at[order],
        failed_at=failed_at[order],
        dismissed_at=_dismissed_at(journal, run, last_seen)[order],
        tries=timeline(SEEN),
        troubles=timeline(TROUBLE),
        deeds=Timeline.of(journal.person, journal.at, base, span),
    )


def _dismissed_at(journal: Journal, run: Ints, last_seen: Ints) -> Ints:
    runs = len(journal.names.runs)
    latest = _last(runs, run, last_seen)[run] == last_seen
    return np.where(latest, _run_times(journal, DISMISSED)[run], NEVER)


def _run_times(journal: Journal, kind: int) -> Ints:
    """Per run number, when something of this kind first happened to the run as a whole."""
    chosen = (journal.run >= 0) & (journal.kind == kind)
    return _first(len(journal.names.runs), journal.run[chosen], journal.at[chosen])


def _closed_at(
    journal: Journal, person: Ints, guide: Ints, run: Ints, first_seen: Ints, last_seen: Ints, known: Flags, place: Ints
) -> Ints:
    size = len(person)
    skipped = known & (journal.kind == SKIPPED)
    closed = _first(size, place[skipped], journal.at[skipped])
    closed = np.minimum(closed, _run_times(journal, COMPLETED)[run])
    troubled = np.bincount(place[known & (journal.kind == TROUBLE)], minlength=size)[:size] > 0
    declined = np.where(troubled | (last_seen > first_seen), NEVER, _run_times(journal, DISMISSED)[run])
    return np.minimum(np.minimum(closed, declined), _next_run_at(person, guide, run, first_seen))
