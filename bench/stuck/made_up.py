"""Made-up journals with known truth (`worlds.py`): large ones, and many in which few have come so far."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import numpy as np

from analytics.stuck.learning.lessons import Lessons
from analytics.stuck.past.journal import JournalRow, journal_of
from bench.stuck.flags import model_flags, rival_flags
from bench.stuck.rivals import Q95
from bench.stuck.scoring import Case, Key, Score, score
from bench.stuck.worlds import START, Meeting, clicks, exercises

SHORT_WORLDS, SHORT_PEOPLE, SHORT_STEPS = 12, 16, 6


def measure_worlds() -> bool:
    """Whether the model keeps the targets where time means nothing, and where it runs in seconds."""
    told = [
        _measure_world("tries without a clock", *exercises(600, 15, 1), every=timedelta(seconds=1), skip=200),
        _measure_world("clicks within an hour", *clicks(400, 10, 2), every=timedelta(seconds=10), skip=900),
    ]
    return all(told)


def _measure_world(name: str, rows: list[JournalRow], truth: list[Meeting], every: timedelta, skip: float) -> bool:
    start = START + timedelta(seconds=skip)
    end = max(row.at for row in rows) + 12 * every
    cases = [
        Case((one.person, one.guide, one.step), one.begun, one.done, None, False) for one in truth if one.begun >= start
    ]
    began = time.process_time()
    first = model_flags(journal_of(rows), start, end, every)
    spent = time.process_time() - began
    reached = score(cases, first, 1.0)
    there = {(one.person, one.guide, one.step): one.last for one in truth if one.done is None}
    during = [first[key] <= last + every for key, last in there.items() if key in first]
    print(f"  {name:24} {len(rows):,} events, {spent:.0f} s of CPU  {reached.line()} s")
    print(f"  {'':24} {np.mean(during):.2f} of the hits by the first look after the person's last try")
    return reached.good


def measure_short() -> bool:
    """Whether the model is no worse than the 95th-percentile rule where no step has twenty finishers yet."""
    told = []
    for name, world, every in (("tries", exercises, timedelta(seconds=1)), ("clicks", clicks, timedelta(seconds=10))):
        cases: list[Case] = []
        flags: dict[str, dict[Key, datetime]] = {"the model": {}, Q95: {}}
        for seed in range(SHORT_WORLDS):
            rows, truth = world(SHORT_PEOPLE, SHORT_STEPS, seed)
            cases += [
                Case((f"{seed} {one.person}", one.guide, one.step), one.begun, one.done, None, False) for one in truth
            ]
            journal, end = journal_of(rows), max(row.at for row in rows) + 12 * every
            for key, at in model_flags(journal, START, end, every).items():
                flags["the model"][f"{seed} {key[0]}", key[1], key[2]] = at
            for key, at in rival_flags(Lessons(journal), START, end, every)[Q95].items():
                flags[Q95][f"{seed} {key[0]}", key[1], key[2]] = at
        scores = {who: score(cases, first, 1.0) for who, first in flags.items()}
        for who, reached in scores.items():
            print(f"  {name:8} {who:40} {reached.line()} s")
        told.append(_balance(scores["the model"]) >= _balance(scores[Q95]))
    return all(told)


def _balance(reached: Score) -> float:
    """The harmonic mean of precision and recall."""
    precision, recall = reached.precision[0], reached.recall[0]
    return 2 * precision * recall / max(precision + recall, 1e-9)
