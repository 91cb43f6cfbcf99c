"""The web application, built by its constructor: nothing is global, so a test builds as many as it likes."""

from __future__ import annotations

from fastapi import FastAPI

from server.api.document import describe
from server.auth.throttle import LogInThrottle
from server.body_limit import BodyLimit
from server.clock import Clock, system_clock
from server.database import make_engine
from server.delivery.cors import EditorCors
from server.hot_path import HotPaths
from server.parts import Role, lifespan
from server.problems import install_problem_handlers
from server.routes import HOT_ROUTES, ROUTERS
from server.security import SecurityHeaders
from server.services import Services
from server.settings import Settings
from server.static_files import FOLDER, OurStaticFiles
from server.version import VERSION


def create_app(settings: Settings, clock: Clock = system_clock, role: Role = Role.WHOLE) -> FastAPI:
    """The app for these settings. The database must have been upgraded; the role's parts start with the lifespan."""
    app = FastAPI(
        title="Shirube",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        routes=list(HOT_ROUTES),
    )
    app.state.services = Services(settings, make_engine(settings.resolved_database_url), clock)
    app.state.role = role
    app.state.throttle = LogInThrottle()
    install_problem_handlers(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(EditorCors)
    app.add_middleware(HotPaths, routes=HOT_ROUTES)
    for router in ROUTERS:
        app.include_router(router)
    describe(app)
    app.mount("/static", OurStaticFiles(directory=FOLDER), name="static")
    return app
