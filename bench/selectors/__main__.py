"""`python -m bench.selectors [--app a,b] [--baselines none]`: against others, on changes never learned from, times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(arguments: list[str]) -> int:
    """Runs all three, the arguments being those of `compare.mjs`; 1 when one misses a target or could not measure."""
    failed = []
    for name, given in (("compare.mjs", arguments), ("distorted.mjs", []), ("speed.mjs", [])):
        if subprocess.run(["node", str(HERE / name), *given], check=False).returncode:
            failed.append(name)
        print(flush=True)
    if failed:
        print(f"A target was missed, or nothing measured: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
