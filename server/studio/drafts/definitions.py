"""Definitions as they come in: from the editor, a form, the API or a file."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from guides.definition import Guide
from server.errors import FieldProblem, Invalid


def read_definition(value: Any, key: str | None = None) -> Guide:
    """The definition, or `Invalid` with what is wrong where. With `key` it must be that guide's."""
    try:
        guide = Guide.model_validate(value)
    except ValidationError as error:
        raise refused(error, "This is not a guide's definition.") from error
    if key is not None and guide.key != key:
        problem = FieldProblem("key", f"the key of a guide stays: this is “{key}”, not “{guide.key}”")
        raise Invalid("A definition keeps its guide's key.", fields=[problem])
    return guide


def refused(error: ValidationError, detail: str) -> Invalid:
    """What pydantic found, as an error that names each field."""
    return Invalid(
        detail,
        fields=[
            FieldProblem(".".join(str(part) for part in line["loc"]), line["msg"].removeprefix("Value error, "))
            for line in error.errors(include_url=False)
        ],
    )
