"""`shirube serve`: the server."""

from __future__ import annotations

import gc
from typing import Annotated

import typer
import uvicorn

from server.app import create_app
from server.cli.console import fail, say
from server.database import make_engine
from server.migrations import run
from server.settings import Settings, load_settings

SECONDS_TO_FINISH = 10


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; SHIRUBE_HOST.")] = "",
    port: Annotated[int, typer.Option(help="Port to listen on; SHIRUBE_PORT.", min=-1, max=65535)] = -1,
) -> None:
    """Serve pages, API and snippet. An empty database is set up; one of an older version is not touched."""
    settings = load_settings()
    chosen: dict[str, object] = {"host": host} if host else {}
    chosen |= {"port": port} if port >= 0 else {}
    run_server(settings.model_copy(update=chosen))


def run_server(settings: Settings) -> None:
    """Serves until interrupted; requests under way are finished."""
    prepare_database(settings)
    app = create_app(settings)
    settle_memory()
    say(f"Shirube serves at {settings.resolved_public_url}")
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level=settings.log_level,
        access_log=False,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )


def settle_memory() -> None:
    """Tells the garbage collector that what is there now stays: it then looks only at what requests make."""
    gc.collect()
    gc.freeze()


def prepare_database(settings: Settings) -> None:
    """Makes the tables of an empty database; ends the command when an existing one needs an upgrade."""
    engine = make_engine(settings.resolved_database_url)
    current = run.current_revision(engine)
    if current is None:
        run.upgrade(engine)
    elif current != run.head_revision():
        fail("The database is of an older version: back it up, then run `shirube db upgrade`.")
    engine.dispose()
