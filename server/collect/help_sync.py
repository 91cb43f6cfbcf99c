"""Requests for help, from `help_requested` events to rows that members answer. Doing it again changes nothing.

`props.about` names the guide and step that the person was trying.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from server.models import HelpRequest
from server.models.columns import new_id
from server.stores.scoped import Scope
from server.success.noticing import note_help

Row = Mapping[str, Any]
MOST_TRIED = 20
LONGEST_WORD = 300


def sync(connection: Connection, workspace: str, rows: Sequence[Row], now: datetime) -> None:
    """Writes one environment's new requests and puts news of them in line; the caller commits."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    fresh = []
    for row in rows:
        request = _request(workspace, row, now)
        statement = insert(HelpRequest).on_conflict_do_nothing(index_elements=["environment_id", "event_id"])
        if connection.execute(statement.values(request).returning(col(HelpRequest.id))).first():
            fresh.append(HelpRequest(**request))
    if fresh:
        with Session(connection, join_transaction_mode="rollback_only") as session:
            note_help(session, Scope(workspace, fresh[0].environment_id), fresh, now)
            session.flush()


def _request(workspace: str, row: Row, now: datetime) -> dict[str, Any]:
    props = _object(row["props"])
    about = props.get("about") if isinstance(props.get("about"), dict) else None
    return {
        "id": new_id(),
        "workspace_id": workspace,
        "environment_id": row["environment"],
        "event_id": row["id"],
        "person_key": row["person"],
        "account_key": row["account"],
        "guide_key": _text(about.get("guide"), 200) if about else row["guide"],
        "step_key": _text(about.get("step"), 200) if about else row["step"],
        "run": row["run"],
        "url": row["url"] or "",
        "message": _text(props.get("message"), 4000),
        "tried": _tried(props.get("tried")),
        "asked_at": row["at"],
        "state": "open",
        "note": "",
        "updated_at": now,
    }


def _tried(value: Any) -> list[dict[str, str]]:
    """What the snippet saw just before: type, guide and step of each; anything else is left out."""
    entries = value if isinstance(value, list) else []
    kept = [
        {name: _text(entry.get(name), LONGEST_WORD) for name in ("type", "guide", "step", "url") if entry.get(name)}
        for entry in entries
        if isinstance(entry, dict)
    ]
    return [entry for entry in kept if entry][-MOST_TRIED:]


def _text(value: Any, size: int) -> str:
    return value[:size] if isinstance(value, str) else ""


def _object(text: Any) -> dict[str, Any]:
    try:
        found = json.loads(text) if isinstance(text, str) else text
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
