"""The rows behind the numbers: runs, and the events that made them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import msgspec

from analytics.metrics.period import Period
from analytics.store import EventStore

Outcome = Literal["started", "completed", "dismissed", "failed"]
StepState = Literal["seen", "done", "skipped", "failed", "lost"]


@dataclass(frozen=True)
class RunRow:
    """One person's passage through one version of a guide. `version` is 0 when the events named none."""

    run: str
    guide: str
    version: int
    person: str | None
    account: str | None
    started_at: datetime
    last_at: datetime
    furthest_step: str | None
    furthest_position: int | None
    outcome: Outcome
    completed_at: datetime | None
    steps_seen: int


@dataclass(frozen=True)
class EventRow:
    """One stored event. `person` is None for somebody known by the anonymous id alone."""

    id: str
    type: str
    at: datetime
    received_at: datetime
    person: str | None
    anonymous_id: str | None
    account: str | None
    session: str | None
    run: str | None
    guide: str | None
    version: int | None
    step: str | None
    url: str | None
    props: dict[str, Any]


def runs_of_guide(
    store: EventStore,
    environment: str,
    guide: str,
    period: Period,
    step: str | None = None,
    outcome: Outcome | None = None,
    limit: int = 50,
    before: datetime | None = None,
    step_state: StepState | None = None,
    version: int | None = None,
) -> list[RunRow]:
    """Runs that started in the period, newest first.

    With `step` only runs that met it, with `step_state` only those that did so in that way (the same words as in
    the funnel, so a count there opens exactly its rows). `before` continues a list after its last `started_at`.
    """
    rows = store.ask(
        "runs_of_guide",
        environment=environment,
        guide=guide,
        start=period.start,
        end=min(period.end, before) if before else period.end,
        step=step or "",
        step_state=step_state or "",
        outcome=outcome or "",
        version=-1 if version is None else version,
        limit=limit,
    )
    return [RunRow(**row) for row in rows]


def runs_of_person(store: EventStore, environment: str, person: str, limit: int = 50) -> list[RunRow]:
    """A person's runs, the one they last touched first."""
    return [RunRow(**row) for row in store.ask("runs_of_person", environment=environment, person=person, limit=limit)]


def run_of(store: EventStore, environment: str, run: str) -> RunRow | None:
    """One run, or None when there is none of this name."""
    rows = store.ask("run_of", environment=environment, run=run)
    return RunRow(**rows[0]) if rows else None


def events_of_run(store: EventStore, environment: str, run: str) -> list[EventRow]:
    """What happened in a run, in order."""
    return [_event(row) for row in store.ask("events_of_run", environment=environment, run=run)]


def events_of_person(store: EventStore, environment: str, person: str, limit: int = 200) -> list[EventRow]:
    """What a person (key or anonymous id) did last, newest first."""
    rows = store.ask("events_of_person", environment=environment, person=person, limit=limit)
    return [_event(row) for row in rows]


def events_of_ids(store: EventStore, environment: str, ids: Sequence[str], since: datetime) -> list[EventRow]:
    """The named events that happened since then, in order: the proof of a finding."""
    rows = store.ask("events_of_ids", environment=environment, ids=list(ids), since=since) if ids else []
    return [_event(row) for row in rows]


def _event(row: dict[str, Any]) -> EventRow:
    props = msgspec.json.decode(row.pop("props") or b"{}")
    return EventRow(**row, props=props if isinstance(props, dict) else {})
