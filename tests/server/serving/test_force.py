"""Proof by force, the short way; `python -m bench.force` is the long one."""

from __future__ import annotations

from pathlib import Path

from bench.force.attack import attack


def test_nothing_is_lost_or_counted_twice_however_processes_die(tmp_path: Path) -> None:
    outcome = attack(tmp_path, kills=10, senders=2, seed=7)
    assert outcome.kills["worker"] and outcome.kills["store"]
    assert outcome.account.acknowledged >= 10
    assert outcome.account.good, outcome.account
