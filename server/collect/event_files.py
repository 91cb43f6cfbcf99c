"""Files of events, as JSON lines: NDJSON (also gzipped, also standard input) and Parquet."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from analytics.events import Event

STANDARD_INPUT = Path("-")
_ROWS = 10_000
_TIMES = {
    # DuckDB's wheel has no time zones; the microseconds since 1970 need none.
    "TIMESTAMP WITH TIME ZONE": "strftime(make_timestamp(epoch_us({0})), '%Y-%m-%dT%H:%M:%S.%fZ')",
    "TIMESTAMP": "strftime({0}, '%Y-%m-%dT%H:%M:%S.%fZ')",
    "TIMESTAMP_NS": "strftime({0}, '%Y-%m-%dT%H:%M:%S.%fZ')",
    "TIMESTAMP_MS": "strftime({0}, '%Y-%m-%dT%H:%M:%S.%fZ')",
    "TIMESTAMP_S": "strftime({0}, '%Y-%m-%dT%H:%M:%S.%fZ')",
}


class UnreadableFileError(Exception):
    """The file is not what its name says."""


def event_lines(path: Path) -> Iterator[bytes]:
    """The events of a file, one JSON object each. Raises UnreadableFileError."""
    if path == STANDARD_INPUT:
        return iter(sys.stdin.buffer)
    if path.suffix == ".parquet":
        return _parquet_lines(path)
    return _text_lines(path)


def _text_lines(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            yield from file
    except (gzip.BadGzipFile, EOFError) as error:
        raise UnreadableFileError(f"{path} is not whole gzip: {error}") from error


def _parquet_lines(path: Path) -> Iterator[bytes]:
    """Times without a zone are UTC; columns that events do not have are left out; `props` is a struct or JSON text."""
    connection = duckdb.connect()
    try:
        described = connection.execute("DESCRIBE SELECT * FROM read_parquet($file)", {"file": str(path)}).fetchall()
        types = {name: kind for name, kind, *_ in described}
        wanted = [name for name in Event.__struct_fields__ if name in types]
        if not {"id", "type", "at"} <= set(wanted):
            raise UnreadableFileError(f"{path} needs the columns id, type and at; it has {', '.join(types) or 'none'}")
        columns = ", ".join(f'{_read_as(name, types[name])} AS "{name}"' for name in wanted)
        query = f"SELECT to_json(e) FROM (SELECT {columns} FROM read_parquet($file)) AS e"  # noqa: S608 - our own names
        answer = connection.execute(query, {"file": str(path)})
        while rows := answer.fetchmany(_ROWS):
            yield from (row[0].encode() for row in rows)
    except duckdb.Error as error:
        raise UnreadableFileError(f"{path} cannot be read as Parquet: {error}") from error
    finally:
        connection.close()


def _read_as(name: str, kind: str) -> str:
    column = f'"{name}"'
    if name == "at":
        return _TIMES.get(kind, "{0}").format(column)
    if name == "version":
        return f"TRY_CAST({column} AS BIGINT)"
    if name == "props":
        return f"coalesce({'CAST(%s AS JSON)' if kind == 'VARCHAR' else 'to_json(%s)'}, '{{}}')".replace("%s", column)
    return f"CAST({column} AS VARCHAR)"
