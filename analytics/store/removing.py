"""Removing events: those that need not be kept any longer, and those of a person who is to be forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from analytics.events import RUN_TYPES
from analytics.store import schema
from analytics.store.base import Engine, Rule
from analytics.store.derivation import EPOCH, Derivation

EVENT_KEY = ("environment", "id")
OF_RUNS = RUN_TYPES | {"rage_clicked", "dead_clicked", "error_seen"}
"""Types that runs are made of."""


def retain(engine: Engine, derivation: Derivation, environment: str, rules: Sequence[Rule], now: datetime) -> int:
    """Remove events older than their rule says; runs and rollups stay as they are. Answers how many went.

    First the horizon is drawn: what lies before is never made again. So nothing is lost when the removal is cut off.
    """
    ruled = [rule.type for rule in rules if rule.type]
    before = {rule.type: now - timedelta(days=rule.days) for rule in rules}
    if not before:
        return 0
    _draw_horizon(engine, derivation, environment, before)
    for type_, moment in before.items():
        derivation.touch(
            "work_gone", "keep/old_events", environment=environment, type=type_, before=moment, ruled=ruled
        )
    return _remove_gone(engine, derivation)


def _draw_horizon(engine: Engine, derivation: Derivation, environment: str, before: dict[str, datetime]) -> None:
    """A horizon only ever moves forward."""
    of_runs = [moment for type_, moment in before.items() if not type_ or type_ in OF_RUNS]
    known = derivation.work("keep/horizon", environment=environment)
    runs_since = max([*of_runs, *(row["runs_since"] for row in known)], default=EPOCH)
    days_since = max([*(moment.date() for moment in before.values()), *(row["days_since"] for row in known)])
    derivation.touch_rows(
        "work_gone", [{"environment": environment, "id": ""}]
    )  # names the environment to the deletion
    engine.delete(schema.HORIZONS, ("environment",), "work_gone")
    engine.empty(schema.work("work_gone"))
    engine.insert_rows(
        schema.HORIZONS,
        [{"environment": environment, "runs_since": runs_since.astimezone(UTC), "days_since": days_since}],
    )


def erase(engine: Engine, derivation: Derivation, environment: str, people: Sequence[str]) -> int:
    """Remove every event, run and day of these people; guides' rollups are counted again. Answers how many events."""
    given = {"environment": environment, "people": list(people)}
    derivation.touch("work_gone", "keep/events_of_people", **given)
    derivation.touch("work_touched_runs", "keep/runs_of_people", **given)
    derivation.touch("work_touched_person_days", "keep/days_of_people", **given)
    removed = _remove_gone(engine, derivation)
    derivation.derive(gone=True)
    return removed


def _remove_gone(engine: Engine, derivation: Derivation) -> int:
    count = int(derivation.work("keep/gone_count")[0]["events"])
    if count:
        engine.delete(schema.EVENTS, EVENT_KEY, "work_gone")
    return count
