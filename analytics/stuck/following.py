"""One environment followed from pass to pass: only what the store received since is read, as long as that is enough.

Whether it is enough is asked and not assumed: the store's number of events (and a sum over their times) must be that
of the journal in hand. Erased people, ended retention, a restored copy or a loader that fell far behind show there,
and the journal is then read anew.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from analytics.store import EventStore
from analytics.stuck.conclusion import Conclusion
from analytics.stuck.guidance import Guidance
from analytics.stuck.past.journal import Journal, JournalRow
from analytics.stuck.past.reading import read_journal, rows_of
from analytics.stuck.past.tasks import TASK_GUIDE
from analytics.stuck.watch import Watch

OVERLAPS = (timedelta(minutes=5), timedelta(days=1))
"""Events are loaded some time after they were received: so far back is asked, then further when some are missing."""


class Following:
    """Answers what `conclude` would, with the work in proportion to what changed. Not for several threads at once."""

    def __init__(self, store: EventStore, environment: str) -> None:
        self._store, self._environment = store, environment
        self._watch: Watch | None = None
        self._read_until: datetime | None = None
        self._guidance = Guidance()
        self.readings = 0
        """How often the whole journal was read."""

    @property
    def events(self) -> int:
        """How many events are in hand."""
        return self._watch.events if self._watch else 0

    def conclusions(self, as_of: datetime, guidance: Guidance) -> list[Conclusion]:
        """What holds as of a moment, from nothing that happened later."""
        watch = self._caught_up(as_of, guidance) or self._anew(as_of, guidance)
        self._watch, self._read_until, self._guidance = watch, as_of, guidance
        return watch.conclusions(as_of)

    def _anew(self, as_of: datetime, guidance: Guidance) -> Watch:
        self._watch = None  # two journals at once would be twice the memory
        self.readings += 1
        return Watch(read_journal(self._store, self._environment, as_of, guidance.tasks, guidance.beside), guidance)

    def _caught_up(self, as_of: datetime, guidance: Guidance) -> Watch | None:
        """The watch in hand with all that is new; none when the journal has to be read anew."""
        watch, read_until = self._watch, self._read_until
        if watch is None or read_until is None or as_of < read_until:
            return None
        if (guidance.tasks, guidance.beside) != (self._guidance.tasks, self._guidance.beside):
            return None
        for overlap in OVERLAPS:
            fresh = watch.unknown(self._rows(read_until, overlap, as_of, guidance))
            if _told_by_tasks(fresh, guidance):
                return None
            watch.take(fresh)
            # Asked after the rows: what is loaded in between comes with the second question.
            if _size_of(watch.journal) == self._size(as_of, guidance):
                watch.guided_by(guidance)
                return watch
        return None

    def _rows(self, read_until: datetime, overlap: timedelta, as_of: datetime, guidance: Guidance) -> list[JournalRow]:
        columns = self._store.columns(
            "journal_since",
            environment=self._environment,
            read_until=read_until,
            received_since=read_until - overlap,
            until=as_of,
        )
        return list(rows_of(columns, guidance.beside))

    def _size(self, as_of: datetime, guidance: Guidance) -> tuple[int, int]:
        rows = self._store.ask("journal_size", environment=self._environment, until=as_of)
        kept = [row for row in rows if row["guide"] not in guidance.beside]
        return sum(int(row["events"]) for row in kept), sum(int(row["seconds"]) for row in kept)


def _size_of(journal: Journal) -> tuple[int, int]:
    """The same of a journal, without what tasks added to it."""
    added = np.array([name.guide == TASK_GUIDE for name in journal.names.steps] + [False], dtype=bool)
    own = ~added[journal.step]  # −1, outside a guide, is the last place
    return int(own.sum()), int((journal.at[own] // 1000 % 60).sum())


def _told_by_tasks(rows: list[JournalRow], guidance: Guidance) -> bool:
    """Whether some belong to a product task: its runs are numbered from the person's first event on."""
    types = {type_ for task in guidance.tasks for type_ in task.tried_by | task.done_by}
    return any(row.type in types for row in rows)
