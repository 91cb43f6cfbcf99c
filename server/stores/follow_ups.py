"""What CSMs do about findings."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

from sqlmodel import col

from server.errors import Conflict, NotFound
from server.models import FollowUp
from server.stores.scoped import ScopedStore

Outcome = Literal["resolved", "reached", "already_solved", "false_alarm"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("resolved", "reached", "already_solved", "false_alarm")
UNRESOLVED: Final = ("open", "taken", "snoozed")


class FollowUpStore(ScopedStore):
    """Work items of the scope's environment; an account has at most one that is not resolved."""

    def get(self, follow_up_id: str) -> FollowUp:
        """Raises `NotFound`."""
        row = self.by_id(FollowUp, follow_up_id)
        if row is None:
            raise NotFound("There is no such follow-up.")
        return row

    def unresolved(self) -> dict[str, FollowUp]:
        """Account key → its work item."""
        query = self.rows(FollowUp).where(col(FollowUp.status).in_(UNRESOLVED))
        return {row.account_key: row for row in self.session.exec(query)}

    def resolved(self, limit: int = 1000) -> list[FollowUp]:
        """The latest first."""
        query = self.rows(FollowUp).where(FollowUp.status == "resolved")
        return list(self.session.exec(query.order_by(col(FollowUp.resolved_at).desc()).limit(limit)))

    def of_account(self, key: str) -> list[FollowUp]:
        """The latest first."""
        query = self.rows(FollowUp).where(FollowUp.account_key == key)
        return list(self.session.exec(query.order_by(col(FollowUp.updated_at).desc())))

    def for_account(self, key: str, finding_ids: list[str], now: datetime) -> FollowUp:
        """The account's unresolved work item, begun if need be; it is about these findings from now on."""
        query = self.rows(FollowUp).where(FollowUp.account_key == key, col(FollowUp.status).in_(UNRESOLVED))
        row = self.session.exec(query).first() or FollowUp(
            workspace_id=self.scope.workspace_id,
            environment_id=self.scope.environment_id,
            account_key=key,
            status="open",
            created_at=now,
            updated_at=now,
        )
        row.finding_ids, row.updated_at = finding_ids, now
        self.session.add(row)
        self.session.flush()
        return row

    def assign(self, row: FollowUp, member_id: str | None, now: datetime) -> None:
        """Gives it to a member, or back to everybody."""
        row.assignee_id, row.snoozed_until = member_id, None
        self._set(row, "taken" if member_id else "open", now)

    def snooze(self, row: FollowUp, until: datetime, now: datetime) -> None:
        row.snoozed_until = until
        self._set(row, "snoozed", now)

    def resolve(self, row: FollowUp, outcome: Outcome, note: str, now: datetime) -> None:
        """Done; its findings are not shown as work any more, even while they stay open."""
        row.outcome, row.note, row.resolved_at, row.snoozed_until = outcome, note[:4000], now, None
        self._set(row, "resolved", now)

    def reopen(self, row: FollowUp, now: datetime) -> None:
        """Takes back a snooze or a resolution. Raises `Conflict` when the account has a newer work item."""
        other = self.unresolved().get(row.account_key)
        if other is not None and other.id != row.id:
            raise Conflict("This account has a newer follow-up; work on that one.")
        row.outcome = row.resolved_at = row.snoozed_until = None
        self._set(row, "taken" if row.assignee_id else "open", now)

    def _set(self, row: FollowUp, status: str, now: datetime) -> None:
        row.status, row.updated_at = status, now
        self.session.add(row)
