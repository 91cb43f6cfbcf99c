"""What an admin may do about people's data, from the pages and from the API alike; each is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from analytics.metrics.keeping import events_older
from server.models import Environment
from server.owner.asking import have_done
from server.services import Services
from server.stores.privacy_records import PrivacyRecordStore
from server.stores.retention import RetentionStore
from server.stores.scoped import Scope

MOST_DAYS = 36_500
MOST_RULES = 200


@dataclass(frozen=True)
class PrivacyDesk:
    """For one request. `made_by` is the member's or token's name, as the records show it."""

    services: Services
    session: Session
    scope: Scope
    environment: Environment
    environments: list[Environment]
    made_by: str

    def export(self, person: str) -> dict[str, Any]:
        """Everything known of a person (`export_person`)."""
        told: dict[str, Any] = have_done(self.services, "export_person", **self._about(person))
        self._note("exported", environment=self.environment.name, amount=len(told["events"]))
        return told

    def erase(self, person: str) -> dict[str, int]:
        """Forget a person for ever (`erase_person`); answers how many events, rows and lines went."""
        about, name = self._about(person), self.environment.name
        # The owner writes to the same tables: what this request has written so far (when somebody was seen last)
        # would make it wait in vain, and is of no importance.
        self.session.rollback()
        removed: dict[str, int] = have_done(self.services, "erase_person", **about)
        self._note("erased", environment=name, amount=removed["events"])
        return removed

    def rules(self) -> dict[str, int]:
        """Event type → days; the empty type stands for all others."""
        return {row.event_type: row.days for row in RetentionStore(self.session, self.scope).all()}

    def would_remove(self, event_type: str, days: int) -> int:
        """How many events are older than such a rule keeps, in all environments."""
        before = self.services.clock() - timedelta(days=days)
        ruled = [known for known in self.rules() if known]
        store = self.services.store
        return sum(events_older(store, row.id, event_type, before, ruled) for row in self.environments)

    def set_rule(self, event_type: str, days: int) -> None:
        now = self.services.clock()
        RetentionStore(self.session, self.scope).keep(event_type, days, now)
        self._note("rule_set", event_type=event_type, amount=days)

    def remove_rule(self, event_type: str) -> None:
        RetentionStore(self.session, self.scope).keep_for_ever(event_type)
        self._note("rule_removed", event_type=event_type)

    def replace_rules(self, wanted: Mapping[str, int]) -> None:
        """Only what changes is written down."""
        known = self.rules()
        for event_type in known.keys() - wanted.keys():
            self.remove_rule(event_type)
        for event_type, days in wanted.items():
            if known.get(event_type) != days:
                self.set_rule(event_type, days)

    def _about(self, person: str) -> dict[str, str]:
        return {"environment": self.environment.id, "person": person}

    def _note(self, kind: Any, **what: Any) -> None:
        store = PrivacyRecordStore(self.session, self.scope)
        store.add(kind, self.made_by, self.services.clock(), **what)
