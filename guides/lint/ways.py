"""Ways through a guide that lead nowhere: circles nobody can leave, branches that are never taken."""

from __future__ import annotations

from collections.abc import Iterator

from guides.conditions import AllOf, AnyOf, Condition
from guides.definition import Guide, Step
from guides.problem import Problem, step_title
from guides.standing import stands


def circles_can_be_left(guide: Guide) -> Iterator[Problem]:
    """Hidden steps that wait for nothing and lead to one another would go round for ever before anything is seen."""
    onward = {step.key: _at_once(guide, place) for place, step in enumerate(guide.steps)}
    told: set[str] = set()
    for step in guide.steps:
        ring = _ring(step.key, onward)
        if ring and not told & set(ring):
            told |= set(ring)
            names = " → ".join(step_title(found) for key in [*ring, ring[0]] if (found := guide.step(key)))
            yield Problem("error", f"steps.{ring[0]}.branch",
                          "These steps go round in a circle that nobody can leave: %(steps)s. Let one of them lead on.",
                          {"steps": names})  # fmt: skip


def _at_once(guide: Guide, place: int) -> str | None:
    """Where a hidden step that waits for nothing leads when its first branch that always holds is taken."""
    step = guide.steps[place]
    if stands(guide) or step.kind != "hidden" or step.advance:
        return None
    always = next((branch.go_to for branch in step.branch if _always(branch.if_)), None)
    jump = next((action.step for action in step.does if action.do == "go_to"), None)
    following = guide.steps[place + 1].key if place + 1 < len(guide.steps) else None
    return jump or always or following


def _ring(start: str, onward: dict[str, str | None]) -> list[str]:
    """The keys of the circle that `start` lies on, from it onward; empty when it lies on none."""
    ring, key = [start], onward.get(start)
    while key is not None and key not in ring:
        ring.append(key)
        key = onward.get(key)
    return ring if key == start else []


def branches_can_be_taken(guide: Guide) -> Iterator[Problem]:
    """A branch after one that always holds, or with the same condition as one before, is dead; so is one to itself."""
    for step in guide.steps:
        for number, reason in _dead(step):
            yield Problem("warning", f"steps.{step.key}.branch",
                          reason, {"number": str(number), "step": step_title(step)})  # fmt: skip


def never_taken(step: Step) -> set[int]:
    """The numbers of its branches, from 1, that nobody takes."""
    return {number for number, reason in _dead(step) if reason != TO_ITSELF}


ALWAYS_BEFORE = "Branch %(number)s of step “%(step)s” is never taken: one before it always holds."
SAME_BEFORE = "Branch %(number)s of step “%(step)s” is never taken: one before it has the same condition."
NEVER_HOLDS = "Branch %(number)s of step “%(step)s” is never taken: its condition can hold for nobody."
TO_ITSELF = "Branch %(number)s of step “%(step)s” leads back to the same step."


def _dead(step: Step) -> Iterator[tuple[int, str]]:
    before: list[Condition] = []
    for number, branch in enumerate(step.branch, 1):
        if any(_always(one) for one in before):
            yield number, ALWAYS_BEFORE
        elif branch.if_ in before:
            yield number, SAME_BEFORE
        elif _never(branch.if_):
            yield number, NEVER_HOLDS
        elif branch.go_to == step.key:
            yield number, TO_ITSELF
        before.append(branch.if_)


def _always(condition: Condition) -> bool:
    match condition:
        case AllOf():
            return all(_always(part) for part in condition.all)
        case AnyOf():
            return any(_always(part) for part in condition.any)
    return False


def _never(condition: Condition) -> bool:
    match condition:
        case AllOf():
            return any(_never(part) for part in condition.all)
        case AnyOf():
            return all(_never(part) for part in condition.any)
    return False
