"""What members said came of findings: it teaches the weights and keeps a finding from coming back unasked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from analytics.stuck.arrays import Flags, Floats, Ints, milliseconds
from analytics.stuck.guidance import Outcome
from analytics.stuck.past.journal import Names, StepName
from analytics.stuck.past.passages import Passages

OUTCOME_WEIGHT = 5.0
"""Somebody looked: a verdict counts as much as five passages whose end is known by the clock."""

NEEDED = {"true": 1.0, "false_alarm": 0.0, "already_solved": 0.0}


@dataclass(frozen=True)
class Told:
    """Passages that members judged: as flagged when, said when, and whether help had been needed (1 or 0)."""

    which: Ints
    at: Ints
    said_at: Ints
    needed: Floats


def told_by(passages: Passages, names: Names, outcomes: Iterable[Outcome], now: int) -> Told:
    """The outcomes said by a moment, of passages that were open when they were flagged."""
    said = [one for one in outcomes if milliseconds(one.said_at) <= now] if outcomes else []
    people = {name: number for number, name in enumerate(names.people)} if said else {}
    steps = {name: number for number, name in enumerate(names.steps)} if said else {}
    rows = []
    for one in said:
        person, step = people.get(one.person, -1), steps.get(StepName(one.guide, one.step), -1)
        at = milliseconds(one.flagged_at)
        start, end = np.searchsorted(passages.person, [person, person + 1])
        own = np.arange(start, end)[(passages.step[start:end] == step) & (passages.first_seen[start:end] <= at)]
        if len(own):
            rows.append((int(own[-1]), at, milliseconds(one.said_at), NEEDED[one.verdict]))
    which, at_, said_at, needed = zip(*rows, strict=True) if rows else ((), (), (), ())
    columns = [np.array(column, dtype=np.int64) for column in (which, at_, said_at)]
    return Told(columns[0], columns[1], columns[2], np.array(needed, dtype=np.float64))


def settled(told: Told, passages: Passages, which: Ints, now: int) -> Flags:
    """Which passages a member called no trouble, with nothing tried there since."""
    quiet = np.zeros(len(passages), dtype=bool)
    unneeded = told.needed == 0
    about, said_at = told.which[unneeded], told.said_at[unneeded]
    touched = passages.last_touched(about, np.full(len(about), now, dtype=np.int64))
    quiet[about[touched <= said_at]] = True
    return np.asarray(quiet[which])
