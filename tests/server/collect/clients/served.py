"""A real server in a thread of its own, which can be told to answer badly first."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from analytics.metrics.runs import EventRow, events_of_person
from server.delivery.cors import REFUSED
from server.models import Environment

PATIENCE_SECONDS = 60


@dataclass
class Served:
    """`faults` are the statuses of the next answers to POSTs. A fault from 200 up to 299 is an answer that gets lost
    after the events were taken: the client hears 503.
    """

    app: FastAPI
    address: str = ""
    faults: list[int] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        self.posts.append(scope["path"])
        fault = self.faults.pop(0) if self.faults else None
        if fault is None:
            await self.app(scope, receive, send)
            return
        if fault < 300:
            await self.app(scope, receive, _nowhere)
            fault = 503
        headers = [(b"retry-after", b"1"), (b"content-length", b"0")]
        headers += [(name.lower().encode(), value.encode()) for name, value in REFUSED.items()]
        await send({"type": "http.response.start", "status": fault, "headers": headers})
        await send({"type": "http.response.body"})

    def events(self, environment: Environment, person: str, count: int) -> list[EventRow]:
        """What the store has of a person, once it has `count` events."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            rows = events_of_person(self.app.state.services.store, environment.id, person)
            if len(rows) >= count or time.monotonic() > deadline:
                return rows
            time.sleep(0.1)


async def _nowhere(_message: Message) -> None:
    return


@contextmanager
def serving(app: FastAPI) -> Iterator[Served]:
    """On a free port, with all that runs beside requests."""
    served: Any = Served(app)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        served.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(served, log_level="error", access_log=False, lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not server.started:
            assert thread.is_alive() and time.monotonic() < deadline, "the server does not start"
            time.sleep(0.02)
        try:
            yield served
        finally:
            server.should_exit = True
            thread.join(PATIENCE_SECONDS)
