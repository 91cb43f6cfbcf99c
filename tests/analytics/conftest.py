"""Every store test runs on both engines: DuckDB, and ClickHouse's own engine embedded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from analytics.store import OwnedStore, open_store
from tests.analytics.stores import forget_all


@pytest.fixture
def clickhouse(embedded_clickhouse: OwnedStore) -> OwnedStore:
    forget_all(embedded_clickhouse)
    return embedded_clickhouse


@pytest.fixture
def duck() -> Iterator[OwnedStore]:
    store = open_store("duckdb://")
    yield store
    store.close()


@pytest.fixture(params=["duck", pytest.param("clickhouse", marks=pytest.mark.chdb)])
def store(request: pytest.FixtureRequest) -> OwnedStore:
    found: OwnedStore = request.getfixturevalue(request.param)
    return found
