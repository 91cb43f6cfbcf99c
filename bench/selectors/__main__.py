"""`python -m bench.selectors [--limit N] [--app a,b] [--baselines none]`: the comparison, then the finder's times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(arguments: list[str]) -> int:
    """Runs `compare.mjs` with the arguments and `speed.mjs`; the first exit code that is not 0."""
    for command in (["compare.mjs", *arguments], ["speed.mjs"]):
        code = subprocess.run(["node", str(HERE / command[0]), *command[1:]], check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
