"""`python -m bench.stuck [PART …]`: how well and how fast the stuck model flags, with its rivals beside it.

`real`: course data, back-tested daily. `worlds`: made-up journals of other kinds with known truth. `short`: many of the
same with 16 people each. `growth`: passes over a million people of whom one in a hundred did something. See
docs/stuck.md.
"""

from __future__ import annotations

import sys

from bench.stuck.growth import measure_growth
from bench.stuck.made_up import measure_short, measure_worlds
from bench.stuck.real import measure_real

PARTS = {"real": measure_real, "worlds": measure_worlds, "short": measure_short, "growth": measure_growth}


def main(names: list[str]) -> int:
    """Measures the named parts, or all; 1 when one misses its target."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"There is no part {', '.join(unknown)}; there are {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    reached = {}
    for name in names or PARTS:
        print(f"{name}:", flush=True)
        reached[name] = PARTS[name]()
    return 0 if all(reached.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
