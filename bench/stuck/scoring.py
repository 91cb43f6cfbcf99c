"""Precision, recall and delay of first flags, with bootstrap intervals, and how honest probabilities are."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from analytics.stuck.arrays import Floats

Key = tuple[str, str, str]
"""Person, guide, step."""

PRECISION, RECALL, CALIBRATION = 0.90, 0.95, 0.03
"""The targets."""

REPEATS = 200


@dataclass(frozen=True)
class Case:
    """The truth about one person at one step: due, and done or left if ever."""

    key: Key
    due: datetime
    done: datetime | None
    left: datetime | None
    first: bool
    """No earlier step was still open when this one fell due."""

    def counts(self, at: datetime) -> bool:
        """Whether a flag at this time is about somebody still there with the step still open."""
        return at >= self.due and (self.left is None or at < self.left) and (self.done is None or at < self.done)


def read_truth(file: Path) -> list[Case]:
    """The cases of the scorer's truth file."""

    def time(text: str) -> datetime | None:
        return datetime.fromisoformat(text) if text else None

    with file.open() as lines:
        return [
            Case(
                (row["person"], row["guide"], row["step"]), datetime.fromisoformat(row["due"]), time(row["done"]),
                time(row["left"]), row["first_miss"] == "1",
            )
            for row in csv.DictReader(lines)
        ]  # fmt: skip


@dataclass(frozen=True)
class Score:
    """Shares with their 95 % intervals; the delay is the median of the hits, in the unit asked for."""

    precision: tuple[float, float, float]
    recall: tuple[float, float, float]
    delay: float

    @property
    def good(self) -> bool:
        """Whether the targets were reached."""
        return self.precision[0] >= PRECISION and self.recall[0] >= RECALL

    def line(self) -> str:
        shares = [f"{mean:.3f} ({low:.3f}–{high:.3f})" for mean, low, high in (self.precision, self.recall)]
        return f"precision {shares[0]}  recall {shares[1]}  median delay {self.delay:.1f}"


def score(cases: Sequence[Case], first: Mapping[Key, datetime], unit_seconds: float) -> Score:
    """Every case by its first flag; a flag outside its time counts for nothing."""
    people = {name: number for number, name in enumerate(sorted({case.key[0] for case in cases}))}
    counts = np.zeros((len(people), 3))
    delays = []
    for case in cases:
        row, at = people[case.key[0]], first.get(case.key)
        counts[row, 2] += case.done is None
        if at is not None and case.counts(at):
            counts[row, 0] += 1
            counts[row, 1] += case.done is None
            if case.done is None:
                delays.append((at - case.due).total_seconds() / unit_seconds)
    precision, recall = _bounded(counts, 1, 0), _bounded(counts, 1, 2)
    return Score(precision, recall, float(np.median(delays)) if delays else float("nan"))


def _bounded(counts: Floats, hits: int, of: int) -> tuple[float, float, float]:
    luck = np.random.default_rng(1)
    shares = []
    for _ in range(REPEATS):
        drawn = counts[luck.integers(0, len(counts), len(counts))].sum(axis=0)
        shares.append(drawn[hits] / max(drawn[of], 1.0))
    low, high = np.quantile(shares, [0.025, 0.975])
    total = counts.sum(axis=0)
    return float(total[hits] / max(total[of], 1.0)), float(low), float(high)
