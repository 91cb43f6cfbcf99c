"""Where a step leads to by answer, person or account: rows of the step's form. What rows cannot show stays."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guides.content import Question, plain_text, questions
from guides.definition import Guide, Step
from server.studio.forms.audience_rows import TRAIT_OPS, AudienceRow, audience_of, rows_of
from server.studio.forms.form import Form, Json
from server.words import N_

OPS: dict[str, str] = {
    name: TRAIT_OPS[name] for name in ("is", "in", "contains", "at_least", "at_most", "empty", "known")
}
NUMBERS = ("nps", "csat", "ces", "rating")
SUBJECTS = {"person": N_("Person's"), "account": N_("Account's")}


@dataclass(frozen=True)
class BranchRow:
    """One branch. `about` is `answer:KEY`, `person`, `account`, or `keep` for what a row cannot show."""

    about: str
    name: str
    op: str
    value: str
    to: str
    json: str = ""


NEW_BRANCH = BranchRow("", "", "is", "", "")


def asked_until(guide: Guide, step: Step) -> list[Question]:
    """The questions that are answered, or may be, when this step is left."""
    until = guide.steps[: guide.steps.index(step) + 1]
    return [question for one in until for question in questions(one.content)]


def question_choices(guide: Guide, step: Step) -> list[tuple[str, str]]:
    return [(f"answer:{one.key}", plain_text(one.text) or one.key) for one in asked_until(guide, step)]


def values_of(guide: Guide, step: Step) -> Mapping[str, list[str]]:
    """`answer:KEY` → what may be answered, where that is a list."""
    return {f"answer:{one.key}": list(one.values or one.options) for one in asked_until(guide, step)}


def branch_rows(data: Mapping[str, Any]) -> list[BranchRow]:
    """The step's branches as rows; `data` is the step's JSON."""
    return [_row(branch) for branch in data.get("branch", [])]


def _row(branch: Json) -> BranchRow:
    condition, text = branch["if"], json.dumps(branch, ensure_ascii=False)
    # An answer is compared as a trait is.
    as_trait = {"person" if name == "answer" else name: value for name, value in condition.items()}
    found = rows_of(as_trait)
    row = found[1][0] if found and len(found[1]) == 1 else None
    if row is None or row.op not in OPS or row.subject not in SUBJECTS:
        return BranchRow("keep", "", "", "", branch["go_to"], text)
    about = f"answer:{condition['answer']}" if "answer" in condition else row.subject
    return BranchRow(about, "" if "answer" in condition else row.name, row.op, row.value, branch["go_to"], text)


def rows_said(form: Form) -> list[BranchRow]:
    """The rows as they were just filled in, unfinished ones too."""
    columns = [
        [str(v).strip() for v in form.getlist(f"branch_{name}")]
        for name in ("about", "name", "op", "value", "to", "json")
    ]
    return [BranchRow(*values) for values in zip(*columns, strict=True)]


def branches_from_form(before: list[Json], form: Form) -> list[Json]:
    """The branches of the complete rows, first fitting first; a form without rows leaves them as they were."""
    if not form.get("branches", ""):
        return before
    return [branch for row in rows_said(form) if (branch := _branch(row)) is not None]


def _branch(row: BranchRow) -> Json | None:
    if not row.to:
        return None
    if row.about == "keep":
        return json.loads(row.json) | {"go_to": row.to} if row.json else None
    kind, _, key = row.about.partition(":")
    condition = audience_of(
        "all", [AudienceRow("person" if kind == "answer" else kind, key or row.name, row.op, row.value)]
    )
    if condition is None:
        return None
    if kind == "answer":
        condition["answer"] = condition.pop("person")
    return {"if": condition, "go_to": row.to}
