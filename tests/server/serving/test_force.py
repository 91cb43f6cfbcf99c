"""Proof by force, the short way; `python -m bench.force` is the long one."""

from __future__ import annotations

from pathlib import Path

from bench.force.attack import POWER, attack
from bench.force.installation import SUPERVISOR
from bench.force.power import found_compiler

DECK = ("worker", "worker", "store", "store", "store", SUPERVISOR)


def test_nothing_is_lost_or_counted_twice_however_processes_die_and_the_power_goes(tmp_path: Path) -> None:
    """The power stays on where there is no C compiler for the library that notes what is durable."""
    deck = (*DECK, POWER) if found_compiler() else DECK
    outcome = attack(tmp_path, kills=len(deck), senders=2, seed=7, deck=deck)
    assert sorted(outcome.kills.elements()) == sorted(deck)
    assert outcome.account.acknowledged >= 10
    assert outcome.account.good, outcome.account
