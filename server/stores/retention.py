"""How long a workspace keeps events of each type."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col

from server.models import RetentionRule
from server.stores.scoped import ScopedStore


class RetentionStore(ScopedStore):
    """Rules of the scope's workspace, for all its environments."""

    def all(self) -> list[RetentionRule]:
        """The rule for all other types (an empty type) comes first."""
        return list(self.session.exec(self.rows(RetentionRule).order_by(col(RetentionRule.event_type))))

    def keep(self, event_type: str, days: int, now: datetime) -> None:
        """Keep events of a type so many days from now on."""
        row = self._find(event_type) or RetentionRule(
            workspace_id=self.scope.workspace_id, event_type=event_type, days=days, changed_at=now
        )
        row.days, row.changed_at = days, now
        self.session.add(row)
        self.session.flush()

    def keep_for_ever(self, event_type: str) -> None:
        """Take a rule away; what has been removed does not come back."""
        row = self._find(event_type)
        if row is not None:
            self.session.delete(row)
            self.session.flush()

    def _find(self, event_type: str) -> RetentionRule | None:
        return self.session.exec(self.rows(RetentionRule).where(RetentionRule.event_type == event_type)).first()
