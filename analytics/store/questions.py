"""The SQL texts, by name. Parameters are written `$name`, on every engine."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "queries"
PARAMETER = re.compile(r"\$([a-z_]+)")


@cache
def text_of(question: str) -> str:
    """The text of `analytics/queries/<question>.sql`."""
    return (FOLDER / f"{question}.sql").read_text(encoding="utf-8").strip().rstrip(";")


@cache
def parameters_of(question: str) -> frozenset[str]:
    """The names of the parameters that the text uses."""
    return frozenset(PARAMETER.findall(text_of(question)))


def all_questions() -> list[str]:
    """Every question there is, for tests that run them all."""
    return sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.sql"))
