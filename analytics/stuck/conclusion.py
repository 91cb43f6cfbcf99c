"""What a rule concludes: the shape that becomes a finding, a line of a back-test, a row on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

import numpy as np

from analytics.stuck.arrays import Flags, Ints

Value = str | int | float

MOST_STEPS = 1 << 24
"""More steps than a journal has: (run, step) as one number."""


@dataclass(frozen=True)
class Because:
    """A sentence and its values, said in the reader's language by the pages. `also` adds clauses to the first one.

    Values whose names end in `_seconds` are spans, in `_share` shares of one; `step` and `guide` are keys.
    """

    message: str
    values: dict[str, Value] = field(default_factory=dict)
    also: tuple[Because, ...] = ()

    def as_json(self) -> dict[str, Any]:
        clauses = {"also": [clause.as_json() for clause in self.also]} if self.also else {}
        return {"message": self.message, "values": self.values, **clauses}


@dataclass(frozen=True)
class Weighed:
    """One signal and what it did: `points` are log-odds added to the conclusion (negative speaks against it)."""

    key: str
    value: float
    weight: float

    @property
    def points(self) -> float:
        return self.value * self.weight

    def as_json(self) -> dict[str, Any]:
        return {"key": self.key, "value": round(self.value, 3), "weight": round(self.weight, 3),
                "points": round(self.points, 3)}  # fmt: skip


@dataclass(frozen=True)
class Conclusion:
    """One finding as of one moment. `identity` is open at most once; `opens` is false for what merely stays open."""

    kind: str
    identity: str
    since: datetime
    severity: float
    """0–100: how bad it is if true."""
    probability: float
    """0–1: how likely it is true."""
    confidence: float
    """0–1: how much data the probability rests on."""
    because: Because
    opens: bool = True
    person: str | None = None
    account: str | None = None
    guide: str | None = None
    step: str | None = None
    run: str | None = None
    signals: tuple[Weighed, ...] = ()
    evidence: tuple[str, ...] = ()
    """Ids of the events that show it, oldest first."""


@dataclass(frozen=True)
class Candidates:
    """Conclusions of one kind, not yet in words: a back-test looks at millions of them and tells few."""

    kind: str
    about: Ints
    """Rows of two: what each is about, as the journal's numbers; the same at every moment."""
    opens: Flags
    tell: Callable[[Ints], list[Conclusion]]
    """Puts some of the rows in words."""
    marks: Ints | None = None
    """While a row's are the same, what was told of it before may be told again; None: always told anew."""

    @classmethod
    def one(cls, kind: str, subject: int, opens: bool, tell: Callable[[], Conclusion]) -> Candidates:
        """A single conclusion."""
        return cls(kind, np.array([[subject, 0]]), np.array([opens]), lambda rows: [tell() for _ in rows])

    @property
    def keys(self) -> Ints:
        """`about` as one number a row."""
        return np.asarray(self.about[:, 0] * MOST_STEPS + self.about[:, 1])

    def all(self) -> list[Conclusion]:
        """Every row in words."""
        return self.tell(np.arange(len(self.opens)))


def in_words(found: Iterable[Candidates]) -> list[Candidates]:
    """The same told already, so that they can be kept without everything they were told from."""
    return [replace(some, tell=partial(_of, some.all())) for some in found]


def _of(told: list[Conclusion], rows: Ints) -> list[Conclusion]:
    return [told[row] for row in rows.tolist()]
