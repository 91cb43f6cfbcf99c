"""What a form with the rows of a condition shows: the rows themselves, and what can be chosen in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from server.studio.forms.audience_rows import OPS, WITHOUT_VALUE, AudienceRow, rows_of
from server.studio.words.condition_words import DEVICES
from server.studio.writing.audience_view import known_names, known_values


@dataclass(frozen=True)
class ShownRows:
    """A condition as its form shows it; rows that cannot show it leave it in words."""

    match: str
    rows: list[AudienceRow]
    as_rows: bool
    words: str
    subjects: Mapping[str, str]

    @classmethod
    def of(cls, condition: Any, words: str, subjects: Mapping[str, str]) -> ShownRows:
        """The saved condition."""
        found = rows_of(condition)
        match, rows = found or ("all", [])
        return cls(match, rows, found is not None, words, subjects)


def row_choices(sample: Any, segment_names: Mapping[str, str]) -> dict[str, Any]:
    """For `_audience_row.html`; `sample`: people whose traits and values are suggested."""
    return {
        "ops": OPS,
        "devices": DEVICES,
        "without_value": WITHOUT_VALUE,
        "segment_names": segment_names,
        "known_names": known_names(sample),
        "values_of": partial(known_values, sample),
    }
