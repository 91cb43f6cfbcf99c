"""Keeps people, accounts and memberships as the events of a load tell. Doing it again changes nothing.

Work for the whole installation, so it is not scoped to one workspace; each row gets the workspace of its environment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import col

from server.collect.progress import Progress, with_starts, with_tasks
from server.collect.said import ACCOUNT_COLUMNS, Said, merged, number, text
from server.collect.upsert import chunks, upsert
from server.models import Account, Environment, Membership, Person
from server.models.columns import new_id

Row = dict[str, Any]
LONGEST_KEY = 200


@dataclass(frozen=True)
class Batch:
    """What one load says of one environment; the rows of `analytics/queries/load/{people,accounts,…}.sql`."""

    environment: str
    people: Sequence[Row]
    accounts: Sequence[Row]
    memberships: Sequence[Row]
    states: Sequence[Row]
    said: Said
    progress: Mapping[str, Progress] = field(default_factory=dict)
    """Person → what they began and which tasks they did."""


def workspaces_of(connection: Connection) -> dict[str, str]:
    """Environment id → workspace id; events of an environment removed since are kept, its people are not."""
    rows = connection.execute(select(col(Environment.id), col(Environment.workspace_id)))
    return {row[0]: row[1] for row in rows}


def sync(connection: Connection, workspace: str, batch: Batch) -> None:
    """Write one environment's batch; the caller commits."""
    owner = {"workspace_id": workspace, "environment_id": batch.environment}
    states = {person: list(rows) for person, rows in groupby(batch.states, key=lambda row: row["person"])}
    for people in chunks(batch.people):
        _sync_people(connection, owner, people, states, batch)
    for accounts in chunks(batch.accounts):
        _sync_accounts(connection, owner, accounts, batch.said)
    for memberships in chunks(batch.memberships):
        _sync_memberships(connection, owner, memberships, batch.said)


def _sync_people(
    connection: Connection, owner: Row, people: Sequence[Row], states: Mapping[str, list[Row]], batch: Batch
) -> None:
    known = _known(connection, Person, owner, [row["person"] for row in people])
    rows = [_person(owner, row, known.get(row["person"], {}), states.get(row["person"], []), batch) for row in people]
    upsert(connection, Person, rows, ("environment_id", "key"))


def _person(owner: Row, row: Row, known: Row, states: Sequence[Row], batch: Batch) -> Row:
    said, progress = batch.said.people.get(row["person"], {}), batch.progress.get(row["person"], Progress())
    traits = merged({**known.get("traits", {}), "name": known.get("name") or None}, said)
    fresh = {state["guide"]: run_state(state) for state in states}
    return {
        "id": known.get("id") or new_id(),
        **owner,
        "key": row["person"][:LONGEST_KEY],
        "anonymous": bool(row["anonymous"]) and known.get("anonymous", True),
        "name": text(traits.pop("name", ""), 200),
        "traits": traits,
        "guide_states": with_tasks(known.get("guide_states", {}), fresh, progress),
        "guide_starts": with_starts(known.get("guide_starts", {}), progress),
        "event_days": known.get("event_days", {}),
        **_seen(row, known),
    }


def run_state(row: Row) -> Row:
    """`protocol.RunState`, from a row of `guide_states.sql`."""
    return {
        "status": row["outcome"],
        "run": row["run"],
        "version": row["version"],
        "step": row["furthest_step"],
        "shown": row["shown"],
        "last_at": row["last_at"].timestamp(),
    }


def _sync_accounts(connection: Connection, owner: Row, accounts: Sequence[Row], said: Said) -> None:
    known = _known(connection, Account, owner, [row["account"] for row in accounts])
    rows = [
        _account(owner, row, known.get(row["account"], {}), said.accounts.get(row["account"], {})) for row in accounts
    ]
    upsert(connection, Account, rows, ("environment_id", "key"))


def _account(owner: Row, row: Row, known: Row, said: Row) -> Row:
    columns = {
        name: text(said[name], size) if name in said else known.get(name, "") for name, size in ACCOUNT_COLUMNS.items()
    }
    own = {name: value for name, value in said.items() if name not in (*ACCOUNT_COLUMNS, "arr")}
    return {
        "id": known.get("id") or new_id(),
        **owner,
        "key": row["account"][:LONGEST_KEY],
        **columns,
        "arr": number(said["arr"]) if "arr" in said else known.get("arr"),
        "traits": merged(known.get("traits", {}), own),
        **_seen(row, known),
    }


def _sync_memberships(connection: Connection, owner: Row, memberships: Sequence[Row], said: Said) -> None:
    people = _ids(connection, Person, owner, {row["person"] for row in memberships})
    accounts = _ids(connection, Account, owner, {row["account"] for row in memberships})
    known = _known_memberships(connection, list(people.values()))
    rows = []
    for row in memberships:
        key = (people[row["person"]], accounts[row["account"]])
        old = known.get(key, {})
        rows.append(
            {
                "id": old.get("id") or new_id(),
                "workspace_id": owner["workspace_id"],
                "person_id": key[0],
                "account_id": key[1],
                "traits": merged(old.get("traits", {}), said.memberships.get((row["person"], row["account"]), {})),
                "last_seen_at": max(row["last_at"], old.get("last_seen_at", row["last_at"])),
            }
        )
    upsert(connection, Membership, rows, ("person_id", "account_id"))


def _seen(row: Row, known: Row) -> dict[str, datetime]:
    return {
        "first_seen_at": min(row["first_at"], known.get("first_seen_at", row["first_at"])),
        "last_seen_at": max(row["last_at"], known.get("last_seen_at", row["last_at"])),
    }


def _known(
    connection: Connection, model: type[Person] | type[Account], owner: Row, keys: Sequence[str]
) -> dict[str, Row]:
    table: Any = model
    query = select(table.__table__).where(table.environment_id == owner["environment_id"], table.key.in_(keys))
    return {row["key"]: dict(row) for row in connection.execute(query).mappings()}


def _ids(connection: Connection, model: type[Person] | type[Account], owner: Row, keys: set[str]) -> dict[str, str]:
    table: Any = model
    query = select(table.key, table.id).where(
        table.environment_id == owner["environment_id"], table.key.in_(sorted(keys))
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _known_memberships(connection: Connection, people: Sequence[str]) -> dict[tuple[str, str], Row]:
    table: Any = Membership
    query = select(table.__table__).where(table.person_id.in_(people))
    return {(row["person_id"], row["account_id"]): dict(row) for row in connection.execute(query).mappings()}
