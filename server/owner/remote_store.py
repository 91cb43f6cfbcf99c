"""The event store as everybody but its owner has it: questions and tasks go over the socket."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analytics.store import EventStore, StoreUnavailableError
from analytics.store.base import Rows
from server.owner.frames import Answer, BrokenConnectionError, Request, portable, receive_answer, send

PATIENCE_SECONDS = 3.0
"""How long to wait for an owner that is just being started; then the caller is asked to come back."""
ANSWER_SECONDS = 60.0
"""The longest a question may take, or a task may go without saying that it goes on."""
IDLE = 8


class OwnerFailedError(Exception):
    """The owner tried and could not; the text says why."""


class RemoteStore(EventStore):
    """Safe from any thread. Raises StoreUnavailableError when nobody answers."""

    def __init__(self, path: Path, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._path = path
        self._patience = patience_seconds
        self._idle: list[socket.socket] = []
        self._lock = threading.Lock()

    def select(self, sql: str, parameters: Mapping[str, Any]) -> Rows:
        names, rows = self._ask(Request("select", {"sql": sql, "parameters": portable(parameters)}))
        return names, rows

    def task(self, name: str, **given: Any) -> Any:
        """Have the owner carry out a task (`server/owner/tasks.py`); takes as long as it takes."""
        return self._ask(Request(name, portable(given)))

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _ask(self, request: Request) -> Any:
        """Reading twice is no harm, and every task may be done again: so a broken connection is tried again."""
        deadline = time.monotonic() + self._patience
        while True:
            try:
                return self._ask_once(request)
            except BrokenConnectionError as error:
                if time.monotonic() > deadline:
                    raise StoreUnavailableError("The event store is being started; try again in a moment.") from error
                time.sleep(0.05)

    def _ask_once(self, request: Request) -> Any:
        with self._connection() as connection:
            send(connection, request)
            answer = Answer("wait")
            while answer.kind == "wait":
                answer = receive_answer(connection)
        if answer.kind == "failed":
            raise OwnerFailedError(answer.value)
        return answer.value

    @contextlib.contextmanager
    def _connection(self) -> Iterator[socket.socket]:
        """A connection of the pool; one that broke is not put back, nor are the others, which broke with it."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._connect()
        try:
            yield connection
        except BaseException:
            connection.close()
            self.close()
            raise
        with self._lock:
            if len(self._idle) < IDLE:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(ANSWER_SECONDS)
        try:
            connection.connect(str(self._path))
        except OSError as error:
            connection.close()
            raise BrokenConnectionError(str(error)) from error
        return connection
