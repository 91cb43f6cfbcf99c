"""What each process of `shirube serve` does."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
import time
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from server.app import create_app
from server.clock import system_clock
from server.database import make_engine
from server.parts import Role, opened_parts
from server.services import Services
from server.serving.supervisor import Child, Supervisor
from server.settings import Settings

SECONDS_TO_FINISH = 10
PATIENCE_FOR_PORT_SECONDS = 12.0
"""A server that was killed may leave workers that hold the port for a moment."""

Prepare = Callable[[FastAPI], None]


def serve_app(settings: Settings, workers: int, prepare: Prepare = lambda _app: None) -> None:
    """Serve until interrupted; requests under way are finished. `prepare` gets each app before it serves.

    Raises OSError when the port is taken.
    """
    listening = listen(settings.host, settings.port)
    settle_memory()
    try:
        _serve_with(settings, workers, listening, prepare)
    finally:
        gc.unfreeze()


def _serve_with(settings: Settings, workers: int, listening: socket.socket, prepare: Prepare) -> None:
    if workers == 1:
        _serve(settings, Role.WHOLE, listening, prepare)
        return
    owner = Child("store", lambda: run_owner(settings), rank=1)
    web = [Child("worker", lambda: _serve(settings, Role.WEB, listening, prepare), rank=0) for _ in range(workers)]
    Supervisor([owner, *web]).run()


def listen(host: str, port: int) -> socket.socket:
    """The socket all workers accept from."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    deadline = time.monotonic() + PATIENCE_FOR_PORT_SECONDS
    while True:
        try:
            listening.bind((host, port))
            break
        except OSError:
            if time.monotonic() > deadline or not _is_ours(host, port):
                listening.close()
                raise
            time.sleep(0.1)
    listening.listen(2048)
    return listening


def _is_ours(host: str, port: int) -> bool:
    """Whether nobody answers on a taken port: then it is held by a worker that is just ending."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((host, port)) != 0


def settle_memory() -> None:
    """Tells the garbage collector that what is there now stays: it then looks only at what requests make."""
    gc.collect()
    gc.freeze()


def _serve(settings: Settings, role: Role, listening: socket.socket, prepare: Prepare) -> None:
    app = create_app(settings, role=role)
    prepare(app)
    config = uvicorn.Config(
        app, log_level=settings.log_level, access_log=False, timeout_graceful_shutdown=SECONDS_TO_FINISH
    )
    uvicorn.Server(config).run(sockets=[listening])


def run_owner(settings: Settings) -> None:
    """Own the event store until SIGTERM: load, answer, conclude, clear up."""
    asyncio.run(_own(settings))


async def _own(settings: Settings) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    services = Services(settings, make_engine(settings.resolved_database_url), system_clock)
    async with opened_parts(services, Role.OWNER):
        await ended.wait()
