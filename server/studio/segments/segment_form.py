"""A segment's form: its name, what it is for, and its conditions as rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from guides.conditions import Condition
from guides.segments import Segment
from server.errors import FieldProblem, Invalid
from server.studio.forms.audience_rows import SUBJECTS, AudienceRow, audience_of, rows_of
from server.studio.forms.form import Form
from server.studio.forms.settings_form import rows_from
from server.words import N_

Json = dict[str, Any]
SEGMENT_SUBJECTS = {key: words for key, words in SUBJECTS.items() if key not in ("segment", "device")}
"""A segment is about people wherever they are; what only a page knows belongs into the guide."""
_condition: TypeAdapter[Condition] = TypeAdapter(Condition)


@dataclass
class SegmentForm:
    """The fields as they stand in the form. `rows` is None when rows cannot show `when`, which then stays."""

    name: str = ""
    description: str = ""
    match: str = "all"
    rows: list[AudienceRow] | None = field(default_factory=lambda: [AudienceRow()])
    when: Json | None = None
    revision: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    """Field → what to do about it."""

    @property
    def condition(self) -> Condition | None:
        """Who belongs as far as the form says; None: nothing is said yet, or not rightly."""
        try:
            return None if self.when is None else _condition.validate_python(self.when)
        except ValidationError:
            return None

    def segment(self, key: str) -> Segment:
        """Raises `Invalid` with the fields that are wrong."""
        wrong = []
        if not self.name:
            wrong.append(FieldProblem("name", N_("Give the segment a name.")))
        if self.when is None:
            wrong.append(FieldProblem("rows", N_("Say who belongs: fill in at least one condition.")))
        if wrong:
            raise Invalid(fields=wrong)
        try:
            return Segment.model_validate(
                {"key": key, "name": self.name, "description": self.description, "when": self.when}
            )
        except ValidationError as error:
            raise Invalid(fields=[_problem(one) for one in error.errors()]) from error


def _problem(error: Any) -> FieldProblem:
    """What pydantic found, beside the field of the form that holds it."""
    where = str(error["loc"][0]) if error["loc"] else ""
    return FieldProblem(
        where if where in ("name", "description") else "rows", str(error["msg"]).removeprefix("Value error, ")
    )


def form_of(segment: Segment, revision: int) -> SegmentForm:
    """The saved segment, to be edited."""
    definition = segment.model_dump(mode="json", by_alias=True, exclude_none=True)
    shown = rows_of(definition["when"])
    match, rows = shown or ("all", None)
    return SegmentForm(segment.name, segment.description, match, rows, definition["when"], revision)


def posted(form: Form, kept: Json | None) -> SegmentForm:
    """What was sent; `kept` are the conditions that rows could not show, replaced only by new rows."""
    rows = rows_from(form)
    as_they_are = bool(form.get("as_they_are", "")) and not any(row.is_complete for row in rows)
    match, revision = str(form.get("match", "all")), str(form.get("revision", ""))
    return SegmentForm(
        name=str(form.get("name", "")).strip(),
        description=str(form.get("description", "")).strip(),
        match=match,
        rows=None if as_they_are and not rows else rows,
        when=kept if as_they_are else audience_of(match, rows),
        revision=int(revision) if revision.isdecimal() else 0,
    )
