"""`python -m bench.force [--kills N] [--power-losses]`: exit code 1 when an event is lost or not counted once."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.force.attack import DECK, POWER, attack


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--kills", type=int, default=60)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--senders", type=int, default=4)
    reader.add_argument("--power-losses", action="store_true", help="now and then all processes, with unsynced writes")
    asked = reader.parse_args()
    deck = (*DECK, POWER) if asked.power_losses else DECK
    with tempfile.TemporaryDirectory() as name:
        outcome = attack(Path(name), asked.kills, asked.senders, seed=asked.seed, deck=deck)
    account = outcome.account
    told = ", ".join(f"{count} × {kind}" for kind, count in outcome.kills.items())
    print(f"force: killed {told} in {outcome.seconds:.0f} s; {account}")
    for example in account.examples:
        print(f"  {example}")
    return 0 if account.good and account.stored else 1


if __name__ == "__main__":
    sys.exit(main())
