"""Counts SQL statements, so that a hot path cannot grow one in silence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from server.services import Services


@contextmanager
def counted_statements(services: Services) -> Iterator[list[str]]:
    """The statements that run inside, through the engine and through the session's own connections."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(services.engine, "before_cursor_execute", note)
    for connection in services.session_facts.connections:
        connection.set_trace_callback(statements.append)
    try:
        yield statements
    finally:
        event.remove(services.engine, "before_cursor_execute", note)
        for connection in services.session_facts.connections:
            connection.set_trace_callback(None)
