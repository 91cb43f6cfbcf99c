"""`python -m bench.selectors [--limit N] [--app a,b] [--baselines none]`: prints the comparison table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Runs `compare.mjs`; its exit code."""
    return subprocess.run(["node", str(Path(__file__).with_name("compare.mjs")), *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
