"""Parts of the snippet's source, bundled for a test to call in a browser."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

SDK = Path(__file__).parents[2] / "sdk_js"


@cache
def bundled(*modules: str) -> str:
    """Everything the modules export (paths below sdk_js/src), as the global `parts`."""
    source = "".join(f'export * from "./src/{module}";' for module in modules)
    command = ["node_modules/.bin/esbuild", "--bundle", "--format=iife", "--global-name=parts"]
    done = subprocess.run(
        [*command, '--define:__VERSION__="test"', "--loader:.css=text"],
        input=source, cwd=SDK, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout
