"""DuckDB: one file, one process, nothing to install."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from analytics.store.base import Engine, Rows, StoreLockedError
from analytics.store.id_index import IdIndex
from analytics.store.pipeline import PipelineStore
from analytics.store.questions import text_of
from analytics.store.schema import AGAIN_TABLES, STAGED, TABLES, WORK_TABLES, Table

SCRATCH = (*WORK_TABLES, *AGAIN_TABLES)
TYPES = {"text": "VARCHAR", "int": "BIGINT", "time": "TIMESTAMP", "date": "DATE", "bool": "BOOLEAN"}
PRELUDE = """
CREATE OR REPLACE MACRO median_of(x) AS quantile_cont(x, 0.5);
CREATE OR REPLACE MACRO p95_of(x) AS quantile_cont(x, 0.95);
CREATE OR REPLACE MACRO latest_by(x, k) AS arg_max(x, k);
CREATE OR REPLACE MACRO is_listed(x, items) AS list_contains(items, x);
CREATE OR REPLACE MACRO prop_text(props, name) AS nullif(json_extract_string(props, '$.' || name), '');
CREATE OR REPLACE MACRO prop_number(props, name) AS TRY_CAST(json_extract_string(props, '$.' || name) AS DOUBLE);
CREATE OR REPLACE MACRO prop_is_true(props, name) AS coalesce(json_extract_string(props, '$.' || name) = 'true', FALSE);
"""
# `props`, an object, is taken as the text it is: as JSON it would be checked once more.
LINE_COLUMNS = {name: TYPES[type_.rstrip("?")] for name, type_ in STAGED.columns.items()}
# A line that cannot be read becomes a row of nulls.
LINES = (
    "read_json($files, format = 'newline_delimited', ignore_errors = true, maximum_object_size = 16777216, columns = {"
    + ", ".join(f"'{name}': '{type_}'" for name, type_ in LINE_COLUMNS.items())
    + "})"
)
BROKEN = 'id IS NULL OR environment IS NULL OR type IS NULL OR "at" IS NULL OR received_at IS NULL'


HASH = f"duckdb {duckdb.__version__} hash(environment, id)"
INDEXED_AT_ONCE = 2_000_000
MEMORY = "384MB"
"""What the engine may use, unless the address says `?memory=`: enough to make everything again from 10 M events."""
KNOWN = """
INSERT INTO work_known
WITH candidates AS (
    SELECT environment, id FROM work_staged WHERE hash(environment, id) IN (SELECT unnest($hashes))
)
SELECT environment, id
FROM events
WHERE {window} id IN (SELECT id FROM candidates) AND (environment, id) IN (SELECT environment, id FROM candidates)
"""
SENT_AGAIN = timedelta(minutes=15)
"""What is sent again has the same time, but for what the network and a corrected clock change about it."""


class DuckStore(PipelineStore):
    """The store in a DuckDB file, or in memory without a path."""

    def __init__(self, path: Path | None, memory: str = MEMORY) -> None:
        super().__init__(DuckEngine(path, memory))


class DuckEngine(Engine):
    """Questions run on cursors of their own, one a thread; loading on one connection, in transactions.

    Times are kept as naive UTC, which DuckDB handles without a time-zone database, and answered as aware.
    """

    def __init__(self, path: Path | None, memory: str = MEMORY) -> None:
        """`memory` in DuckDB's words, `2GB`. Raises ValueError when it is none."""
        self._path = path
        self._memory = memory
        self._local = threading.local()
        self._gate = Gate()
        self._opened = 0
        self._open()

    def _open(self) -> None:
        self._opened += 1
        self._root = _connect(self._path)
        self._root.execute("SET preserve_insertion_order = false")
        # Without a limit it keeps what it has read until most of the machine's memory is used.
        _limit_memory(self._root, self._memory)
        # The default (16 MB) would write the file anew after every few segments.
        self._root.execute("SET wal_autocheckpoint = '128MB'")
        # Most of our queries are small: more threads would cost more CPU than they save time.
        self._root.execute(f"SET threads = {max(1, (os.cpu_count() or 1) // 2)}")
        self._root.execute(PRELUDE)
        for table in TABLES:
            self._root.execute(_definition(table))
        self._loading = self._root.cursor()
        for table in SCRATCH:
            self.empty(table)
        self._ids = IdIndex(self._path.with_name(f"{self._path.name}.ids") if self._path else None, HASH)
        self._complete_ids()

    def _complete_ids(self) -> None:
        """Make the index anew when it is missing, broken or older than the store."""
        if len(self._ids) >= self._count("SELECT count(*) FROM events"):
            return
        self._ids.clear()
        # Not by row numbers: those of rows that this transaction has put in begin far beyond all others.
        hashes = self._loading.execute("SELECT hash(environment, id) AS hash FROM events")
        while rows := hashes.fetchmany(INDEXED_AT_ONCE):
            self._ids.add(np.fromiter((row[0] for row in rows), dtype=np.uint64, count=len(rows)))

    def find_known(self) -> None:
        """Only what the index of ids may know is looked up: most loads bring only news, and cost no look."""
        hashes = self._loading.execute("SELECT hash(environment, id) AS hash FROM work_staged").fetchnumpy()["hash"]
        known = self._ids.known(hashes)
        if known.any():
            self._look_up(hashes[known].tolist())
        self._ids.add(hashes[~known])

    def _look_up(self, hashes: list[int]) -> None:
        """First among the events of their time, which costs the same however many others there are. What is not there
        was given another time, or belongs to a load that was cut off: then all are looked through.
        """
        span = 'SELECT min("at"), max("at") FROM work_staged WHERE hash(environment, id) IN (SELECT unnest($hashes))'
        first, last = self._loading.execute(span, {"hashes": hashes}).fetchall()[0]
        near = {"hashes": hashes, "since": first - SENT_AGAIN, "until": last + SENT_AGAIN}
        self._loading.execute(KNOWN.format(window='"at" BETWEEN $since AND $until AND'), near)
        if self._count("SELECT count(*) FROM work_known") < len(hashes):
            self._loading.execute("TRUNCATE work_known")
            self._loading.execute(KNOWN.format(window=""), {"hashes": hashes})

    def select(self, sql: str, parameters: Mapping[str, Any]) -> Rows:
        with self._gate.passing():
            return _rows(self._cursor(), sql, parameters)

    def work_select(self, sql: str, parameters: Mapping[str, Any]) -> Rows:
        return _rows(self._loading, sql, parameters)

    def insert(self, table: Table, sql: str, parameters: Mapping[str, Any]) -> None:
        self._loading.execute(f"INSERT INTO {table.name} {sql}", _bound(parameters))

    def remove(self, table: Table, key: Sequence[str], listed_in: str) -> None:
        names = ", ".join(key)
        sql = f"DELETE FROM {table.name} WHERE ({names}) IN (SELECT {names} FROM {listed_in})"  # noqa: S608
        self._loading.execute(sql)

    delete = remove

    def empty(self, table: Table) -> None:
        """Scratch is made anew: rows removed from tables without a file stay in memory, and slow down what comes."""
        self._loading.execute(_scratch(table) if table in SCRATCH else f"TRUNCATE {table.name}")

    def insert_rows(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        marks = ", ".join("?" for _ in table.columns)
        for row in rows:
            values = [_naive(row[name]) for name in table.columns]
            self._loading.execute(f"INSERT INTO {table.name} VALUES ({marks})", values)  # noqa: S608

    def stage(self, segments: Sequence[Path]) -> tuple[int, int]:
        files = [str(path) for path in segments]
        self._loading.execute(
            f"INSERT INTO work_staged {text_of('load/staged').format(source=LINES)}", {"files": files}
        )
        read = self._count("SELECT count(*) FROM work_staged")
        broken = self._count(f"SELECT count(*) FROM work_staged WHERE {BROKEN}")  # noqa: S608 - our own words
        if broken:
            self._loading.execute(f"DELETE FROM work_staged WHERE {BROKEN}")  # noqa: S608
        return read, broken

    def _count(self, sql: str) -> int:
        return int((self._loading.execute(sql).fetchone() or (0,))[0])

    def compact(self) -> None:
        """Copy what lives into a new file, then exchange the files; questions wait for the exchange only."""
        if self._path is None:
            return
        fresh = self._path.with_name(f"{self._path.name}.compact")
        fresh.unlink(missing_ok=True)
        name = self._loading.execute("SELECT current_database()").fetchall()[0][0]
        self._loading.execute(f"ATTACH '{_quoted(fresh)}' AS fresh")
        self._loading.execute(f'COPY FROM DATABASE "{name}" TO fresh')
        self._loading.execute("DETACH fresh")
        with self._gate.closed():
            self.close()
            os.replace(fresh, self._path)
            self._open()

    def save(self, tables: Sequence[Table], folder: Path) -> None:
        with self._gate.passing():
            self._save(tables, folder)

    def _save(self, tables: Sequence[Table], folder: Path) -> None:
        cursor = self._root.cursor()
        cursor.execute("BEGIN")  # one snapshot of all tables
        try:
            for table in tables:
                cursor.execute(f"COPY {table.name} TO '{_quoted(folder / table.name)}.parquet' (FORMAT parquet)")
        finally:
            cursor.execute("ROLLBACK")
            cursor.close()

    def restore(self, tables: Sequence[Table], folder: Path) -> None:
        for table in tables:
            columns = ", ".join(f'"{name}"' for name in table.columns)
            source = f"read_parquet('{_quoted(folder / table.name)}.parquet')"
            self._loading.execute(f"INSERT INTO {table.name} SELECT {columns} FROM {source}")  # noqa: S608
        self._complete_ids()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._loading.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._loading.execute("ROLLBACK")
            raise
        self._loading.execute("COMMIT")

    def close(self) -> None:
        self._loading.close()
        self._root.close()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        known: tuple[int, duckdb.DuckDBPyConnection] | None = getattr(self._local, "cursor", None)
        if known is None or known[0] != self._opened:
            known = self._local.cursor = (self._opened, self._root.cursor())
        return known[1]


class Gate:
    """Many pass at once; whoever closes it waits until all are through, and is then alone."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._inside = 0
        self._is_closed = False

    @contextmanager
    def passing(self) -> Iterator[None]:
        with self._condition:
            self._condition.wait_for(lambda: not self._is_closed)
            self._inside += 1
        try:
            yield
        finally:
            with self._condition:
                self._inside -= 1
                self._condition.notify_all()

    @contextmanager
    def closed(self) -> Iterator[None]:
        with self._condition:
            self._condition.wait_for(lambda: not self._is_closed)
            self._is_closed = True
            self._condition.wait_for(lambda: not self._inside)
        try:
            yield
        finally:
            with self._condition:
                self._is_closed = False
                self._condition.notify_all()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _connect(path: Path | None) -> duckdb.DuckDBPyConnection:
    if path is None:
        return duckdb.connect()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return duckdb.connect(str(path))
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise StoreLockedError(str(path)) from error
        raise


def _limit_memory(connection: duckdb.DuckDBPyConnection, memory: str) -> None:
    try:
        connection.execute("SET memory_limit = $memory", {"memory": memory})
    except duckdb.Error as error:
        connection.close()
        raise ValueError(f"an event store's memory is such as 512MB or 2GB, not {memory!r}") from error


def _definition(table: Table) -> str:
    columns = ", ".join(
        f'"{name}" {TYPES[type_.rstrip("?")]}{"" if type_.endswith("?") else " NOT NULL"}'
        for name, type_ in table.columns.items()
    )
    return f"CREATE TABLE IF NOT EXISTS {table.name} ({columns})"


def _scratch(table: Table) -> str:
    columns = ", ".join(f'"{name}" {TYPES[type_.rstrip("?")]}' for name, type_ in table.columns.items())
    return f"CREATE OR REPLACE TEMP TABLE {table.name} ({columns})"


def _rows(cursor: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any]) -> Rows:
    answer = cursor.execute(sql, _bound(parameters))
    names = [column[0] for column in answer.description]
    times = [place for place, column in enumerate(answer.description) if str(column[1]) == "TIMESTAMP"]
    rows = answer.fetchall()
    return names, [_aware(row, times) for row in rows] if times else rows


def _aware(row: Sequence[Any], times: Sequence[int]) -> list[Any]:
    values = list(row)
    for place in times:
        if values[place] is not None:
            values[place] = values[place].replace(tzinfo=UTC)
    return values


def _bound(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _naive(value) for name, value in parameters.items()}


def _naive(value: Any) -> Any:
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value
