"""People who asked for help, and what members did about it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import col, func, select

from server.errors import NotFound
from server.models import HelpRequest
from server.models.help import HelpState
from server.stores.scoped import ScopedStore


class HelpRequestStore(ScopedStore):
    """Requests of the scope's environment."""

    def get(self, request_id: str) -> HelpRequest:
        """Raises `NotFound`."""
        row = self.by_id(HelpRequest, request_id)
        if row is None:
            raise NotFound("There is no such request for help.")
        return row

    def of_ids(self, ids: Collection[str]) -> list[HelpRequest]:
        """Who waits longest comes first."""
        query = self.rows(HelpRequest).where(col(HelpRequest.id).in_(ids))
        return list(self.session.exec(query.order_by(col(HelpRequest.asked_at))))

    def in_state(self, state: HelpState, limit: int = 100) -> list[HelpRequest]:
        """Open ones oldest first: who waits longest comes first. Others latest first."""
        order = col(HelpRequest.asked_at).asc() if state == "open" else col(HelpRequest.updated_at).desc()
        query = self.rows(HelpRequest).where(HelpRequest.state == state)
        return list(self.session.exec(query.order_by(order).limit(limit)))

    def counts(self) -> dict[str, int]:
        """State → how many."""
        query = select(HelpRequest.state, func.count()).where(*self.walls(HelpRequest)).group_by(col(HelpRequest.state))
        return dict(self.session.exec(query).all())

    def of_person(self, key: str) -> list[HelpRequest]:
        """The latest first."""
        query = self.rows(HelpRequest).where(HelpRequest.person_key == key)
        return list(self.session.exec(query.order_by(col(HelpRequest.asked_at).desc()).limit(50)))

    def of_account(self, key: str) -> list[HelpRequest]:
        """The latest first."""
        query = self.rows(HelpRequest).where(HelpRequest.account_key == key)
        return list(self.session.exec(query.order_by(col(HelpRequest.asked_at).desc()).limit(50)))

    def assign(self, row: HelpRequest, member_id: str | None, now: datetime) -> None:
        row.assignee_id, row.updated_at = member_id, now
        self.session.add(row)

    def set_state(self, row: HelpRequest, state: HelpState, note: str | None, now: datetime) -> None:
        """`note` None: it stays as it is."""
        row.state, row.updated_at = state, now
        if note is not None:
            row.note = note[:4000]
        self.session.add(row)
