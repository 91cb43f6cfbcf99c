"""`POST /v1/events`: the snippet's events. Answered once they are durable, with a word on each that was not taken."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.collect.collector import Collector
from server.collect.intake import mend_text
from server.delivery.body import read_body
from server.delivery.cors import ANY_ORIGIN, preflight
from server.errors import Malformed, ProblemError, TooLarge

MAX_BATCH_BYTES = 1024 * 1024
_HEADERS = ANY_ORIGIN | {"Cache-Control": "no-store"}


class Batch(msgspec.Struct):
    """`protocol.EventBatch`, with the events still raw, so that one bad event does not spoil the others."""

    key: Annotated[str, msgspec.Meta(max_length=100)]
    events: list[msgspec.Raw]
    sent_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


_decoder = msgspec.json.Decoder(Batch)


async def take_events(request: Request) -> Response:
    collector: Collector = request.app.state.services.collector
    try:
        batch = read_batch(await read_body(request, MAX_BATCH_BYTES))
    except (Malformed, TooLarge) as error:
        _count(request, error)
        raise
    environment = await collector.environment_of(batch.key)
    taken = await collector.collect(environment, batch.events, batch.sent_at)
    return Response(taken.encoded(), 200, _HEADERS, "application/json")


def read_batch(body: bytes) -> Batch:
    """Raises `Malformed` that says what is wrong and where."""
    try:
        return _decoder.decode(mend_text(body))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Malformed(f"This is not a batch of events: {error}.") from error
    except RecursionError as error:
        raise Malformed("This is not a batch of events: it is nested too deeply.") from error


def _count(request: Request, error: ProblemError) -> None:
    services = request.app.state.services
    services.drops.add("", f"{error.code}_batch", services.clock(), example=error.detail)


ROUTES = [
    Route("/v1/events", take_events, methods=["POST"]),
    Route("/v1/events", preflight, methods=["OPTIONS"]),
]
