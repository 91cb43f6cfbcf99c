"""Load and kills together."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.force.account import Account, take_account
from bench.force.installation import SUPERVISOR, Installation
from bench.force.power import PowerSwitch
from bench.force.sender import Sender

POWER = "power"
DECK = ("worker",) * 5 + ("store",) * 5 + (SUPERVISOR,)
PATIENCE_SECONDS = 90.0


@dataclass(frozen=True)
class Outcome:
    account: Account
    kills: Counter[str]
    seconds: float


def attack(
    folder: Path,
    kills: int,
    senders: int = 3,
    workers: int = 2,
    pause_seconds: float = 0.02,
    seed: int = 1,
    deck: Sequence[str] = DECK,
) -> Outcome:
    """`kills` times a process chosen at random dies in the middle of its work; then the books are compared.

    Of which kind it is, is drawn from the shuffled `deck` until that is used up, and then anew: so each kind gets its
    share. `POWER` in it means all of them, and what was not made durable is lost as well.
    """
    chance, killed, began = random.Random(seed), Counter[str](), time.monotonic()
    switch = PowerSwitch(folder) if POWER in deck else None
    installation = Installation(folder, workers, switch.variables if switch else None)
    installation.start()
    sending = [Sender(installation.target, folder, number, pause_seconds) for number in range(senders)]
    try:
        for sender in sending:
            sender.start()
        for kind in islice(_drawn(deck, chance), kills):
            _wait_for_progress(sending)
            time.sleep(chance.uniform(0.0, 0.5))
            if kind == POWER and switch:
                installation.kill_everything()
                switch.cut_unsynced(installation.settings.data)
                installation.start()
            else:
                installation.kill(kind, chance.choice(_living(installation, kind)))
            killed[kind] += 1
        acknowledged = [id_ for sender in sending for id_ in sender.stop()]
        installation.wait_until_loaded()
    finally:
        installation.stop()
    return Outcome(take_account(installation.settings, acknowledged), killed, time.monotonic() - began)


def _drawn(deck: Sequence[str], chance: random.Random) -> Iterator[str]:
    while True:
        yield from chance.sample(deck, len(deck))


def _living(installation: Installation, kind: str) -> list[int]:
    """Processes of a kind, once there are any: some may be starting again just now."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (living := installation.processes().get(kind)):
        if time.monotonic() > deadline:
            raise RuntimeError(f"no {kind} for {PATIENCE_SECONDS:.0f} s:\n{installation.log()[-4000:]}")
        time.sleep(0.02)
    return living


def _wait_for_progress(sending: list[Sender]) -> None:
    """Some more events were answered for: a kill in an idle moment would prove little."""
    before, deadline = _answered(sending), time.monotonic() + PATIENCE_SECONDS
    while _answered(sending) == before:
        if time.monotonic() > deadline:
            raise RuntimeError(f"nothing was answered for {PATIENCE_SECONDS:.0f} s")
        time.sleep(0.02)


def _answered(sending: list[Sender]) -> int:
    return sum(sender.acknowledged.stat().st_size for sender in sending if sender.acknowledged.exists())
