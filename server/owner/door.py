"""The owner's side of the socket: one thread a connection, as the store answers from any thread."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog

from server.owner.address import prepare_folder
from server.owner.frames import Answer, BrokenConnectionError, Request, portable, portable_rows, receive_request, send
from server.owner.tasks import Owned, carry_out

WAIT_SECONDS = 2.0
"""How often somebody who waits for a task hears that it goes on."""

_log = structlog.get_logger("shirube.owner")


class OwnerDoor:
    """Listens from `open` to `close`. Only our own user can connect; whoever connects is trusted like the file."""

    def __init__(self, path: Path, owned: Owned) -> None:
        self._path = path
        self._owned = owned
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._closing = False

    def open(self) -> None:
        prepare_folder(self._path)
        self._path.unlink(missing_ok=True)  # of an owner that died: there is one owner, and that is us
        before = os.umask(0o177)
        try:
            self._socket.bind(str(self._path))
        finally:
            os.umask(before)
        self._socket.listen(128)
        threading.Thread(target=self._accept, name="owner-door", daemon=True).start()

    def close(self) -> None:
        with self._lock:
            self._closing = True
            connections = list(self._connections)
        self._path.unlink(missing_ok=True)
        for one in (self._socket, *connections):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with self._lock:
                if self._closing:
                    connection.close()
                    return
                self._connections.add(connection)
            threading.Thread(target=self._serve, args=(connection,), name="owner-answers", daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            while True:
                self._answer(connection, receive_request(connection))
        except BrokenConnectionError:
            pass
        finally:
            with self._lock:
                self._connections.discard(connection)
            connection.close()

    def _answer(self, connection: socket.socket, request: Request) -> None:
        if request.act == "select":
            send(connection, _attempt(lambda: self._select(**request.given)))
            return
        answers: list[Answer] = []
        task = threading.Thread(
            target=lambda: answers.append(_attempt(lambda: self._task(request))),
            name=f"task-{request.act}",
            daemon=True,
        )
        task.start()
        task.join(WAIT_SECONDS)
        while task.is_alive():
            send(connection, Answer("wait"))
            task.join(WAIT_SECONDS)
        send(connection, answers[0])

    def _task(self, request: Request) -> Any:
        return portable(carry_out(request.act, self._owned, request.given))

    def _select(self, sql: str, parameters: dict[str, Any]) -> list[Any]:
        names, rows = self._owned.store.select(sql, parameters)
        return [names, portable_rows(rows)]


def _attempt(act: Callable[[], Any]) -> Answer:
    try:
        return Answer("done", act())
    except Exception as error:
        _log.warning("a question to the event store failed", error=f"{type(error).__name__}: {error}")
        return Answer("failed", f"{type(error).__name__}: {error}")
