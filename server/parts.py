"""What runs beside the requests, as an explicit list: opened in order when serving starts, closed in reverse."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from enum import Enum

from fastapi import FastAPI

from server.collect.parts import answering, asked_store, collecting, event_store, loading
from server.drops import flushing_counts
from server.housekeeping import housekeeping
from server.services import Services
from server.studio.going_live.plan_keeper import keeping_plans
from server.success.notifier import notifying
from server.success.refresher import refreshing

Part = Callable[[Services], AbstractAsyncContextManager[None]]


class Role(Enum):
    """What a process of a server does. One worker does it all; several share one owner of the event store."""

    WHOLE = "whole"
    WEB = "web"
    OWNER = "owner"


EVERYWHERE = frozenset(Role)
ONCE = frozenset({Role.WHOLE, Role.OWNER})
"""Runs in one process, however many workers there are."""
PER_WORKER = frozenset({Role.WHOLE, Role.WEB})

PARTS: list[tuple[Part, frozenset[Role]]] = [
    (flushing_counts, EVERYWHERE),
    (event_store, ONCE),
    (asked_store, frozenset({Role.WEB})),
    (answering, ONCE),
    (loading, ONCE),
    (collecting, PER_WORKER),
    (refreshing, ONCE),
    (notifying, ONCE),
    (keeping_plans, ONCE),
    (housekeeping, ONCE),
]
"""Each part with where it runs. A part may set fields of the services it opens."""


@asynccontextmanager
async def opened_parts(services: Services, role: Role) -> AsyncIterator[None]:
    """Opens every part of the role; closes them in reverse, then the database."""
    async with AsyncExitStack() as opened:
        opened.callback(services.engine.dispose)
        opened.callback(services.session_facts.close)
        for part, roles in PARTS:
            if role in roles:
                await opened.enter_async_context(part(services))
        yield


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The life of a web process."""
    async with opened_parts(app.state.services, app.state.role):
        yield
