"""Takes the translations of a file into a draft: all of them, or none and every wrong one named."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field

from guides.canonical import to_json
from guides.definition import Guide
from server.errors import Invalid
from server.studio.drafts.definitions import read_definition
from server.studio.forms.form import Json
from server.studio.translation.text_files import Given, by_language
from server.studio.translation.texts import Path, texts_of, with_texts


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with one row of the file; `where`: language and id of the text."""

    row: int
    where: str
    message: str


@dataclass
class Import:
    """What a file would do. With `wrong` nothing is done; `unknown` and `outdated` are only told."""

    taken: int = 0
    wrong: list[RowProblem] = field(default_factory=list)
    unknown: list[Given] = field(default_factory=list)
    """Rows whose text is not in the guide any more."""
    outdated: list[Given] = field(default_factory=list)
    """Rows that were translated from other words than the guide says now; they are taken all the same."""


def apply_rows(definition: Json, guide: Guide, rows: Sequence[Given]) -> Import:
    """Puts the rows into the definition's JSON, which stays as it is when a row is wrong. Empty rows change nothing."""
    found, fresh = Import(), copy.deepcopy(definition)
    for language, given in by_language(rows).items():
        known = {text.id: text for text in texts_of(guide, language)}
        changes: dict[Path, str] = {}
        for row in given:
            text = known.get(row.id)
            if text is None:
                found.unknown.append(row)
            elif row.target:
                changes[text.at] = row.target
                if row.source is not None and row.source != text.source:
                    found.outdated.append(row)
        if changes:
            with_texts(fresh, language, changes)
            found.taken += len(changes)
    if _is_whole(fresh):
        definition.clear()
        definition.update(fresh)
    else:
        found.wrong = [problem for row in rows if (problem := _wrong(guide, row)) is not None]
    return found


def _is_whole(definition: Json) -> bool:
    try:
        read_definition(definition)
    except Invalid:
        return False
    return True


def _wrong(guide: Guide, row: Given) -> RowProblem | None:
    """What the definition would say of this row alone."""
    alone = to_json(guide)
    at = next((text.at for text in texts_of(guide, row.language) if text.id == row.id), None)
    if at is None or not row.target:
        return None
    try:
        with_texts(alone, row.language, {at: row.target})
        read_definition(alone)
    except Invalid as wrong:
        said = "; ".join(problem.message for problem in wrong.fields) or wrong.detail
        return RowProblem(row.row, f"{row.language} · {row.id}", said)
    return None
