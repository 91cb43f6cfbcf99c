"""The shape of the tree: no god file, no drawer without a name, no address of a machine or a package registry."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAX_LINES = 400
GENERATED = ("contract.gen.ts", "contract.schema.json", "package-lock.json")
NAMELESS = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}
LOCKS = ("requirements/runtime.txt", "requirements/dev.txt", "sdk_js/package-lock.json")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


def test_files_hold_one_concept() -> None:
    code = [path for path in tracked() if path.suffix in {".py", ".ts", ".js", ".css", ".html", ".sql"}]
    long = {
        str(path.relative_to(ROOT)): lines
        for path in code
        if path.name not in GENERATED and (lines := len(path.read_text().splitlines())) > MAX_LINES
    }
    assert long == {}


def test_names_say_what_is_inside() -> None:
    nameless = [path for path in tracked() if NAMELESS & {part.split(".")[0] for part in path.relative_to(ROOT).parts}]
    assert nameless == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_record_no_addresses(lock: str) -> None:
    """Versions and hashes only. npm also notes where maintainers ask for support: take those lines out again."""
    assert re.findall(r"https?://\S+", (ROOT / lock).read_text()) == []
