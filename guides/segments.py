"""Segments: conditions about people with a name of their own, so that many guides can mean the same people.

A guide names a segment by its key. Whoever delivers or counts puts the segment's conditions in the name's place first
(`with_segments`), so that nothing further on needs to know of segments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, field_validator

from guides.conditions import AnswerIs, Condition, DeviceIs, ElementIs, InSegment, PageIs
from guides.model import Key, Model
from guides.walk import models_in

T = TypeVar("T")
OF_THE_PAGE = (PageIs, ElementIs, AnswerIs, DeviceIs)


class Segment(Model):
    """Who belongs: everybody for whom `when` holds now, nobody's list. It may not name other segments or a page."""

    key: Key
    name: Annotated[str, Field(min_length=1, max_length=200)]
    description: Annotated[str, Field(max_length=500)] = ""
    when: Condition

    @field_validator("when")
    @classmethod
    def _about_people(cls, when: Any) -> Any:
        for _, part in models_in(when):
            if isinstance(part, InSegment):
                raise ValueError("a segment cannot name another segment: repeat that one's conditions")
            if isinstance(part, OF_THE_PAGE):
                raise ValueError("a segment is about people: page, element, answer and device belong into a guide")
        return when


def with_segments(value: T, segments: Mapping[str, Condition]) -> T:
    """The guide (or condition, or any part) with every name of a segment replaced by its conditions.

    A name that is not in `segments` stays, and nobody is in it.
    """
    return _replaced(value, segments)  # type: ignore[no-any-return]  # the same model, or another condition


def named_segments(value: Any) -> Iterator[tuple[str, str]]:
    """Where a guide names a segment (`audience`, `steps.KEY.branch`), and which."""
    for where, part in models_in(value):
        if isinstance(part, InSegment):
            yield where, part.segment


def _replaced(value: Any, segments: Mapping[str, Condition]) -> Any:
    if isinstance(value, InSegment):
        return segments.get(value.segment, value)
    if isinstance(value, list):
        made = [_replaced(item, segments) for item in value]
        return made if any(new is not old for new, old in zip(made, value, strict=True)) else value
    if not isinstance(value, BaseModel):
        return value
    changed = {}
    for name in type(value).model_fields:
        old = getattr(value, name)
        new = _replaced(old, segments)
        if new is not old:
            changed[name] = new
    return value.model_copy(update=changed) if changed else value
