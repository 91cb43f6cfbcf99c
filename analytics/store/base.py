"""What every engine can do, and what it must bring for that."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from analytics.store.questions import parameters_of, text_of
from analytics.store.schema import Table

Rows = tuple[list[str], Sequence[Sequence[Any]]]
"""Names of the columns, and the rows."""


class StoreLockedError(Exception):
    """Another process holds the DuckDB file."""


class StoreUnavailableError(Exception):
    """The store does not answer just now, e.g. because its process is being started; ask again in a moment."""


@dataclass(frozen=True)
class Loaded:
    """What a load did. `lines` were read, `rows` of them new, `duplicates` known before, `broken` unreadable."""

    segments: list[str]
    lines: int = 0
    rows: int = 0
    duplicates: int = 0
    broken: int = 0
    environments: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Difference:
    """Where a table is not what the events say: rows it has too many, rows it lacks, a few of them in words."""

    table: str
    extra: int
    missing: int
    examples: list[str]


@dataclass(frozen=True)
class Rule:
    """How many days events of a type are kept; the empty type stands for all that have no rule of their own."""

    type: str
    days: int


WhenErased = Callable[[str, str], datetime | None]
"""When a person (environment, key or anonymous id) was erased; what they did before is not taken in any more."""


class Engine(ABC):
    """The few things that differ between DuckDB and ClickHouse."""

    @abstractmethod
    def select(self, sql: str, parameters: Mapping[str, Any]) -> Rows:
        """Rows of a query; times come back aware."""

    @abstractmethod
    def work_select(self, sql: str, parameters: Mapping[str, Any]) -> Rows:
        """As `select`, where the work tables of the loading are seen."""

    @abstractmethod
    def insert(self, table: Table, sql: str, parameters: Mapping[str, Any]) -> None:
        """Add what `sql` selects; its columns are in the order of the table."""

    @abstractmethod
    def insert_rows(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add a few rows; every column is given."""

    @abstractmethod
    def remove(self, table: Table, key: Sequence[str], listed_in: str) -> None:
        """Remove the rows whose `key` is listed in a work table, or arrange that newer rows replace them."""

    @abstractmethod
    def delete(self, table: Table, key: Sequence[str], listed_in: str) -> None:
        """As `remove`, but the rows are gone even when nothing replaces them. For small tables."""

    @abstractmethod
    def empty(self, table: Table) -> None:
        """Remove all rows."""

    @abstractmethod
    def stage(self, segments: Sequence[Path]) -> tuple[int, int]:
        """Read segments into `work_staged`; answers (lines read, lines unreadable)."""

    @abstractmethod
    def find_known(self) -> None:
        """Fill `work_known` with the staged events that came before."""

    @abstractmethod
    def compact(self) -> None:
        """Give space that nothing needs any more back to the disk."""

    @abstractmethod
    def save(self, tables: Sequence[Table], folder: Path) -> None:
        """Each table as a Parquet file in `folder`, all of the same moment where the engine can, while others work."""

    @abstractmethod
    def restore(self, tables: Sequence[Table], folder: Path) -> None:
        """Fill empty tables from such files."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, on engines that can; otherwise what is done is safe to do again."""

    @abstractmethod
    def close(self) -> None: ...


class EventStore(ABC):
    """Questions may be asked from any thread. Loading is for one thread of one process."""

    @abstractmethod
    def select(self, sql: str, parameters: Mapping[str, Any]) -> Rows: ...

    def ask(self, question: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows that `analytics/queries/<question>.sql` answers, as dicts; times are aware UTC."""
        names, rows = self._answer(question, parameters)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def columns(self, question: str, **parameters: Any) -> dict[str, list[Any]]:
        """The same answer column by column, for large answers."""
        names, rows = self._answer(question, parameters)
        values: Iterator[Any] = zip(*rows, strict=True) if rows else iter([()] * len(names))
        return {name: list(column) for name, column in zip(names, values, strict=True)}

    def _answer(self, question: str, parameters: Mapping[str, Any]) -> Rows:
        wanted = parameters_of(question)
        missing = wanted - parameters.keys()
        if missing:
            raise TypeError(f"{question} needs {', '.join(sorted(missing))}")
        return self.select(text_of(question), {name: parameters[name] for name in wanted})

    @abstractmethod
    def close(self) -> None: ...


class OwnedStore(EventStore):
    """The store in the hands of the one who loads it. Whatever changes it is done by one thread at a time."""

    @abstractmethod
    def alone(self) -> AbstractContextManager[None]:
        """Nobody else loads, rebuilds or reads work tables until the block ends; may be entered again within."""

    @abstractmethod
    def load(self, segments: Sequence[Path], now: datetime, erased: WhenErased | None = None) -> Loaded:
        """Take sealed segments in and bring runs and rollups up to date, all or nothing.

        A segment loaded before is left out by its name, an event by its id, so that loading again changes nothing.
        """

    @abstractmethod
    def work(self, question: str, **parameters: Any) -> list[dict[str, Any]]:
        """As `ask`, about the last load: the text may read the work tables. Enter `alone` around load and work."""

    @abstractmethod
    def rebuild(self) -> None:
        """Make runs, run steps and rollups again from the events."""

    @abstractmethod
    def reconcile(self) -> list[Difference]:
        """Where runs, run steps and rollups are not what the events say. Empty: they agree."""

    @abstractmethod
    def retain(self, environment: str, rules: Sequence[Rule], now: datetime) -> int:
        """Remove events that their rule does not keep any longer; runs and rollups stay. Answers how many went."""

    @abstractmethod
    def erase(self, environment: str, people: Sequence[str]) -> int:
        """Remove all that people (keys and anonymous ids) did, and what was made of it. Answers how many events."""

    @abstractmethod
    def compact(self) -> None:
        """Give space back to the disk; questions wait meanwhile."""

    @abstractmethod
    def save(self, folder: Path) -> None:
        """A copy of everything, as Parquet files, while loading goes on."""

    @abstractmethod
    def restore(self, folder: Path) -> None:
        """Take in such a copy; the store must be empty."""

    shared = False
    """Whether loaders of several nodes work on this store: then they take turns (`server/leases.py`)."""

    def receive(self, batch: str, data: bytes) -> None:
        """Keep lines for the loaders; returns once that is confirmed. Only a cluster can (`SHIRUBE_ACK=store`)."""
        raise NotImplementedError("this store keeps nothing for loaders: events are acknowledged on disk")

    def received(self, most: int) -> list[tuple[str, bytes]]:
        """Batches that were received and not loaded yet, by name."""
        return []

    def forget_received(self, batches: Sequence[str]) -> None:
        """Loaded batches need not be kept any longer."""

    @abstractmethod
    def learn_steps(self, environment: str, guide: str, version: int, steps: Sequence[str]) -> None:
        """Tell the order of a version's steps, so that it need not be guessed from first appearances."""
