"""The Chromium the tests drive: the machine's own where there is one, else Playwright's."""

from __future__ import annotations

import shutil
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def launch_options() -> dict[str, Any]:
    """Options of Playwright's `launch`."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return {"args": FLAGS} | ({"executable_path": found} if found else {})
