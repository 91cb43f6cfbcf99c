"""`POST /v1/events` with batches of 20, durable before the answer, against endpoints of the same server that only
read the body; and the loader's CPU per event and memory, into a store that holds many already.

All of them are sent the very same bodies over the same connections to the same process, read them whole and answer the
same bytes; what differs is what is done with the events.

Two such endpoints, as the server has two ways to one: an ordinary route (the named baseline), and a hot one, which is
answered in front of routing as `/v1/events` is (the stricter baseline, printed beside it).

`python -m bench.events [EVENTS_ALREADY_THERE]`; exit code 1 when a target is missed.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean, median
from typing import Any

import uuid_utils
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope

from analytics.events import StoredEvent, to_line
from analytics.store import OwnedStore, open_store
from bench.load import CONNECTIONS, Call, Server
from server.app import create_app
from server.collect.endpoint import MAX_BATCH_BYTES
from server.collect.parts import loading
from server.database import make_engine, open_session
from server.delivery.body import read_body
from server.hot_path import HotRoute
from server.migrations.run import upgrade
from server.parts import PARTS
from server.routes import HOT_ROUTES
from server.services import Services
from server.settings import Settings
from tests.factories import make_environment, make_workspace

REQUESTS = 1500
ROUNDS = 5
BATCH = 20
ANSWER = b'{"accepted":20,"results":[]}'
HOT_NO_OP = "/v1/hot-no-op"
LEAST = 0.6
"""A durable batch may cost at most 1 / 0.6 of what reading a body of that size costs."""
MANY = 32
"""Connections as a fleet of browsers has them, to show that more of them cost no more."""
MOST_LOADER_MICROSECONDS = 5.0
MOST_GROWTH = 1.1
"""Memory while the second half of 10 M was loaded, as a multiple of the first half's. Until the engine's memory is full
(`MEMORY` in `analytics/store/duck.py`), which takes some millions, it keeps what it has read; from load to load memory
goes up and down by a fifth, with what was not written into the file yet.
"""
FLAT_FROM = 10_000_000
ALREADY_THERE = 500_000
LOADED = 100_000
"""At once, as the loader does when much waits (`MOST_BYTES` in `server/collect/loader.py`)."""
SEGMENT_EVENTS = 20_000
START = datetime(2026, 9, 1, tzinfo=UTC)


def make_app(folder: Path) -> FastAPI:
    """The app without its loader, which is measured by itself, and the endpoint to compare with."""
    PARTS[:] = [(part, roles) for part, roles in PARTS if part is not loading]
    if not any(getattr(route, "path", "") == HOT_NO_OP for route in HOT_ROUTES):
        HOT_ROUTES.append(HotRoute(HOT_NO_OP, hot_no_op))
    app = create_app(Settings(data=folder))

    async def no_op(request: Request) -> Response:
        await request.body()
        return Response(ANSWER, 200, {"Access-Control-Allow-Origin": "*"}, "application/json")

    app.router.routes.insert(0, Route("/v1/no-op", no_op, methods=["POST"]))
    return app


async def hot_no_op(services: Services, _scope: Scope, receive: Receive) -> bytes:
    await read_body(services.patience, receive, MAX_BATCH_BYTES)
    return ANSWER


def populate(folder: Path) -> str:
    engine = make_engine(Settings(data=folder).resolved_database_url)
    upgrade(engine)
    with open_session(engine) as session:
        key = make_environment(session, make_workspace(session)).write_key
        session.commit()
    engine.dispose()
    return key


def batch(key: str) -> bytes:
    """A batch as the snippet sends it; every call has fresh ids."""
    now = datetime.now(UTC).isoformat()
    events = [
        {"id": str(uuid_utils.uuid7()), "type": "step_seen", "at": now, "person": "user-7", "anonymous_id": "a-1",
         "account": "acct-3", "session": "s-1", "run": "r-1", "guide": "first-invoice", "version": 3,
         "step": "open-billing", "url": "https://app.example/billing/new", "props": {"position": 2}}
        for _ in range(BATCH)
    ]  # fmt: skip
    return json.dumps({"key": key, "sent_at": now, "sdk": "0.1.0", "events": events}).encode()


def collector() -> bool:
    with tempfile.TemporaryDirectory() as name:
        key = populate(Path(name))
        with Server(make_app, Path(name)) as server:
            calls = [Call(path, f"/v1/{path}", lambda _: batch(key)) for path in ("no-op", "hot-no-op", "events")]
            ratios = {connections: _compared(server, calls, connections) for connections in (CONNECTIONS, MANY)}
    return ratios[CONNECTIONS] >= LEAST


def _compared(server: Server, calls: list[Call], connections: int) -> float:
    """The no-op's CPU as a part of the batch's, each at its best of several rounds that take turns."""
    rounds = [[server.cost(call, REQUESTS, connections) for call in calls] for _ in range(ROUNDS)]
    no_op, hot, events = (min(costs, key=lambda cost: cost.microseconds) for costs in zip(*rounds, strict=True))
    ratio = no_op.microseconds / events.microseconds
    asked = f" (at least {LEAST})" if connections == CONNECTIONS else ""
    print(
        f"events, {connections} connections: durable batch of {BATCH} {events.microseconds:.0f} µs CPU, no-op "
        f"{no_op.microseconds:.0f} µs, ratio {ratio:.2f}{asked}; hot no-op {hot.microseconds:.0f} µs, "
        f"ratio {hot.microseconds / events.microseconds:.2f}; {events.per_second * BATCH:.0f} events/s, "
        f"{events.per_second / no_op.per_second:.2f} of the no-op's requests",
        flush=True,
    )
    return float(ratio)


def life(count: int, seed: int) -> Iterator[StoredEvent]:
    """Sessions as they are: pages viewed, now and then a guide of which some steps are seen and done."""
    chance, at, made = random.Random(seed), START + timedelta(days=seed), 0
    while made < count:
        person, session = f"user-{chance.randrange(5000)}", str(uuid_utils.uuid7())
        run, guide = str(uuid_utils.uuid7()), f"guide-{chance.randrange(12)}"
        types = ["session_started"] + ["page_viewed"] * chance.randrange(2, 9)
        steps: list[tuple[str, str | None]] = [("guide_started", None)]
        for number in range(chance.randrange(0, 6)):
            steps += [("step_seen", f"step-{number}"), ("step_acted", f"step-{number}")]
        whole: list[tuple[str, str | None]] = [(type_, None) for type_ in types]
        for type_, step in whole + (steps if len(steps) > 1 else []):
            at += timedelta(seconds=chance.random() * 2)
            guided: dict[str, Any] = (
                {"run": run, "guide": guide, "version": 2, "step": step} if step or type_ == "guide_started" else {}
            )
            yield StoredEvent(
                id=str(uuid_utils.uuid7()), type=type_, at=at, person=person, account=f"acct-{hash(person) % 200}",
                session=session, url="https://app.example/billing/new", props={"position": made % 7},
                environment="0190-environment", received_at=at, **guided,
            )  # fmt: skip
            made += 1


def write_segments(folder: Path, count: int, seed: int) -> list[Path]:
    events = life(count, seed)
    paths = []
    for number in range(0, count, SEGMENT_EVENTS):
        path = folder / f"s{seed}-{number:09d}.ndjson"
        path.write_bytes(b"".join(to_line(one) for one, _ in zip(events, range(SEGMENT_EVENTS), strict=False)))
        paths.append(path)
    return paths


def loader(already_there: int) -> bool:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(f"duckdb:///{folder}/events.duckdb")
        memory, filling = [], []
        fresh = already_there // LOADED  # segments of a known name would be left out
        for seed in range(fresh):
            segments = write_segments(folder, LOADED, seed)
            filling.append(_cost(store, segments))
            for segment in segments:
                segment.unlink()
            memory.append(_anonymous_megabytes())
        small = [_cost(store, [segment]) for segment in write_segments(folder, LOADED, fresh)]
        large = [_cost(store, write_segments(folder, LOADED, seed)) for seed in range(fresh + 1, fresh + 6)]
        events, runs = (store.ask("counts")[0][name] for name in ("events", "runs"))
        store.close()
    last = filling[-max(1, fresh // 5) :]
    print(f"loader: {median(large):.1f} µs CPU an event in loads of {LOADED} (at most {MOST_LOADER_MICROSECONDS:.0f}), "
          f"{median(small):.1f} of {SEGMENT_EVENTS}; medians, into {events} events and {runs} runs")  # fmt: skip
    print(f"  while it was filled, in the mean of the last {len(last)} loads, with all writing anew of the file: "
          f"{mean(last):.1f}; at least {min(last):.1f}")  # fmt: skip
    return _is_flat(memory, already_there) and median(large) <= MOST_LOADER_MICROSECONDS


def _is_flat(memory: list[int], already_there: int) -> bool:
    half = len(memory) // 2
    first, second = max(memory[:half], default=0), max(memory[half:], default=0)
    sampled = ", ".join(str(one) for one in memory[:: max(1, len(memory) // 10)])
    print(f"memory in MB while it was filled: {sampled}; at most {first} in the first half, {second} in the second: "
          f"{second / max(first, 1):.2f} times (at most {MOST_GROWTH} over {FLAT_FROM})")  # fmt: skip
    return second <= first * MOST_GROWTH or already_there < FLAT_FROM


def _cost(store: OwnedStore, segments: list[Path]) -> float:
    """CPU of an event, in microseconds."""
    before = time.process_time()
    loaded = store.load(segments, START)
    return (time.process_time() - before) / loaded.rows * 1e6


def _anonymous_megabytes() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.partition("RssAnon:")[2].split()[0]) // 1024


def main() -> int:
    already_there = int(sys.argv[1]) if len(sys.argv) > 1 else ALREADY_THERE
    good = [collector(), loader(already_there)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
