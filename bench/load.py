"""Measures endpoints of one real server against each other: CPU of the server process per request.

Ratios of CPU in one run hold on a busy or slow machine; absolute times do not.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import uvicorn
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from server.serving.processes import settle_memory

CONNECTIONS = 8


@dataclass(frozen=True)
class Call:
    """What is sent again and again. `body` makes the body of the n-th request."""

    name: str
    path: str
    body: Callable[[int], bytes]


@dataclass(frozen=True)
class Cost:
    microseconds: float
    per_second: float
    bytes_answered: int


class Server:
    """The app under uvicorn in a process of its own."""

    def __init__(self, make_app: Callable[[Path], FastAPI], folder: Path) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        context = multiprocessing.get_context("fork")
        self._process = context.Process(target=_serve, args=(make_app, folder, self._socket), daemon=True)

    def __enter__(self) -> Server:
        self._process.start()
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.join(10)

    def cost(self, call: Call, requests: int, connections: int = CONNECTIONS) -> Cost:
        """CPU of the server per request, over `requests` requests after a warm-up."""
        asyncio.run(_send(self.port, call, max(connections, requests // 10), 0, connections))
        before, began = self._cpu_seconds(), time.perf_counter()
        answered = asyncio.run(_send(self.port, call, requests, requests, connections))
        used, took = self._cpu_seconds() - before, time.perf_counter() - began
        return Cost(used / requests * 1e6, requests / took, answered)

    def _cpu_seconds(self) -> float:
        with urlopen(f"http://127.0.0.1:{self.port}/cpu-seconds") as answer:
            return float(answer.read())


async def _cpu_seconds(_request: Request) -> Response:
    return PlainTextResponse(str(time.process_time()))


def _serve(make_app: Callable[[Path], FastAPI], folder: Path, listening: socket.socket) -> None:
    app = make_app(folder)
    app.router.routes.insert(0, Route("/cpu-seconds", _cpu_seconds))
    settle_memory()
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning"))
    server.run(sockets=[listening])


async def _send(port: int, call: Call, requests: int, first: int, connections: int) -> int:
    share = requests // connections
    sizes = await asyncio.gather(*(_one_client(port, call, share, first + n * share) for n in range(connections)))
    return sizes[0]


async def _one_client(port: int, call: Call, requests: int, first: int) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    size = 0
    for number in range(first, first + requests):
        body = call.body(number)
        head = f"POST {call.path} HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}"
        writer.write(head.encode() + b"\r\n\r\n" + body)
        size = await _read_answer(reader)
    writer.close()
    return size


async def _read_answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 2"):
        raise RuntimeError(f"not a good answer: {head.decode()}")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
    await reader.readexactly(length)
    return length
