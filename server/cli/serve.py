"""`shirube serve`: the server."""

from __future__ import annotations

from typing import Annotated

import typer

from server.cli.console import fail, say
from server.database import make_engine
from server.migrations import run
from server.serving.processes import serve_app
from server.settings import Settings, load_settings


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; SHIRUBE_HOST.")] = "",
    port: Annotated[int, typer.Option(help="Port to listen on; SHIRUBE_PORT.", min=-1, max=65535)] = -1,
    workers: Annotated[int, typer.Option(help="Web processes; SHIRUBE_WORKERS.", min=0, max=64)] = 0,
) -> None:
    """Serve pages, API and snippet. An empty database is set up; one of an older version is not touched.

    With more than one worker, one more process owns the event store, and a supervisor starts again whichever dies.
    """
    settings = load_settings()
    chosen: dict[str, object] = {"host": host} if host else {}
    chosen |= {"port": port} if port >= 0 else {}
    chosen |= {"workers": workers} if workers else {}
    run_server(settings.model_copy(update=chosen))


def run_server(settings: Settings) -> None:
    """Serves until interrupted; requests under way are finished."""
    prepare_database(settings)
    say(f"Shirube serves at {settings.resolved_public_url}")
    try:
        serve_app(settings, settings.workers)
    except OSError as error:
        fail(f"{settings.host}:{settings.port}: {error.strerror or error}")


def prepare_database(settings: Settings) -> None:
    """Makes the tables of an empty database; ends the command when an existing one needs an upgrade."""
    engine = make_engine(settings.resolved_database_url)
    current = run.current_revision(engine)
    if current is None:
        run.upgrade(engine)
    elif current != run.head_revision():
        fail("The database is of an older version: back it up, then run `shirube db upgrade`.")
    engine.dispose()
