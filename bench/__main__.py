"""`python -m bench [NAME …]`: every benchmark in turn, each in a process of its own; 1 when one misses its target."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

BENCHMARKS: dict[str, list[str]] = {
    "sdk": [sys.executable, "-m", "bench.sdk"],
    "session": [sys.executable, "-m", "bench.session"],
    "events": [sys.executable, "-m", "bench.events"],
    "stuck": [sys.executable, "-m", "bench.stuck"],
    "pages": [sys.executable, "-m", "bench.pages"],
    "selectors": [sys.executable, "-m", "bench.selectors"],
}


def main(names: list[str]) -> int:
    """Runs the named benchmarks, or all."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    missed = []
    for name in names or BENCHMARKS:
        print(f"\n== {name}", flush=True)
        if subprocess.run(BENCHMARKS[name], cwd=ROOT, check=False).returncode:
            missed.append(name)
    if missed:
        print(f"\nMissed its target: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
