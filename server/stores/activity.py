"""Who did what, when: of one guide, and of the whole workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from server.models import Activity, Environment, GuideRow
from server.stores.scoped import ScopedStore

ONE_SITTING = timedelta(minutes=30)
"""Saves of a draft by one member closer together than this are one line."""
KEPT = timedelta(days=400)
JOINED = frozenset({"draft_saved"})


@dataclass(frozen=True)
class ActivityLine:
    """One line of the log, with the key and name of the guide it is about; empty for what concerns the workspace."""

    row: Activity
    guide_key: str
    guide_name: str


class ActivityStore(ScopedStore):
    """The log of the scope's workspace, all environments."""

    def note(self, what: str, now: datetime, guide: GuideRow | None = None, **details: Any) -> None:
        """Writes a line; `what` is a word of `studio/together/activity_words.py`. Saves in a row become one line."""
        guide_id = guide.id if guide else None
        last = self._joinable(what, now, guide_id) if what in JOINED else None
        if last is not None:
            last.times, last.at, last.details = last.times + 1, now, details
            self.session.add(last)
            return
        self.session.add(
            Activity(
                workspace_id=self.scope.workspace_id,
                guide_id=guide_id,
                environment_key=self._environment_key(),
                member_id=self.scope.author_id,
                what=what,
                details=details,
                at=now,
            )
        )

    def page(
        self,
        guide_id: str = "",
        member_id: str = "",
        kinds: Sequence[str] = (),
        before: str = "",
        limit: int = 50,
    ) -> list[ActivityLine]:
        """Newest first; `before` is the id of the last line seen."""
        query = (
            select(Activity, GuideRow.key, GuideRow.name)
            .outerjoin(GuideRow, col(GuideRow.id) == Activity.guide_id)
            .where(*self.walls(Activity))
        )
        if guide_id:
            query = query.where(Activity.guide_id == guide_id)
        if member_id:
            query = query.where(Activity.member_id == member_id)
        if kinds:
            query = query.where(col(Activity.what).in_(kinds))
        last = self.by_id(Activity, before) if before else None
        if last is not None:
            older = (col(Activity.at) < last.at) | ((col(Activity.at) == last.at) & (col(Activity.id) < last.id))
            query = query.where(older)
        query = query.order_by(col(Activity.at).desc(), col(Activity.id).desc()).limit(limit)
        return [ActivityLine(row, key or "", name or "") for row, key, name in self.session.exec(query)]

    def _joinable(self, what: str, now: datetime, guide_id: str | None) -> Activity | None:
        """The guide's newest line, when it is of the same kind by the same member within one sitting."""
        query = self.rows(Activity).where(Activity.guide_id == guide_id)
        last = self.session.exec(query.order_by(col(Activity.at).desc(), col(Activity.id).desc()).limit(1)).first()
        if last is None or (last.what, last.member_id) != (what, self.scope.author_id):
            return None
        return last if now - last.at < ONE_SITTING else None

    def _environment_key(self) -> str:
        environment = self.session.get(Environment, self.scope.environment_id) if self.scope.environment_id else None
        return environment.key if environment else ""


def forget_old_activity(session: Session, now: datetime) -> int:
    """Removes lines older than the log reaches back; answers how many."""
    return session.connection().execute(delete(Activity).where(col(Activity.at) < now - KEPT)).rowcount
