"""What a write key may send is one allowance for all workers of a machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from server.collect import buckets
from server.collect.buckets import SharedBuckets

RATE, MOST = 2.0, 20.0


def take_many(path: Path, times: int) -> int:
    shared = SharedBuckets(path)
    taken = sum(shared.take("environment-1", 1, RATE, 1000.0, 100.0) == 0 for _ in range(times))
    shared.close()
    return taken


def test_processes_draw_from_one_allowance(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, get_context("spawn")) as pool:
        taken = list(pool.map(take_many, [tmp_path / "allowance"] * 4, [400] * 4))
    assert sum(taken) == 1000


STORY = [
    # seconds, how many, seconds to wait
    (0, 30, 0.0),  # a batch is taken whole
    (0, 1, 5.0),
    (5, 1, 0.5),
    (5.5, 3, 0.0),
    (100, 20, 0.0),
    (100, 1, 0.5),
]


def test_what_is_left_gathers_up_to_a_burst_and_outlives_the_process(tmp_path: Path) -> None:
    for seconds, amount, wait in STORY:
        shared = SharedBuckets(tmp_path / "allowance")
        assert shared.take("environment-1", amount, RATE, MOST, 1_000.0 + seconds) == wait, seconds
        assert shared.take(f"other-{seconds}-{amount}", 1, RATE, MOST, 1_000.0) in (0.0, 0.5)
        shared.close()


def test_more_environments_than_there_is_room_for_begin_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "MOST_RECORDS", 2)
    shared = SharedBuckets(tmp_path / "allowance")
    answers: Callable[[str], float] = lambda key: shared.take(key, 30, RATE, MOST, 0.0)  # noqa: E731
    assert [answers(key) for key in ("a", "a", "b", "c", "a")] == [0.0, 5.0, 0.0, 0.0, 0.0]
    assert os.stat(tmp_path / "allowance").st_size < 1000
    shared.close()
