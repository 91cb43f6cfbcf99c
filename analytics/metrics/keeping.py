"""What is kept: how many events of each type there are, whom they are about, and what a rule would remove."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from analytics.store import EventStore


@dataclass(frozen=True)
class TypeKept:
    """Events of one type that are kept now."""

    type: str
    events: int
    oldest: datetime


@dataclass(frozen=True)
class PersonKept:
    """Events of one person, under their key and the anonymous ids they had."""

    events: int
    first_at: datetime | None
    last_at: datetime | None


def types_kept(store: EventStore, environment: str) -> list[TypeKept]:
    """The most frequent first."""
    return [TypeKept(**row) for row in store.ask("keep/event_types", environment=environment)]


def person_kept(store: EventStore, environment: str, person: str) -> PersonKept:
    known = store.ask("keep/anonymous_ids", environment=environment, person=person)
    people = [person, *(row["anonymous_id"] for row in known)]
    return PersonKept(**store.ask("keep/person_totals", environment=environment, people=people)[0])


def events_older(store: EventStore, environment: str, event_type: str, before: datetime, ruled: Collection[str]) -> int:
    """How many events a rule would remove. An empty type stands for all but those in `ruled`."""
    asked = {"environment": environment, "type": event_type, "before": before, "ruled": sorted(ruled)}
    return int(store.ask("keep/old_event_count", **asked)[0]["events"])
