"""What the loader must know of published guides: the order of their steps, and the events their conditions count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlmodel import col

from server.models import Environment, GuideRow, GuideVersion, Publication


@dataclass(frozen=True)
class VersionSteps:
    """The step keys of one published version, in order, for one environment."""

    environment: str
    guide: str
    version: int
    steps: list[str]


def published_marker(connection: Connection) -> tuple[Any, ...]:
    """Changes whenever something is published, paused or put back anywhere."""
    versions = connection.execute(select(func.count(), func.max(col(GuideVersion.published_at)))).one()
    revisions = connection.execute(select(func.count(), func.sum(col(Environment.revision)))).one()
    return (*versions, *revisions)


def version_steps(connection: Connection) -> Iterator[VersionSteps]:
    """Every version ever published, for each environment of its workspace: events of older versions still arrive."""
    query = select(
        col(Environment.id), col(GuideRow.key), col(GuideVersion.number), col(GuideVersion.definition)
    ).where(col(GuideVersion.guide_id) == col(GuideRow.id), col(Environment.workspace_id) == col(GuideRow.workspace_id))
    for environment, guide, number, definition in connection.execute(query):
        yield VersionSteps(environment, guide, number, [step["key"] for step in definition.get("steps", [])])


def asked_events(connection: Connection) -> dict[str, list[str]]:
    """Environment → names of events that conditions of its live guides count."""
    query = select(col(Publication.environment_id), col(GuideVersion.definition)).where(
        col(Publication.version_id) == col(GuideVersion.id)
    )
    names: dict[str, set[str]] = defaultdict(set)
    for environment, definition in connection.execute(query):
        names[environment].update(_counted(definition.get("audience")))
        names[environment].update(_counted(definition.get("trigger")))
        names[environment].update(_counted(definition.get("checklist")))
        for step in definition.get("steps", []):
            names[environment].update(_counted(step.get("branch")))
    return {environment: sorted(found) for environment, found in names.items() if found}


def _counted(node: Any) -> Iterator[str]:
    """The events of every `{event: NAME}` in a tree of conditions."""
    if isinstance(node, list):
        for item in node:
            yield from _counted(item)
    elif isinstance(node, dict):
        if isinstance(node.get("event"), str):
            yield node["event"]
        for value in node.values():
            yield from _counted(value)
