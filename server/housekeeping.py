"""Removes, once an hour, the relational rows that have served their time. (Segments: `server/collect/tidy.py`.)"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from sqlmodel import Session

from server.database import open_session
from server.rounds import rounds
from server.statistics import keep_statistics
from server.stores.activity import forget_old_activity
from server.stores.comments import forget_old_presence
from server.stores.doors import forget_expired_editor_sessions, forget_expired_log_ins, forget_expired_previews
from server.stores.drops import forget_old_drops
from server.stores.idempotency import forget_old_keys
from server.stores.notices import forget_old_notices
from server.stores.target_reports import forget_old_reports

if TYPE_CHECKING:
    from server.services import Services

FIRST_SECONDS = 60.0
EVERY_SECONDS = 3600.0
Chore = Callable[[Session, datetime], int]

CHORES: list[Chore] = [
    forget_old_keys,
    forget_expired_log_ins,
    forget_expired_editor_sessions,
    forget_expired_previews,
    forget_old_reports,
    forget_old_notices,
    forget_old_drops,
    forget_old_activity,
    forget_old_presence,
    keep_statistics,
]
"""Each removes what is old, or keeps the rest quick, and answers how many rows it removed."""

_log = structlog.get_logger("shirube.housekeeping")


def do_chores(services: Services) -> int:
    """Every chore in a transaction of its own; one that fails is logged, tried again next time, and stops no other."""
    return sum(_do(chore, services) for chore in CHORES)


def _do(chore: Chore, services: Services) -> int:
    try:
        with open_session(services.engine) as session:
            removed = chore(session, services.clock())
            session.commit()
            return removed
    except Exception:
        _log.exception("a chore failed", chore=chore.__name__)
        return 0


def housekeeping(services: Services) -> AbstractAsyncContextManager[None]:
    """The part that does the chores while the process serves."""
    return rounds("chores", lambda: do_chores(services), EVERY_SECONDS, first=FIRST_SECONDS)
