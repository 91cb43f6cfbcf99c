"""From an address to a store."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from analytics.store.base import OwnedStore


def open_store(url: str) -> OwnedStore:
    """The store at `duckdb:///PATH`, `clickhouse://USER:PASSWORD@HOST:PORT/DATABASE` or `chdb:///FOLDER`.

    `duckdb://` without a path keeps everything in memory; `duckdb:///PATH?memory=2GB` lets the engine use more than it
    does by itself. Raises StoreLockedError when another process holds the DuckDB file, ValueError for an address of
    another kind. The engine's package is imported only when it is used.
    """
    scheme = urlsplit(url).scheme
    if scheme == "duckdb":
        from analytics.store.duck import MEMORY, DuckStore  # noqa: PLC0415 - see above

        address, _, options = url.partition("?")
        return DuckStore(_path(address), parse_qs(options).get("memory", [MEMORY])[0])
    if scheme == "chdb":
        from analytics.store.click import ClickHouseStore  # noqa: PLC0415

        return ClickHouseStore.embedded(_path(url))
    if scheme in ("clickhouse", "clickhouses"):
        from analytics.store.click import ClickHouseStore  # noqa: PLC0415

        return ClickHouseStore.connect(url)
    raise ValueError(f"an event store is duckdb:///PATH or clickhouse://HOST:PORT/DATABASE, not {url!r}")


def _path(url: str) -> Path | None:
    """`scheme:///abs/path` → /abs/path (also `scheme:////abs/path`, as SQLAlchemy writes it); none given → None."""
    text = url.split("://", 1)[1]
    return Path("/" + text.lstrip("/")) if text.strip("/") else None
