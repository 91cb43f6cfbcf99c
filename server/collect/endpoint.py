"""`POST /v1/events`: the snippet's events. Answered once they are durable, with a word on each that was not taken."""

from __future__ import annotations

from starlette.routing import Route
from starlette.types import Receive, Scope

from server.collect.intake import read_batch
from server.delivery.body import read_body
from server.delivery.cors import preflight
from server.errors import ProblemError
from server.hot_path import HotRoute
from server.services import Services

MAX_BATCH_BYTES = 1024 * 1024


async def take_events(services: Services, _scope: Scope, receive: Receive) -> bytes:
    """`protocol.EventsAnswer` as JSON."""
    try:
        intake = read_batch(await read_body(services.patience, receive, MAX_BATCH_BYTES))
    except ProblemError as error:
        services.drops.add("", f"{error.code}_batch", services.clock(), example=error.detail)
        raise
    collector = services.collector
    environment = await collector.environment_of(intake.key)
    return (await collector.collect(environment, intake)).encoded()


ROUTES = [
    HotRoute("/v1/events", take_events),
    Route("/v1/events", preflight, methods=["OPTIONS"]),
]
