"""The gates between a published guide and a person, each by itself, and all of them in their order (`when_for`).

`POST /v1/session` decides by `when_for`; “Why doesn't it show?” asks the same gates one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guides.conditions import Facts
from server.delivery.eligibility import goes_on, held_out, may_start_again, resumable
from server.delivery.live_guide import LiveGuide, When

State = Mapping[str, Any]


def when_for(live: LiveGuide, person: str, state: State | None, facts: Facts) -> When:
    """False: not for this person now. True or a residual: the page decides the rest."""
    if not live.for_everybody and not (in_schedule(live, facts) and outside_hold_out(live, person)):
        return False
    if run_goes_on(live, state, facts):
        return True
    return is_due(live, state, facts) and condition_for(live, facts)


def in_schedule(live: LiveGuide, facts: Facts) -> bool:
    """Whether the guide's schedule is open at `facts.now`."""
    assert facts.now is not None
    return live.guide.schedule.open_at(facts.now)


def outside_hold_out(live: LiveGuide, person: str) -> bool:
    """Whether the person is not among those who never see the guide."""
    return not held_out(live.guide.key, person, live.guide.experiment.holdout_percent)


def run_goes_on(live: LiveGuide, state: State | None, facts: Facts) -> bool:
    """Whether a run left lately is offered to be finished, whatever the audience and the frequency say now."""
    assert facts.now is not None
    return state is not None and not live.stands and resumable(live.guide, state, facts.now)


def is_due(live: LiveGuide, state: State | None, facts: Facts) -> bool:
    """Whether the frequency lets the person meet the guide (again)."""
    assert facts.now is not None
    if state is None or (live.stands and goes_on(live.guide, state)):
        return True
    return live.guide.trigger.manual or live.is_news or may_start_again(live.guide.frequency, state, facts.now)


def condition_for(live: LiveGuide, facts: Facts) -> When:
    """Audience and trigger condition: decided, or what is left for the page."""
    return True if live.decide is None else live.decide(facts)


def asked_lately(live: LiveGuide, met: Sequence[LiveGuide], states: Mapping[str, Any], facts: Facts) -> bool:
    """Whether the person met another survey within this one's waiting time. A survey under way goes on."""
    assert facts.now is not None
    if not live.rests_days or resumable(live.guide, states.get(live.guide.key), facts.now):
        return False
    since = facts.now.timestamp() - live.rests_days * 86400
    return any(other is not live and states[other.guide.key].get("last_at", 0) > since for other in met)
