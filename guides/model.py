"""The base of every definition model, and the small field types they share."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Model(BaseModel):
    """A definition model: unknown fields are refused, so that a misspelt field is an error and not a silence."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, str_strip_whitespace=True)


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$", max_length=80)]
"""A name that survives versions and travels in URLs: lower case letters and digits, joined by `-`, `_` or `.`."""

ShortText = Annotated[str, StringConstraints(max_length=200)]
LongText = Annotated[str, StringConstraints(max_length=4000)]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")]
"""A BCP 47 language tag: `ja`, `en`, `pt-BR`."""
