"""How much of guides one person meets: limits of the whole environment, and of groups of guides.

Only guides that interrupt count (`interrupts`), however they were started; only those that would start by themselves
are held back. What lies beside the page and waits to be opened is neither counted nor held back.
"""

from __future__ import annotations

from collections.abc import Collection
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


DAY_SECONDS = 86_400.0
Start = tuple[float, str | None]
"""Unix seconds at which a guide that interrupts began, and the group it was in."""


def reached(limit: Limit, moments: Collection[float], now: float) -> str | None:
    """The name of the limit's first field that these starts (Unix seconds) have used up; None: another may begin.

    The snippet has the same rule (`sdk_js/src/rules/limits.ts`); both pass `tests/contract/turn.json`.
    """

    def within(seconds: float) -> int:
        return sum(now - at < seconds for at in moments)

    if limit.per_day is not None and within(DAY_SECONDS) >= limit.per_day:
        return "per_day"
    if limit.per_week is not None and within(7 * DAY_SECONDS) >= limit.per_week:
        return "per_week"
    if limit.gap_minutes is not None and within(limit.gap_minutes * 60) > 0:
        return "gap_minutes"
    return None


def held_back_by(guide: Guide, limits: Limits, starts: Collection[Start], now: float) -> tuple[Limit, str] | None:
    """The limit that keeps the guide from beginning by itself now, and which of its fields; None: it may begin."""
    frequency = guide.frequency
    if frequency.ignores_limits or not interrupts(guide):
        return None
    shared = limits.groups.get(frequency.group) if frequency.group else None
    among = [at for at, group in starts if group == frequency.group]
    for limit, moments in ((limits, [at for at, _ in starts]), (shared, among)):
        field = reached(limit, moments, now) if limit is not None else None
        if limit is not None and field is not None:
            return limit, field
    return None
