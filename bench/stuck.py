"""`python -m bench.stuck`: how well the stuck model flags people of a real data set, back-tested day by day.

The data lie beside the checkout (`../shared/stuck`, or SHIRUBE_STUCK_DATA) with the scorer and what rival rules reach
(its README). One half (2013B) is known when the back-test of the other (2013J) begins; see docs/stuck.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("SHIRUBE_STUCK_DATA", ROOT.parent / "shared" / "stuck"))
SHIRUBE = str(Path(sys.executable).with_name("shirube"))
BACKTEST = ("stuck", "backtest", "--from", "2013-10-01", "--to", "2014-08-01", "--every", "1d", "--json")


def _into(file: Path, command: list[str], environment: dict[str, str] | None = None) -> float:
    """Runs a command with its output in a file; answers the seconds it took."""
    started = time.monotonic()
    with file.open("wb") as output:
        subprocess.run(command, stdout=output, check=True, env={**os.environ, **(environment or {})})
    return time.monotonic() - started


def main() -> int:
    """Imports, back-tests and scores; prints the scorer's lines."""
    script = DATA / "to_events.py"
    if not script.is_file():
        print(f"The data are not at {DATA}: nothing was measured.")
        return 0
    with tempfile.TemporaryDirectory(prefix="shirube-bench-") as folder:
        here = Path(folder)
        events, truth, flags = here / "events.ndjson", here / "truth.csv", here / "flags.ndjson"
        _into(events, [sys.executable, str(script), "events", "--presentations", "2013B,2013J"])
        _into(truth, [sys.executable, str(script), "truth", "--presentations", "2013J"])
        installation = {"SHIRUBE_DATA": str(here / "data")}
        imported = _into(here / "import.log", [SHIRUBE, "events", "import", str(events)], installation)
        tested = _into(flags, [SHIRUBE, *BACKTEST], installation)
        print(f"import {imported:.0f} s, back-test of 304 days {tested:.0f} s")
        return subprocess.run([sys.executable, str(script), "score", str(truth), str(flags)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
