"""ClickHouse: a cluster through clickhouse-connect, or its engine embedded (chdb) in the tests.

There are no transactions here, so a load is a row of steps that may be done again: events are left out by id, derived
rows replace older ones of the same key, and a segment is marked last. Deletion is dear, so only small tables use it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import clickhouse_connect

from analytics.store.base import Engine, Rows
from analytics.store.pipeline import PipelineStore
from analytics.store.questions import PARAMETER, text_of
from analytics.store.schema import AGAIN_TABLES, STAGED, TABLES, WORK_TABLES, Table, work

TYPES = {"text": "String", "int": "Int64", "time": "DateTime64(6, 'UTC')", "date": "Date32", "bool": "Bool"}
FUNCTIONS = {
    "median_of": "(x) -> quantileExactInclusive(0.5)(x)",
    "p95_of": "(x) -> quantileExactInclusive(0.95)(x)",
    "latest_by": "(x, k) -> argMax(x, k)",
    "is_listed": "(x, items) -> has(items, x)",
    "prop_text": "(props, name) -> nullIf(JSONExtractString(props, name), '')",
    "prop_number": "(props, name) -> toFloat64OrNull(JSONExtractRaw(props, name))",
    "prop_is_true": "(props, name) -> ifNull(JSONExtractBool(props, name), 0) = 1",
}
SETTINGS: dict[str, Any] = {
    "join_use_nulls": 1,
    "aggregate_functions_null_for_empty": 1,
    "prefer_column_name_to_alias": 1,
    "final": 1,  # of rows with the same key only the newest counts
    "date_time_input_format": "best_effort",
    "input_format_skip_unknown_fields": 1,
    "input_format_null_as_default": 1,
    "input_format_json_read_objects_as_strings": 1,
    "input_format_json_read_numbers_as_strings": 1,
    "input_format_allow_errors_num": 1_000_000,
    "max_partitions_per_insert_block": 0,
}
_OWN = re.compile(r"\b(?:work|again)_[a-z_]+\b")
RAW = Table("work_raw", {name: type_.rstrip("?") + "?" for name, type_ in STAGED.columns.items()}, ())
READABLE = (
    "(SELECT * FROM work_raw WHERE id IS NOT NULL AND environment IS NOT NULL AND type IS NOT NULL "
    'AND "at" IS NOT NULL AND received_at IS NOT NULL)'
)


INBOX = """
CREATE TABLE IF NOT EXISTS inbox (batch String, data String, received_at DateTime64(6, 'UTC') DEFAULT now64(6))
ENGINE = MergeTree ORDER BY batch
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000
"""


class ClickHouseStore(PipelineStore):
    """The store in a ClickHouse database."""

    shared = True
    engine: ClickHouseEngine

    def receive(self, batch: str, data: bytes) -> None:
        self.engine.receive(batch, data)

    def received(self, most: int) -> list[tuple[str, bytes]]:
        sql = (
            "SELECT batch, data FROM inbox WHERE batch NOT IN (SELECT replaceOne(name, '.ndjson', '') FROM "
            "loaded_segments) ORDER BY batch LIMIT $most"
        )
        return [(row[0], row[1].encode()) for row in self.select(sql, {"most": most})[1]]

    def forget_received(self, batches: Sequence[str]) -> None:
        if batches:
            self.engine.forget_received(batches)

    @classmethod
    def connect(cls, url: str) -> ClickHouseStore:
        """A cluster: `clickhouse://USER:PASSWORD@HOST:PORT/DATABASE`, `clickhouses://…` over TLS."""
        parts = urlsplit(url)
        connect = partial(
            clickhouse_connect.get_client,
            host=parts.hostname or "localhost",
            port=parts.port or (8443 if parts.scheme == "clickhouses" else 8123),
            username=unquote(parts.username or "default"),
            password=unquote(parts.password or ""),
            database=parts.path.strip("/") or "default",
            secure=parts.scheme == "clickhouses",
            settings=SETTINGS,
        )
        return cls(ClickHouseEngine(connect(), connect()))

    @classmethod
    def embedded(cls, path: Path | None) -> ClickHouseStore:
        """The engine inside this process, in a folder or (None) in memory."""
        where: dict[str, Any] = {"path": str(path)} if path else {}
        client = clickhouse_connect.get_client(interface="chdb", settings=SETTINGS, **where)
        return cls(ClickHouseEngine(client, client))


class ClickHouseEngine(Engine):
    """One client behind a lock: a client of clickhouse-connect serves one query at a time. Another takes batches in,
    so that acknowledging never waits for a question.
    """

    def __init__(self, client: Any, inbox_client: Any) -> None:
        self._client = client
        self._lock = threading.RLock()
        self._inbox_client = inbox_client
        self._inbox_lock = self._lock if inbox_client is client else threading.RLock()
        self._suffix = f"_{uuid4().hex[:12]}"
        self._loads = False
        for name, body in FUNCTIONS.items():
            self._command(f"CREATE FUNCTION IF NOT EXISTS {name} AS {body}")
        for table in TABLES:
            self._command(_definition(table))
        self._command(INBOX)

    def receive(self, batch: str, data: bytes) -> None:
        """The batch's name makes sure that an insert the client repeats is one insert."""
        with self._inbox_lock:
            self._inbox_client.insert(
                "inbox",
                [[batch, data.decode()]],
                column_names=["batch", "data"],
                settings={"insert_deduplication_token": batch, "insert_quorum": "auto", "async_insert": 0},
            )

    def forget_received(self, batches: Sequence[str]) -> None:
        self._command("DELETE FROM inbox WHERE has({batches:Array(String)}, batch)", {"batches": list(batches)})

    def _prepare_loading(self) -> None:
        """Work tables of our own, so that loaders of other nodes do not meet in them; made by those who load."""
        if self._loads:
            return
        self._loads = True
        for table in (*WORK_TABLES, RAW):
            self._command(f"CREATE TABLE IF NOT EXISTS {table.name} ({_columns(table, scratch=True)}) ENGINE = Memory")
        for table in AGAIN_TABLES:
            self._command(_definition(table))

    def _ours(self, sql: str) -> str:
        return _OWN.sub(lambda found: found[0] + self._suffix, sql)

    def select(self, sql: str, parameters: Mapping[str, Any]) -> Rows:
        sql = self._ours(sql)
        with self._lock:
            answer = self._client.query(_typed(sql, parameters), parameters=_bound(parameters))
            names = list(answer.column_names) or self._names(sql, parameters)
        # A column of a join keeps its table's name where another table has one of that name.
        names = [name.rpartition(".")[2] for name in names]
        return names, [[_aware(value) for value in row] for row in answer.result_rows]

    def _names(self, sql: str, parameters: Mapping[str, Any]) -> list[str]:
        """An answer without rows comes without names."""
        described = self._client.query(f"DESCRIBE TABLE ({_typed(sql, parameters)})", parameters=_bound(parameters))
        return [row[0] for row in described.result_rows]

    def work_select(self, sql: str, parameters: Mapping[str, Any]) -> Rows:
        with self._lock:
            self._prepare_loading()
        return self.select(sql, parameters)

    def insert(self, table: Table, sql: str, parameters: Mapping[str, Any]) -> None:
        columns = ", ".join(f'"{name}"' for name in table.columns)
        self._command(f"INSERT INTO {table.name} ({columns}) {_typed(sql, parameters)}", _bound(parameters))

    def insert_rows(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            values = [[row[name] for name in table.columns] for row in rows]
            with self._lock:
                self._client.insert(self._ours(table.name), values, column_names=list(table.columns))

    def remove(self, table: Table, key: Sequence[str], listed_in: str) -> None:
        """Nothing: what is inserted next replaces it. A derived row never loses its key (see `guide_days.sql`)."""

    def delete(self, table: Table, key: Sequence[str], listed_in: str) -> None:
        names = ", ".join(key)
        self._command(f"DELETE FROM {table.name} WHERE ({names}) IN (SELECT {names} FROM {listed_in})")  # noqa: S608

    def empty(self, table: Table) -> None:
        self._command(f"TRUNCATE TABLE {table.name}")

    def stage(self, segments: Sequence[Path]) -> tuple[int, int]:
        lines = sum(self._read(path) for path in segments)
        self.insert(STAGED, text_of("load/staged").format(source=READABLE), {})
        self.empty(RAW)
        staged = self.select("SELECT count(*) FROM work_staged", {})[1][0][0]
        return lines, lines - staged

    def _read(self, path: Path) -> int:
        """A segment into `work_raw`; unreadable lines are left out. Answers the number of lines, whole or not."""
        data = path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        if whole:
            with self._lock:
                self._client.raw_insert(self._ours(RAW.name), insert_block=whole, fmt="JSONEachRow")
        return whole.count(b"\n") + (len(whole) < len(data))

    def find_known(self) -> None:
        self.insert(work("work_known"), text_of("load/known"), {})

    def compact(self) -> None:
        for table in TABLES:
            self._command(f"OPTIMIZE TABLE {table.name} FINAL")

    def save(self, tables: Sequence[Table], folder: Path) -> None:
        for table in tables:
            columns = ", ".join(f'"{name}"' for name in table.columns)
            with self._lock:
                data = self._client.raw_query(f"SELECT {columns} FROM {table.name}", fmt="Parquet")  # noqa: S608
            (folder / f"{table.name}.parquet").write_bytes(data)

    def restore(self, tables: Sequence[Table], folder: Path) -> None:
        for table in tables:
            data = (folder / f"{table.name}.parquet").read_bytes()
            with self._lock:
                self._client.raw_insert(table.name, column_names=list(table.columns), insert_block=data, fmt="Parquet")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._lock:
            self._prepare_loading()
            yield

    def close(self) -> None:
        with self._lock:
            if self._loads:
                for table in (*WORK_TABLES, RAW, *AGAIN_TABLES):
                    self._command(f"DROP TABLE IF EXISTS {table.name}")
        self._client.close()

    def _command(self, sql: str, parameters: Mapping[str, Any] | None = None) -> None:
        with self._lock:
            self._client.command(self._ours(sql), parameters=dict(parameters or {}))


def _definition(table: Table) -> str:
    columns, engine = _columns(table), "MergeTree"
    if table.replaced:
        columns += ", revision UInt64 DEFAULT toUnixTimestamp64Nano(now64(9))"
        engine = "ReplacingMergeTree(revision)"
    else:
        columns += ", INDEX by_id id TYPE bloom_filter GRANULARITY 1, INDEX by_run run TYPE bloom_filter GRANULARITY 1"
    key = ", ".join(f'"{name}"' for name in table.key)
    return f"CREATE TABLE IF NOT EXISTS {table.name} ({columns}) ENGINE = {engine} ORDER BY ({key})"


def _columns(table: Table, scratch: bool = False) -> str:
    return ", ".join(
        f'"{name}" {_type(type_, nullable=scratch and table.name == RAW.name)}' for name, type_ in table.columns.items()
    )


def _type(type_: str, nullable: bool) -> str:
    plain = TYPES[type_.rstrip("?")]
    return f"Nullable({plain})" if nullable or type_.endswith("?") else plain


def _typed(sql: str, parameters: Mapping[str, Any]) -> str:
    """`$name` → `{name:Type}`, the type taken from the value."""
    return PARAMETER.sub(lambda found: "{%s:%s}" % (found[1], _type_of(parameters[found[1]])), sql)  # noqa: UP031


def _type_of(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "Array(String)"
    kinds = ((bool, "Bool"), (int, "Int64"), (float, "Float64"), (datetime, TYPES["time"]), (date, TYPES["date"]))
    return next((name for kind, name in kinds if isinstance(value, kind)), "String")


def _bound(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in parameters.items()}


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value
