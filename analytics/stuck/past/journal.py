"""What people did, in time order, as columns: everything the model may look at.

Cutting it in time is how "as of" is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

import numpy as np

from analytics.stuck.arrays import Ints, milliseconds, moment

OTHER, SEEN, DONE, SKIPPED, FAILED, TROUBLE, COMPLETED, DISMISSED = range(8)

KIND_OF_TYPE = {
    "step_seen": SEEN,
    "step_acted": DONE,
    "step_verified": DONE,
    "step_skipped": SKIPPED,
    "step_failed": FAILED,
    "rage_clicked": TROUBLE,
    "dead_clicked": TROUBLE,
    "error_seen": TROUBLE,
    "help_requested": TROUBLE,
    "guide_completed": COMPLETED,
    "guide_dismissed": DISMISSED,
}


COLUMNS = ("at", "kind", "type", "person", "account", "run", "step")


class JournalRow(NamedTuple):
    """One event as the journal takes it. `run`, `guide` and `step` are empty where the event has none."""

    at: datetime
    id: str
    type: str
    person: str
    account: str
    run: str
    guide: str
    step: str


class Codes:
    """Texts numbered in order of first appearance."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts: list[str] = list(texts)
        self._number = dict(zip(self.texts, range(len(self.texts)), strict=True))

    def number(self, text: str) -> int:
        found = self._number.get(text)
        if found is None:
            found = self._number[text] = len(self.texts)
            self.texts.append(text)
        return found


class StepName(NamedTuple):
    guide: str
    step: str


@dataclass(frozen=True)
class Names:
    """What the journal's numbers stand for. Numbers carry no meaning of their own and are never features."""

    people: list[str]
    accounts: list[str]
    runs: list[str]
    steps: list[StepName]
    guides: list[str]
    guide_of_step: Ints

    def first(self, person: int, account: int, run: int, step: int) -> Names:
        """The names numbered below these: numbers are given in order of first appearance."""
        guide_of_step = self.guide_of_step[:step]
        guides = self.guides[: int(guide_of_step.max(initial=-1)) + 1]
        return Names(
            self.people[:person], self.accounts[:account], self.runs[:run], self.steps[:step], guides, guide_of_step
        )


@dataclass(frozen=True)
class Journal:
    """Events sorted by time. `run` and `step` are −1 for events outside a guide.

    `type` is a place in `types`. `ids` and `types` stay whole when the journal is cut: looked up, never counted.
    """

    at: Ints
    kind: Ints
    type: Ints
    person: Ints
    account: Ints
    run: Ints
    step: Ints
    ids: list[str]
    types: list[str]
    names: Names = field(repr=False)

    def __len__(self) -> int:
        return len(self.at)

    def first(self, count: int) -> Journal:
        """The earliest `count` events, and the names that had come up by then."""
        cut = {name: getattr(self, name)[:count] for name in COLUMNS}
        counts = {name: int(cut[name].max(initial=-1)) + 1 for name in ("person", "account", "run", "step")}
        return replace(self, **cut, names=self.names.first(**counts))

    def rows(self, start: int = 0) -> list[JournalRow]:
        """The events from one place on, as they came."""
        names, columns = self.names, (getattr(self, name)[start:].tolist() for name in COLUMNS)
        told = zip(*columns, self.ids[start : len(self)], strict=True)
        return [
            JournalRow(
                moment(at), id_, self.types[type_], names.people[person], names.accounts[account],
                names.runs[run] if run >= 0 else "", *(names.steps[step] if step >= 0 else ("", "")),
            )
            for at, _, type_, person, account, run, step, id_ in told
        ]  # fmt: skip

    def until(self, as_of: datetime) -> Journal:
        """The events that had happened by `as_of`; later ones are out of reach for whoever holds the result."""
        return self.first(int(np.searchsorted(self.at, milliseconds(as_of), side="right")))


class _Builder:
    """Numbers names in order of first appearance, after those already numbered."""

    def __init__(self, types: list[str], names: Names | None) -> None:
        self.people, self.accounts, self.runs, self.types, self.guides = (
            Codes(),
            Codes(),
            Codes(),
            Codes(types),
            Codes(),
        )
        self.steps: dict[StepName, int] = {}
        if names is not None:
            self.people, self.accounts, self.runs = Codes(names.people), Codes(names.accounts), Codes(names.runs)
            self.guides = Codes(names.guides)
            self.steps = {name: number for number, name in enumerate(names.steps)}

    def step(self, row: JournalRow) -> int:
        return self.steps.setdefault(StepName(row.guide, row.step), len(self.steps)) if row.guide and row.step else -1

    def line(self, row: JournalRow) -> tuple[int, ...]:
        return (
            milliseconds(row.at),
            KIND_OF_TYPE.get(row.type, OTHER),
            self.types.number(row.type),
            self.people.number(row.person),
            self.accounts.number(row.account),
            self.runs.number(row.run) if row.run else -1,
            self.step(row),
        )

    def names(self) -> Names:
        guides = [self.guides.number(name.guide) for name in self.steps]
        return Names(
            people=self.people.texts,
            accounts=self.accounts.texts,
            runs=self.runs.texts,
            steps=list(self.steps),
            guides=self.guides.texts,
            guide_of_step=np.array(guides, dtype=np.int64),
        )


def journal_of(rows: Iterable[JournalRow], after: Journal | None = None) -> Journal:
    """The journal of some events, in whatever order they come; or of those that follow all of another's, added to it.

    Events without a person say nothing about people.
    """
    builder = _Builder(after.types if after else [], after.names if after else None)
    known = sorted((row for row in rows if row.person), key=lambda row: (row.at, row.id))
    lines = [builder.line(row) for row in known]
    table = np.array(lines, dtype=np.int64).reshape(len(lines), 7)
    ids = [row.id for row in known]
    if after is not None:
        table = np.concatenate([np.stack([getattr(after, name) for name in COLUMNS], axis=1), table])
        ids = after.ids[: len(after)] + ids
    at, kind, type_, person, account, run, step = table.T.copy()
    return Journal(at, kind, type_, person, account, run, step, ids, builder.types.texts, builder.names())
