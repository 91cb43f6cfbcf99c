"""What can still prove a task done while the page is open.

As `guides.conditions.reduce`, but what the person may yet do stays: `{guide, is}` for a guide that has not come so far,
`{event, at_least}` for how many more of an event it takes.
"""

from __future__ import annotations

from typing import Any

from guides.conditions import AllOf, AnyOf, Condition, EventCount, Facts, GuideIs, NotOf, Reduced, reduce, times_done

NOT_REACHED = "not_started"


def awaited(condition: Condition, facts: Facts) -> Reduced:
    """True: proved already. False: nothing on this page can. Otherwise what the page still has to see."""
    match condition:
        case AllOf():
            return _combined([awaited(part, facts) for part in condition.all], "all", stops_at=False)
        case AnyOf():
            return _combined([awaited(part, facts) for part in condition.any], "any", stops_at=True)
        case NotOf():
            inner = awaited(condition.not_, facts)
            return (not inner) if isinstance(inner, bool) else {"not": inner}
        case GuideIs(is_=state) if state != NOT_REACHED:
            return reduce(condition, facts) or {"guide": condition.guide, "is": state}
        case EventCount(at_most=None):
            return reduce(condition, facts) or {
                "event": condition.event,
                "at_least": condition.at_least - times_done(condition, facts),
            }
    return reduce(condition, facts)


def _combined(parts: list[Reduced], word: str, stops_at: bool) -> Reduced:
    if any(part is stops_at for part in parts):
        return stops_at
    left: list[Any] = [part for part in parts if not isinstance(part, bool)]
    if not left:
        return not stops_at
    return left[0] if len(left) == 1 else {word: left}
