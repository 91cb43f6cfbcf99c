"""`python -m bench.sdk`: bytes to the first step, and the shared runner of guide players on ours and on its peers.

The runner lies beside the checkout (`../shared/sdk`, or SHIRUBE_SDK_RUNNER); without it only the bytes are measured.
Arguments are handed to it, e.g. `--sections works`, `--only shirube,driver` or `--reps 7 --throttle 1,4`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RUNNER = Path(os.environ.get("SHIRUBE_SDK_RUNNER", ROOT.parent / "shared" / "sdk"))


def print_bytes() -> None:
    told = subprocess.run(["node", HERE / "bytes.mjs"], capture_output=True, text=True, check=True).stdout
    sizes: dict[str, int] = json.loads(told)
    print("Bytes to the first tooltip step (JS and CSS, brotli 11)")
    for name, label in (("snippet", "whole snippet"), ("player", "player alone"), ("driver", "driver.js")):
        print(f"  {label:<14}{sizes[name]:>7,}  {sizes[name] / sizes['driver']:.2f} × driver.js")


def run_shared(arguments: list[str]) -> int:
    """Copies the runner away (it is read-only), installs the peers it names, and measures all of them in one run."""
    with tempfile.TemporaryDirectory(prefix="shirube-bench-") as folder:
        copy = Path(folder) / "runner"
        shutil.copytree(RUNNER, copy, ignore=shutil.ignore_patterns("node_modules"))
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o755)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=copy, check=True)
        tour = str(ROOT / "sdk_js" / "dist" / "tour.mjs")
        command = ["node", "bench.mjs", "--tour", tour, "--throttle", "1", *arguments]
        return subprocess.run(command, cwd=copy, check=False).returncode


def main() -> int:
    print_bytes()
    if not RUNNER.is_dir():
        print(f"The shared runner is not at {RUNNER}: only bytes were measured.")
        return 0
    return run_shared(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
