"""Ids that came before are known, however many and however random, also after a restart."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from analytics.store import id_index, open_store
from analytics.store.id_index import GROWTH, IdIndex
from tests.analytics.stores import RECEIVED, event, write_segment


def test_everything_added_is_known_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(id_index, "MERGED_AT_ONCE", 30)
    chance = np.random.default_rng(1)
    hashes = chance.integers(0, 2**64, 5000, dtype=np.uint64)
    index = IdIndex(tmp_path / "ids", "kind")
    for start in range(0, 4000, 100):
        index.add(hashes[start : start + 100])
    for one in (index, IdIndex(tmp_path / "ids", "kind")):
        assert one.known(hashes[:4000]).all()
        assert not one.known(hashes[4000:]).any()
        sizes = [len(run) for run in one._runs]
        assert all(older >= GROWTH * newer for older, newer in pairwise(sizes))
    assert len(IdIndex(tmp_path / "ids", "another kind")) == 0


def test_a_store_whose_index_is_lost_or_cut_still_knows_its_events(tmp_path: Path) -> None:
    segment = write_segment(tmp_path, [event("x") for _ in range(50)])
    url = f"duckdb:///{tmp_path}/events.duckdb"
    store = open_store(url)
    assert store.load([segment], RECEIVED).rows == 50
    store.close()
    spoils: list[Callable[[Path], object]] = [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-3])]
    for spoil in spoils:
        for path in tmp_path.glob("events.duckdb.ids/*.ids"):
            spoil(path)
        store = open_store(url)
        again = segment.rename(segment.with_stem(f"{segment.stem}-again"))
        assert store.load([again], RECEIVED).rows == 0
        store.close()
        segment = again
