"""What was done about people's data, for whoever has to account for it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlmodel import col

from server.models import PrivacyRecord
from server.stores.scoped import ScopedStore

Kind = Literal["exported", "erased", "rule_set", "rule_removed"]


class PrivacyRecordStore(ScopedStore):
    """Records of the scope's workspace, in all its environments."""

    def add(
        self, kind: Kind, made_by: str, now: datetime, *, environment: str = "", event_type: str = "", amount: int = 0
    ) -> PrivacyRecord:
        row = PrivacyRecord(
            workspace_id=self.scope.workspace_id, kind=kind, environment=environment[:100], event_type=event_type,
            amount=amount, made_by=made_by[:200], at=now,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        return row

    def latest(self, limit: int) -> list[PrivacyRecord]:
        """Newest first."""
        query = self.rows(PrivacyRecord).order_by(col(PrivacyRecord.at).desc(), col(PrivacyRecord.id).desc())
        return list(self.session.exec(query.limit(limit)))
