"""Where each step of a guide may lead, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from guides.actions import Action, GoTo
from guides.conditions import Condition
from guides.definition import Guide, Step

Reason = Literal["branch", "next", "button", "does", "missing", "complete"]


@dataclass(frozen=True, eq=False)
class Way:
    """One way out of a step. `to`: a step's key, perhaps of none that exists; None: the guide ends there."""

    step: str
    to: str | None
    reason: Reason
    condition: Condition | None = None
    """Of a branch."""
    label: str = ""
    """Of the button."""


def ways_from(guide: Guide, place: int) -> list[Way]:
    """The ways out of the step at `place`, in the order in which they are decided; none: people are left standing."""
    step = guide.steps[place]
    following = guide.steps[place + 1].key if place + 1 < len(guide.steps) else None
    found = [Way(step.key, branch.go_to, "branch", condition=branch.if_) for branch in step.branch]
    found += [Way(step.key, action.step, "does") for action in step.does if isinstance(action, GoTo)]
    if _moves_on(step):
        found.append(Way(step.key, following, "next"))
    found += _by_buttons(step)
    if isinstance(step.if_missing.then, GoTo):
        found.append(Way(step.key, step.if_missing.then.step, "missing"))
    return found


def _moves_on(step: Step) -> bool:
    """Whether it may lead to the step after it. Without buttons of its own a step has the player's Next."""
    by_itself = bool(step.advance) or not step.buttons or step.if_missing.then == "skip"
    return by_itself or any(action.do == "next" for action in actions_of(step))


def _by_buttons(step: Step) -> Iterator[Way]:
    for label, does in [("", step.does), *((button.label, button.does) for button in step.buttons)]:
        for action in does:
            if action.do == "complete":
                yield Way(step.key, None, "complete", label=label)
            elif isinstance(action, GoTo) and label:
                yield Way(step.key, action.step, "button", label=label)


def actions_of(step: Step) -> Iterator[Action]:
    """What the step does, and what its buttons do."""
    yield from step.does
    for button in step.buttons:
        yield from button.does


def reached(guide: Guide) -> set[str]:
    """The keys of the steps that some way leads to from the first one."""
    following = {step.key: [way.to for way in ways_from(guide, place)] for place, step in enumerate(guide.steps)}
    found: set[str] = set()
    waiting: list[str | None] = [guide.steps[0].key] if guide.steps else []
    while waiting:
        key = waiting.pop()
        if key is not None and key not in found and key in following:
            found.add(key)
            waiting += following[key]
    return found
