"""How much of guides one person meets: limits of the whole environment, and of groups of guides.

Only guides that interrupt count (`interrupts`), however they were started; only those that would start by themselves
are held back. What lies beside the page and waits to be opened is neither counted nor held back.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from guides.definition import Guide
from guides.model import Key, Model

INTERRUPTING_KINDS = ("walkthrough", "announcement", "survey")


class Limit(Model):
    """At most so many guides within the last 24 hours and 7 days, and so many minutes after the last one began."""

    per_day: Annotated[int, Field(ge=1, le=100)] | None = None
    per_week: Annotated[int, Field(ge=1, le=500)] | None = None
    gap_minutes: Annotated[float, Field(gt=0, le=7 * 24 * 60)] | None = None

    @property
    def limits_nothing(self) -> bool:
        return self.per_day is None and self.per_week is None and self.gap_minutes is None


class Limits(Limit):
    """Of one person over all guides, and over the guides of each group (`frequency.group`)."""

    groups: Annotated[dict[Key, Limit], Field(max_length=50)] = {}

    @property
    def limits_nothing(self) -> bool:
        return super().limits_nothing and all(group.limits_nothing for group in self.groups.values())


def interrupts(guide: Guide) -> bool:
    """Whether the guide takes the person's attention by itself; news that wait in a feed do not."""
    return guide.kind in INTERRUPTING_KINDS and any(step.kind not in ("feed", "hidden") for step in guide.steps)
