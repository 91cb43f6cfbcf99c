"""Load and kills together."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench.force.account import Account, take_account
from bench.force.installation import SUPERVISOR, Installation
from bench.force.power import PowerSwitch
from bench.force.sender import Sender

POWER = "power"
KINDS = ("worker", "store", SUPERVISOR, POWER)
WEIGHTS = (5, 5, 1, 1)
PROGRESS_SECONDS = 90.0


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
    power_losses: bool = False,
) -> Outcome:
    """`kills` times a process chosen at random dies in the middle of its work; then the books are compared.

    With `power_losses` it is now and then all of them, and what was not made durable is lost as well.
    """
    chance, killed, began = random.Random(seed), Counter[str](), time.monotonic()
    switch = PowerSwitch(folder) if power_losses else None
    installation = Installation(folder, workers, switch.variables if switch else None)
    installation.start()
    sending = [Sender(installation.target, folder, number, pause_seconds) for number in range(senders)]
    try:
        for sender in sending:
            sender.start()
        while killed.total() < kills:
            _wait_for_progress(sending)
            time.sleep(chance.uniform(0.0, 0.5))
            living = installation.processes()
            kind = chance.choices(KINDS, WEIGHTS)[0]
            if kind == POWER and switch:
                installation.kill_everything()
                switch.cut_unsynced(installation.settings.data)
                installation.start()
                killed[kind] += 1
            elif living.get(kind):
                installation.kill(kind, chance.choice(living[kind]))
                killed[kind] += 1
        acknowledged = [id_ for sender in sending for id_ in sender.stop()]
        installation.wait_until_loaded()
    finally:
        installation.stop()
    return Outcome(take_account(installation.settings, acknowledged), killed, time.monotonic() - began)


def _wait_for_progress(sending: list[Sender]) -> None:
    """Some more events were answered for: a kill in an idle moment would prove little."""
    before, deadline = _answered(sending), time.monotonic() + PROGRESS_SECONDS
    while _answered(sending) == before:
        if time.monotonic() > deadline:
            raise RuntimeError(f"nothing was answered for {PROGRESS_SECONDS:.0f} s")
        time.sleep(0.02)


def _answered(sending: list[Sender]) -> int:
    return sum(sender.acknowledged.stat().st_size for sender in sending if sender.acknowledged.exists())
