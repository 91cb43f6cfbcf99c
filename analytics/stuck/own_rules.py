"""Rules written without code: conditions over events and attributes, checked beside the model.

The conditions are those of audiences (`guides/conditions.py`): person, account, guide state and event counts in a
window, combined with all, any and not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from guides.conditions import (
    AccountIs,
    AllOf,
    AnyOf,
    Condition,
    EventCount,
    GuideIs,
    MembershipIs,
    NotOf,
    PersonIs,
    TimeIs,
)
from guides.model import Key, Model, ShortText

DECIDABLE = (PersonIs, AccountIs, MembershipIs, GuideIs, EventCount, TimeIs)


class OwnRule(Model):
    """When the condition holds for a person, a finding of the kind `own_rule` is open about them.

    `name` is said as the reason. The finding closes when the condition no longer holds.
    """

    key: Key
    name: ShortText
    when: Condition
    severity: Annotated[float, Field(ge=0, le=100)] = 50.0
    about: Literal["person", "account"] = "person"
    """About the account: told once for all of its people for whom the condition holds."""

    @model_validator(mode="after")
    def _decidable(self) -> OwnRule:
        wrong = next(_undecidable(self.when), None)
        if wrong is not None:
            raise ValueError(
                f"when: {wrong} cannot be told from events; use person, account, membership, guide, event or time"
            )
        return self


def _undecidable(condition: Condition) -> Iterator[str]:
    """Names of the conditions in the tree that only a page, a segment or a language could decide."""
    if isinstance(condition, AllOf | AnyOf | NotOf):
        parts = [condition.not_] if isinstance(condition, NotOf) else _parts(condition)
        for part in parts:
            yield from _undecidable(part)
    elif not isinstance(condition, DECIDABLE):
        yield type(condition).__name__


def _parts(condition: AllOf | AnyOf) -> list[Condition]:
    return condition.all if isinstance(condition, AllOf) else condition.any
