"""`POST /v1/events`: the snippet's events. Answered once they are durable, with a word on each that was not taken."""

from __future__ import annotations

from starlette.routing import Route
from starlette.types import Receive, Scope

from server.collect.bots import sent_by_bot
from server.collect.intake import read_batch
from server.delivery.body import read_body
from server.delivery.cors import preflight
from server.errors import ProblemError
from server.hot_path import HotRoute
from server.services import Services

MAX_BATCH_BYTES = 1024 * 1024


async def take_events(services: Services, scope: Scope, receive: Receive) -> bytes:
    """`protocol.EventsAnswer` as JSON."""
    body = b""
    try:
        body = await read_body(services.patience, receive, MAX_BATCH_BYTES)
        intake = read_batch(body)
    except ProblemError as error:
        services.drops.keep("", f"{error.code}_batch", services.clock(), body, detail=error.detail)
        raise
    collector = services.collector
    holder = await collector.holder_of(intake.key)
    return (await collector.collect(holder, intake, sent_by_bot(scope))).encoded()


ROUTES = [
    HotRoute("/v1/events", take_events),
    Route("/v1/events", preflight, methods=["OPTIONS"]),
]
