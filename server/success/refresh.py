"""Brings the findings of environments up to date with what may be concluded now."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from server.database import open_session
from server.models import Environment
from server.services import Services
from server.stores.guidance import GuidanceStore
from server.stores.scoped import Scope
from server.success.followings import Followings
from server.success.taking_over import Refreshed, take_over

_one_at_a_time = threading.Lock()
"""Two refreshes of one process must not open the same finding twice."""


def refresh(
    services: Services, environment_ids: Sequence[str], followings: Followings | None = None
) -> dict[str, Refreshed]:
    """Conclude for each environment and commit; answers what changed. Unknown environments are left out.

    Who refreshes again and again passes its `followings`, so that only what is new is read.
    """
    followings = Followings(services.store) if followings is None else followings
    done = {}
    for environment_id in environment_ids:
        now = services.clock()
        with _one_at_a_time, open_session(services.engine) as session:
            environment = session.get(Environment, environment_id)
            if environment is None:
                followings.forget(environment_id)
                continue
            scope = Scope(environment.workspace_id, environment.id)
            # Read before the first write: SQLite has one writer, and concluding takes its time.
            guidance = GuidanceStore(session, scope).guidance()
            conclusions = followings.of(environment.id).conclusions(now, guidance)
            done[environment_id], taken = take_over(session, scope, conclusions, now, followings.taken(environment.id))
            session.commit()
            followings.take(environment.id, taken)
    return done
