"""Gathers what browsers say of targets that changed or are gone: one report per proposal, its people counted once.

Work per event is constant and doing it again changes nothing: people are counted by a table of witnesses, times only
widen. What is kept is bounded, as the write key is public and anybody may send events.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError
from sqlalchemy import Connection, delete, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from guides.repair import likeness_digest, read_proposal, target_digest
from guides.target import Target
from server.collect.upsert import chunks, upsert
from server.models import GuideRow, GuideVersion, TargetReport, TargetWitness
from server.models.columns import new_id
from server.models.repairs import ReportKind

Row = dict[str, Any]
Step = tuple[str, str, str]
"""Guide, step, digest of the published target."""
What = tuple[str, str, str, str, str]
"""A step, the kind of report, the likeness of what is proposed."""

MOST_CANDIDATES = 3
MOST_REPORTS = 12
"""Proposals kept of one step; a new one takes the place of one that a single person had, longest ago."""
MOST_WITNESSES = 1000
"""People told apart behind one report; the count stays there."""
MOST_REASONS = 8


@dataclass
class _Told:
    """All that one load says of one report."""

    first: datetime
    last: datetime
    target: Row = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    chance: float = 0.0
    page: str = ""
    version: int = 0
    people: set[str] = field(default_factory=set)


def gather(connection: Connection, owner: Mapping[str, str], rows: Sequence[Row]) -> None:
    """Take in one environment's rows of `load/target_reports`; `owner` has its ids. The caller commits."""
    if not rows:
        return
    told = _told(rows, _published_targets(connection, owner["workspace_id"], rows))
    for batch in chunks(list(told.items()), 100):
        _write(connection, owner, dict(batch))


def _told(rows: Sequence[Row], published: Mapping[tuple[str, int, str], str]) -> dict[What, _Told]:
    told: dict[What, _Told] = {}
    for row in rows:
        was = published.get((row["guide"], row["version"], row["step"]))
        if was is None or not row["person"]:
            continue
        for kind, proposal in _said(row):
            target = proposal["target"] if proposal else None
            likeness = likeness_digest(target) if target else ""
            _note(
                told.setdefault((row["guide"], row["step"], was, kind, likeness), _Told(row["at"], row["at"])),
                row,
                proposal,
            )
    return told


def _said(row: Row) -> Iterator[tuple[ReportKind, Row]]:
    """The reports in one event: what kind, and the proposal as it may be kept."""
    props = json.loads(row["props"]) if row["props"] else {}
    if row["type"] == "step_target_changed":
        if proposal := _proposal(props):
            yield "changed", proposal
    elif props.get("reason") == "target_missing":
        yield "missing", {}
        candidates = props.get("candidates")
        for candidate in candidates[:MOST_CANDIDATES] if isinstance(candidates, list) else []:
            if proposal := _proposal(candidate):
                yield "candidate", proposal


def _proposal(said: Any) -> Row | None:
    target = read_proposal(said.get("target")) if isinstance(said, dict) else None
    if target is None:
        return None
    chance, reasons = said.get("chance"), said.get("reasons")
    return {
        "target": target,
        "chance": float(chance) if isinstance(chance, int | float) and 0 <= chance <= 1 else 0.0,
        "reasons": [str(one)[:60] for one in reasons[:MOST_REASONS]] if isinstance(reasons, list) else [],
    }


def _note(told: _Told, row: Row, proposal: Row) -> None:
    """Rows come in the order of time, so the latest proposal stays."""
    told.last = row["at"]
    told.version, told.page = max(told.version, row["version"]), urlsplit(row["url"] or "").path[:500]
    told.people.add(row["person"])
    if proposal:
        told.target, told.reasons, told.chance = proposal["target"].root, proposal["reasons"], proposal["chance"]


def _published_targets(connection: Connection, workspace: str, rows: Sequence[Row]) -> dict[tuple[str, int, str], str]:
    """Guide, version and step → digest of the target, for all versions the rows name."""
    named = sorted({(row["guide"], row["version"]) for row in rows})
    found = {}
    for batch in chunks(named, 100):
        query = select(col(GuideRow.key), col(GuideVersion.number), col(GuideVersion.definition)).where(
            col(GuideVersion.guide_id) == col(GuideRow.id),
            col(GuideRow.workspace_id) == workspace,
            tuple_(col(GuideRow.key), col(GuideVersion.number)).in_(batch),
        )
        for guide, number, definition in connection.execute(query):
            for step in definition.get("steps", []):
                if digest := _digest(step.get("target")):
                    found[guide, number, step["key"]] = digest
    return found


def _digest(target: Any) -> str | None:
    try:
        return target_digest(Target.model_validate(target)) if target else None
    except ValidationError:
        return None


def _write(connection: Connection, owner: Mapping[str, str], told: dict[What, _Told]) -> None:
    known = _known(connection, owner, {what[:3] for what in told})
    fresh = [what for what in told if what not in known]
    kept = _make_room(connection, known, fresh)
    rows = [_row(owner, what, told[what], known.get(what, {})) for what in told if what in known or what in kept]
    for batch in chunks(rows):
        upsert(connection, TargetReport, batch, ("environment_id", "guide_key", "step_key", "was", "kind", "likeness"))
    for row in rows:
        what = (row["guide_key"], row["step_key"], row["was"], row["kind"], row["likeness"])
        if row["people"] < MOST_WITNESSES:
            _witness(connection, owner["environment_id"], row["id"], told[what].people)
    _count(connection, [row["id"] for row in rows])


def _known(connection: Connection, owner: Mapping[str, str], steps: set[Step]) -> dict[What, Row]:
    table: Any = TargetReport
    names = tuple_(table.guide_key, table.step_key, table.was)
    query = select(table.__table__).where(table.environment_id == owner["environment_id"], names.in_(sorted(steps)))
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return {(row["guide_key"], row["step_key"], row["was"], row["kind"], row["likeness"]): row for row in rows}


def _make_room(connection: Connection, known: dict[What, Row], fresh: Sequence[What]) -> set[What]:
    """Which new reports may be kept. Rare proposals give way, so that one odd page cannot fill a step for good."""
    kept: set[What] = set()
    for what in fresh:
        peers = [row for other, row in known.items() if other[:3] == what[:3]]
        if len(peers) + sum(other[:3] == what[:3] for other in kept) >= MOST_REPORTS:
            rare = [
                row for row in peers if row["people"] <= 1 and row["dismissed_at"] is None and row["kind"] != "missing"
            ]
            if not rare:
                continue
            gone = min(rare, key=lambda row: row["last_seen_at"])
            forget(connection, [gone["id"]])
            known.pop((*what[:3], gone["kind"], gone["likeness"]))
        kept.add(what)
    return kept


def _row(owner: Mapping[str, str], what: What, told: _Told, known: Row) -> Row:
    newest = not known or told.last >= known["last_seen_at"]
    guide, step, was, kind, likeness = what
    now_said = {"target": told.target, "reasons": told.reasons, "chance": told.chance, "page": told.page}
    return {
        "id": known.get("id") or new_id(),
        **owner,
        "guide_key": guide,
        "step_key": step,
        "was": was,
        "kind": kind,
        "likeness": likeness,
        **(now_said if newest else {name: known[name] for name in now_said}),
        "version": max(told.version, known.get("version", 0)),
        "people": known.get("people", 0),
        "first_seen_at": min(told.first, known.get("first_seen_at", told.first)),
        "last_seen_at": max(told.last, known.get("last_seen_at", told.last)),
    }


def _witness(connection: Connection, environment: str, report: str, people: set[str]) -> None:
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    rows = [{"id": new_id(), "report_id": report, "person": _pseudonym(environment, one)} for one in sorted(people)]
    for batch in chunks(rows):
        statement = insert(TargetWitness).on_conflict_do_nothing(index_elements=["report_id", "person"])
        connection.execute(statement, list(batch))


def _pseudonym(environment: str, person: str) -> str:
    return hashlib.sha256(f"{environment}\n{person}".encode()).hexdigest()[:32]


def _count(connection: Connection, reports: Sequence[str]) -> None:
    report = col(TargetWitness.report_id)
    for batch in chunks(reports):
        counts = connection.execute(select(report, func.count()).where(report.in_(batch)).group_by(report)).all()
        table: Any = TargetReport
        for row_id, people in counts:
            connection.execute(table.__table__.update().where(table.id == row_id).values(people=people))


def forget(connection: Connection, reports: Sequence[str]) -> int:
    """Remove reports with their witnesses; answers how many."""
    connection.execute(delete(TargetWitness).where(col(TargetWitness.report_id).in_(reports)))
    return connection.execute(delete(TargetReport).where(col(TargetReport.id).in_(reports))).rowcount
