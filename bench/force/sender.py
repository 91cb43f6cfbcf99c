"""A process that sends batches until each is answered for, as an impatient client would, and some of them twice."""

from __future__ import annotations

import http.client
import json
import multiprocessing
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.synchronize import Event as StopEvent
from pathlib import Path
from typing import Any

import uuid_utils

STEPS = ("open", "fill", "save")
GUIDES = 5
BATCH = 20
RESENT = 0.1
"""So many of the batches are sent again although they were answered for."""
PATIENCE_SECONDS = 10.0


@dataclass(frozen=True)
class Target:
    port: int
    key: str


class Sender:
    """`acknowledged` has one id a line, written after the answer."""

    def __init__(
        self, target: Target, folder: Path, number: int, pause_seconds: float, batches: int = 10**9, batch: int = BATCH
    ) -> None:
        context = multiprocessing.get_context("spawn")
        self.acknowledged = folder / f"acknowledged-{number}.txt"
        self._stop = context.Event()
        self._process = context.Process(
            target=_send,
            args=(target, self.acknowledged, number, pause_seconds, self._stop, batches, batch),
            daemon=True,
        )

    def start(self) -> None:
        self._process.start()

    def finish(self) -> list[str]:
        """Wait until all batches are delivered; answers the ids."""
        self._process.join()
        return self.stop()

    def stop(self) -> list[str]:
        """Finish the batch under way; answers the ids that were answered for."""
        self._stop.set()
        self._process.join(60)
        if self._process.exitcode != 0:
            raise RuntimeError(f"a sender ended with {self._process.exitcode}")
        return self.acknowledged.read_text().split()


def events_of_runs(sender: int, seed: int) -> Iterator[dict[str, Any]]:
    """Whole runs, one after the other: every step seen once and done once, and a page view of the same person."""
    chance = random.Random(seed)
    while True:
        run, person = str(uuid_utils.uuid7()), f"person-{sender}-{chance.randrange(50)}"
        guide = f"guide-{chance.randrange(GUIDES)}"
        parts: list[tuple[str, str | None]] = [("guide_started", None)]
        parts += [(type_, step) for step in STEPS for type_ in ("step_seen", "step_acted")]
        for type_, step in [*parts, ("guide_completed", None)]:
            yield _event(type_, person, {"run": run, "guide": guide, "version": 1, **({"step": step} if step else {})})
        yield _event("page_viewed", person, {})


def _event(type_: str, person: str, fields: dict[str, Any]) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat()
    return {"id": str(uuid_utils.uuid4()), "type": type_, "at": now, "person": person, "account": "acme", **fields}


def _send(
    target: Target, acknowledged: Path, number: int, pause: float, stop: StopEvent, batches: int, size: int
) -> None:
    chance, events = random.Random(number), events_of_runs(number, number)
    connection = _Connection(target.port)
    with acknowledged.open("a") as record:
        while batches > 0 and not stop.is_set():
            batches -= 1
            batch = [next(events) for _ in range(size)]
            body = json.dumps({"key": target.key, "events": batch}).encode()
            connection.deliver(body)
            record.write("".join(f"{event['id']}\n" for event in batch))
            record.flush()
            if chance.random() < RESENT:
                connection.deliver(body)
            time.sleep(pause)


class _Connection:
    def __init__(self, port: int) -> None:
        self._port = port
        self._open: http.client.HTTPConnection | None = None

    def deliver(self, body: bytes) -> None:
        """Until the server has answered for every event."""
        while True:
            try:
                answer = self._post(body)
            except (OSError, http.client.HTTPException, ValueError):
                self._open = None
                time.sleep(0.05)
                continue
            if answer is not None:
                return

    def _post(self, body: bytes) -> dict[str, Any] | None:
        """The answer, or None when the server asks to come back."""
        if self._open is None:
            self._open = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_SECONDS)
        self._open.request("POST", "/v1/events", body, {"Content-Type": "text/plain"})
        answer = self._open.getresponse()
        content = answer.read()
        if answer.status in (429, 503):
            time.sleep(0.1)
            return None
        if answer.status != 200:
            raise RuntimeError(f"the collector answered {answer.status}: {content[:300]!r}")
        told: dict[str, Any] = json.loads(content)
        if any(one["status"] not in ("ok", "duplicate") for one in told["results"]):
            raise RuntimeError(f"the collector refused good events: {content[:300]!r}")
        return told
