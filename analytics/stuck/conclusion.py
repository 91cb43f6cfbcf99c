"""What a rule concludes: the shape that becomes a finding, a line of a back-test, a row on a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

Value = str | int | float


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


class Candidate(NamedTuple):
    """A conclusion not yet put in words: a back-test looks at millions of them and tells few."""

    identity: tuple[str, int, int]
    """The kind and what it is about, as the journal's numbers; the same at every moment."""
    opens: bool
    tell: Callable[[], Conclusion]
    mark: tuple[int, ...] | None = None
    """While it is the same, what was told before may be told again; None: always told anew."""
