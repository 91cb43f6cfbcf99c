"""Export and erase a person everywhere. The door for commands, pages and API; both are tasks of the store's owner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from server.privacy import erasures, rows, segments

if TYPE_CHECKING:
    from server.owner.tasks import Owned

MOST_RUNS = 1_000_000


def export_person(owned: Owned, environment: str, person: str) -> dict[str, Any]:
    """Everything known of a person, as plain JSON values: rows of all tables, every event, every run."""
    keys = keys_of(owned, environment, person)
    events = owned.store.ask("keep/whole_events_of_people", environment=environment, people=keys)
    ask = owned.store.ask
    runs = [row for key in keys for row in ask("runs_of_person", environment=environment, person=key, limit=MOST_RUNS)]
    with owned.engine.connect() as connection:
        found = rows.rows_of(connection, environment, keys)
    told = {"person": person, "keys": keys, "tables": found, "events": [_event(row) for row in events], "runs": runs}
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(told, enc_hook=str))
    return plain


def erase_person(owned: Owned, environment: str, person: str) -> dict[str, int]:
    """Forget a person and their anonymous ids: events, runs, rows, lines of segments. Answers how much went.

    What they did before and what still waits in a browser is left out when it comes. Doing it again changes nothing.
    """
    now, keys = owned.clock(), keys_of(owned, environment, person)
    with owned.engine.begin() as connection:
        erasures.remember(connection, environment, keys, now)
    removed = _erase_once(owned, environment, keys)
    segments.wait_for_open_segments(owned.folders)
    again = _erase_once(owned, environment, keys)
    return {name: removed[name] + again[name] for name in removed}


def _erase_once(owned: Owned, environment: str, keys: Sequence[str]) -> dict[str, int]:
    with owned.store.alone():
        lines = segments.remove_lines(owned.folders, environment, keys)
        events = owned.store.erase(environment, keys)
        with owned.engine.begin() as connection:
            table_rows = rows.delete_rows(connection, environment, keys)
    return {"events": events, "rows": table_rows, "lines": lines}


def keys_of(owned: Owned, environment: str, person: str) -> list[str]:
    """The person's key and the anonymous ids they had."""
    known = owned.store.ask("keep/anonymous_ids", environment=environment, person=person)
    return [person, *(row["anonymous_id"] for row in known if row["anonymous_id"] != person)]


def _event(row: dict[str, Any]) -> dict[str, Any]:
    props = msgspec.json.decode(row["props"] or "{}")
    return {name: value for name, value in {**row, "props": props}.items() if value is not None}
