"""How long events are kept: rules of each workspace, carried out by the loader once an hour."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select
from sqlmodel import col

from analytics.store import OwnedStore, Rule
from server.models import Environment, RetentionRule


def retain(engine: Engine, store: OwnedStore, now: datetime) -> dict[str, int]:
    """Environment → events removed, where any were. Runs and rollups stay."""
    removed = {environment: store.retain(environment, rules, now) for environment, rules in _rules(engine).items()}
    return {environment: count for environment, count in removed.items() if count}


def _rules(engine: Engine) -> dict[str, list[Rule]]:
    table: Any = RetentionRule
    query = select(col(Environment.id), table.event_type, table.days).where(
        table.workspace_id == col(Environment.workspace_id)
    )
    rules: dict[str, list[Rule]] = defaultdict(list)
    with engine.connect() as connection:
        for environment, event_type, days in connection.execute(query):
            rules[environment].append(Rule(event_type, days))
    return rules
