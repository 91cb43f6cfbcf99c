"""A pass over a million people of whom one in a hundred has done something since the last pass."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta

import numpy as np

from analytics.stuck.arrays import milliseconds, moment
from analytics.stuck.journal import DONE, SEEN, Journal, JournalRow, Names, StepName
from analytics.stuck.watch import Watch
from bench.stuck_worlds import START

PEOPLE = int(os.environ.get("SHIRUBE_BENCH_PEOPLE", "1000000"))
STEPS, CHANGED = 8, 0.01
PASS_SECONDS = 60.0
"""Findings are to follow an event within a minute."""


def measure_growth() -> bool:
    """Whether a pass after a change takes less CPU than a minute."""
    journal = _crowd(PEOPLE)
    watch, now = Watch(journal), moment(int(journal.at[-1]))
    began = time.process_time()
    before = len(watch.conclusions(now))
    whole = time.process_time() - began
    people = np.random.default_rng(3).choice(PEOPLE, int(PEOPLE * CHANGED), replace=False).tolist()
    rows = [_visit(person, now + timedelta(seconds=number / len(people))) for number, person in enumerate(people)]
    began = time.process_time()
    taken = watch.take(rows)
    after = len(watch.conclusions(now + timedelta(minutes=1)))
    spent = time.process_time() - began
    print(f"  {PEOPLE:,} people, {watch.events:,} events, {before:,} findings: first pass {whole:.0f} s of CPU")
    print(f"  {taken:,} of them did something: {spent:.1f} s of CPU until {after:,} findings are told")
    return spent <= PASS_SECONDS


def _visit(person: int, at: datetime) -> JournalRow:
    return JournalRow(at, f"new-{person}", "step_seen", f"p{person}", "a0", f"r{person}", "guide", "s0")


def _crowd(people: int) -> Journal:
    """Each saw one or two of the steps within two months; seven in ten did them, within minutes."""
    luck = np.random.default_rng(2)
    person = np.repeat(np.arange(people), 2)
    step = luck.integers(0, STEPS, len(person))
    seen = milliseconds(START) + (luck.random(len(person)) * 60 * 86_400_000).astype(np.int64)
    took = (np.exp(luck.normal(np.log(120_000), 1.0, len(person)))).astype(np.int64)
    done = luck.random(len(person)) < 0.7
    at = np.concatenate([seen, (seen + took)[done]])
    kind = np.concatenate([np.full(len(person), SEEN), np.full(int(done.sum()), DONE)])
    who, where = np.concatenate([person, person[done]]), np.concatenate([step, step[done]])
    order = np.argsort(at, kind="stable")
    at, kind, who, where = at[order], kind[order], who[order], where[order]
    first = np.unique(who, return_index=True)[1]
    rank = np.empty(people, dtype=np.int64)
    rank[np.argsort(first)] = np.arange(people)
    numbers = np.argsort(first).tolist()
    seen_first = where[np.sort(np.unique(where, return_index=True)[1])]
    place = np.empty(STEPS, dtype=np.int64)
    place[seen_first] = np.arange(STEPS)
    names = Names(
        [f"p{number}" for number in numbers], ["a0"], [f"r{number}" for number in numbers],
        [StepName("guide", f"s{number}") for number in seen_first.tolist()], ["guide"], np.zeros(STEPS, dtype=np.int64),
    )  # fmt: skip
    type_ = (kind == DONE).astype(np.int64)
    ids = [f"e{number}" for number in range(len(at))]
    zero = np.zeros(len(at), dtype=np.int64)
    return Journal(at, kind, type_, rank[who], zero, rank[who], place[where], ids, ["step_seen", "step_acted"], names)
