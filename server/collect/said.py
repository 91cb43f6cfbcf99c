"""What identify() and group() said, applied to what was known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

MOST_TRAITS = 200
ACCOUNT_COLUMNS = {"name": 200, "plan": 80, "stage": 80}
"""Traits of an account that have a column of their own, and its size."""


@dataclass
class Said:
    """The latest word on each trait, by person, account and membership; None takes a trait away."""

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)
    memberships: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)


def gather(rows: Iterable[Mapping[str, Any]]) -> dict[str, Said]:
    """By environment, from the rows of `load/said.sql`, which are in the order of time."""
    said: dict[str, Said] = {}
    for row in rows:
        _hear(said.setdefault(row["environment"], Said()), row)
    return said


def _hear(said: Said, row: Mapping[str, Any]) -> None:
    props = _object(row["props"])
    person, account = row["person"], row["account"]
    traits = _dict(props.get("traits"))
    if row["type"] == "person_identified" and person:
        said.people.setdefault(person, {}).update(traits)
    elif row["type"] == "account_grouped" and account:
        said.accounts.setdefault(account, {}).update(traits)
        if person:
            said.memberships.setdefault((person, account), {}).update(_dict(props.get("membership")))


def merged(known: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """`known` with what was said since; at most MOST_TRAITS are kept."""
    traits = {name: value for name, value in {**known, **said}.items() if value is not None}
    return dict(list(traits.items())[:MOST_TRAITS])


def text(value: Any, size: int) -> str:
    """A trait as text of a column; structures say nothing."""
    return str(value)[:size] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def number(value: Any) -> float | None:
    """A trait as a number, also when it came as text such as "1,200,000"."""
    try:
        found = float(value.replace(",", "")) if isinstance(value, str) else float(value)
    except (TypeError, ValueError):
        return None
    return found if math.isfinite(found) else None


def _object(props: str | None) -> dict[str, Any]:
    return _dict(msgspec.json.decode(props or "{}"))


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
