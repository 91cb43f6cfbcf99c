"""What else is worth saying about an account: whose trouble it is, and how long it has stood still among its peers."""

from __future__ import annotations

from datetime import UTC, datetime
from statistics import median
from typing import Any

import numpy as np

from analytics.stuck.arrays import Floats, moment
from analytics.stuck.conclusion import Because, Value
from analytics.stuck.view import View
from analytics.words import N_

KEY_ROLES = frozenset({"admin", "owner", "champion", "sponsor"})
KEY_WEIGHT = 2.0
"""A person the account hangs on counts as two."""

FEWEST_PEERS = 5
STANDING_STILL = 2.0
"""So many times the peers' median in the same stage is worth a word."""


def role_weights(view: View) -> Floats:
    """Per person number: `KEY_WEIGHT` for key roles, one for everybody else."""
    roles, people = view.guidance.roles, view.journal.names.people
    if not roles:
        return np.ones(len(people))
    return np.array([KEY_WEIGHT if roles.get(name, "").casefold() in KEY_ROLES else 1.0 for name in people])


def stage_clause(view: View, account: str) -> tuple[Because, ...]:
    """Days in the stage against the accounts in the same stage (traits `stage`, `stage_since`), if far above them."""
    now = moment(view.now)
    own = view.guidance.accounts.get(account, {})
    days = _days(own, now)
    peers = [
        peer_days
        for name, traits in view.guidance.accounts.items()
        if name != account and traits.get("stage") == own.get("stage") and (peer_days := _days(traits, now)) is not None
    ]
    if days is None or len(peers) < FEWEST_PEERS or days < STANDING_STILL * max(median(peers), 1):
        return ()
    message = N_(
        "%(stage_days)s days in the stage “%(stage)s”, where half of its peers have been %(peer_days)s or less"
    )
    values: dict[str, Value] = {"stage_days": days, "stage": str(own["stage"]), "peer_days": int(median(peers))}
    return (Because(message, values),)


def _days(traits: Any, now: datetime) -> int | None:
    try:
        since = datetime.fromisoformat(str(traits.get("stage_since", "")))
    except ValueError:
        return None
    since = since if since.tzinfo else since.replace(tzinfo=UTC)
    return (now - since).days if traits.get("stage") and since <= now else None
