"""What the people of a workspace tell the model beside the events: thresholds, outcomes, roles, tasks and own rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from analytics.stuck.own_rules import OwnRule
from analytics.stuck.past.tasks import Task

Verdict = Literal["true", "false_alarm", "already_solved"]
"""What a CSM found: the person needed help; did not; had got on before anybody looked."""


@dataclass(frozen=True)
class Thresholds:
    """When a finding about a person opens, and how far its probability may fall before it closes."""

    opens: float = 0.85
    stays: float = 0.6

    def __post_init__(self) -> None:
        if not 0 < self.stays <= self.opens < 1:
            raise ValueError("thresholds: give 0 < stays ≤ opens < 1, so that findings do not flicker")


@dataclass(frozen=True)
class Outcome:
    """What came of one finding about a person at a step, as a member said it at a time."""

    person: str
    guide: str
    step: str
    flagged_at: datetime
    said_at: datetime
    verdict: Verdict


@dataclass(frozen=True)
class Guidance:
    """Everything beside the events. Only what had been said by the moment asked about is used."""

    thresholds: Thresholds = Thresholds()
    outcomes: tuple[Outcome, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    """Person → role in the account. Admins and champions weigh more in their account's findings; never a feature."""
    tasks: tuple[Task, ...] = ()
    beside: frozenset[str] = frozenset()
    """Guides beside people's tasks (hints, surveys, news, …): nobody is stuck in them, so they are left out."""
    rules: tuple[OwnRule, ...] = ()
    people: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Person → traits, for own rules only."""
    accounts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Account → traits, for own rules and the days in a stage."""


NO_GUIDANCE = Guidance()
