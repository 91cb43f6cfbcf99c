"""From an address to a store."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from analytics.store.base import OwnedStore


def open_store(url: str) -> OwnedStore:
    """The store at `duckdb:///PATH`, `clickhouse://USER:PASSWORD@HOST:PORT/DATABASE` or `chdb:///FOLDER`.

    `duckdb://` without a path keeps everything in memory. Raises StoreLockedError when another process holds the
    DuckDB file, ValueError for an address of another kind. The engine's package is imported only when it is used.
    """
    scheme = urlsplit(url).scheme
    if scheme == "duckdb":
        from analytics.store.duck import DuckStore  # noqa: PLC0415 - see above

        return DuckStore(_path(url))
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
