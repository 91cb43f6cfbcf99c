"""The SQL texts, by name. Parameters are written `$name`, on every engine."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from analytics.store.schema import DERIVED, again

FOLDER = Path(__file__).parent.parent / "queries"
PARAMETER = re.compile(r"\$([a-z_]+)")
_DERIVED = re.compile(rf"\b(FROM|JOIN)\s+({'|'.join(table.name for table in DERIVED)})\b")


@cache
def text_of(question: str) -> str:
    """The text of `analytics/queries/<question>.sql`."""
    return (FOLDER / f"{question}.sql").read_text(encoding="utf-8").strip().rstrip(";")


@cache
def text_made_again(question: str) -> str:
    """The same text about the tables that are being made again (`schema.again`)."""
    names = {table.name: again(table).name for table in DERIVED}
    return _DERIVED.sub(lambda found: f"{found[1]} {names[found[2]]}", text_of(question))


@cache
def parameters_of(question: str) -> frozenset[str]:
    """The names of the parameters that the text uses."""
    return frozenset(PARAMETER.findall(text_of(question)))


def all_questions() -> list[str]:
    """Every question there is, for tests that run them all."""
    return sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.sql"))
