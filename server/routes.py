"""Every address the server answers, as two explicit lists. A room adds its router here."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.routing import BaseRoute

import server.auth.pages
import server.delivery.session
import server.health

HOT_ROUTES: list[BaseRoute] = [*server.delivery.session.ROUTES]
"""Plain Starlette routes, matched first: what every page view of every end user calls."""

ROUTERS: list[APIRouter] = [
    server.health.router,
    server.auth.pages.router,
]
