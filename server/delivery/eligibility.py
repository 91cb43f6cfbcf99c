"""Whether a guide may start for a person, as far as the server can know. The snippet knows its own newer runs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from guides.conditions import GuideState
from guides.definition import Guide
from guides.showing import Frequency
from guides.standing import has_no_end

RESUMABLE = timedelta(days=7)
"""A run begun this recently is offered again to finish, even when the audience no longer fits."""


def held_out(guide_key: str, person: str, percent: int) -> bool:
    """Whether this person is in the group that never sees the guide. The same answer each time, on every server."""
    if percent == 0:
        return False
    drawn = int.from_bytes(hashlib.blake2b(f"{guide_key}\n{person}".encode(), digest_size=8).digest())
    return drawn % 10_000 < percent * 100


def resumable(guide: Guide, state: Mapping[str, Any] | None, now: datetime) -> bool:
    """Whether the latest run is still under way and may go on."""
    if state is None or state.get("status") != "started" or guide.resume == "never":
        return False
    return now.timestamp() - float(state.get("last_at", 0)) < RESUMABLE.total_seconds()


def may_start_again(frequency: Frequency, state: Mapping[str, Any] | None, now: datetime) -> bool:
    """Whether another run is allowed after the ones there were."""
    if state is None:
        return True
    shown, rested = int(state.get("shown", 1)), now.timestamp() - float(state.get("last_at", 0))
    if frequency.at_most is not None and shown >= frequency.at_most:
        return False
    if frequency.every_days is not None and rested < frequency.every_days * 86400:
        return False
    if frequency.show == "once":
        return False
    return not (frequency.show == "until_completed" and state.get("status") == "completed")


def goes_on(guide: Guide, state: Mapping[str, Any]) -> bool:
    """Whether a guide that stands is still there for this person: its run is open, or it has no end."""
    status = state.get("status")
    return status == "started" or (has_no_end(guide) and status != "dismissed")


def told_state(guide: Guide, state: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The state as the snippet is told it: what has no end was used, but is not over."""
    if state is not None and state.get("status") == "completed" and has_no_end(guide):
        return {**state, "status": "started"}
    return state


def guide_states(states: Mapping[str, Any]) -> dict[str, GuideState]:
    """The states that conditions ask about. A failed run was started."""
    return {key: _STATES.get(str(state.get("status")), "started") for key, state in states.items()}


_STATES: dict[str, GuideState] = {"started": "started", "completed": "completed", "dismissed": "dismissed"}
