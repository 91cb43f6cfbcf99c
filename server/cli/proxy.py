"""`shirube proxy URL`: serve any web app with the snippet injected."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

import typer
import uvicorn

from server.cli.console import EnvironmentKey, WorkspaceKey, fail, opened_console, say
from server.proxy.app import create_proxy
from server.proxy.snippet import Snippet
from server.settings import load_settings

LARGEST_MESSAGE = 512 * 1024 * 1024


def proxy(
    url: Annotated[str, typer.Argument(help="The app, e.g. http://127.0.0.1:3000.")],
    port: Annotated[int, typer.Option(help="Port to serve it on.", min=0, max=65535)] = 8002,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    shirube: Annotated[str, typer.Option(help="Where browsers reach Shirube; SHIRUBE_PUBLIC_URL by default.")] = "",
    key: Annotated[str, typer.Option(help="The environment's write key; looked up in the database by default.")] = "",
    person: Annotated[str, typer.Option(help="Every visitor is this person; without it visitors are anonymous.")] = "",
    account: Annotated[str, typer.Option(help="The account of that person.")] = "",
    environment: EnvironmentKey = "",
    workspace: WorkspaceKey = "",
) -> None:
    """Serve any web app with the snippet in its pages, web sockets and all, to try guides on an app nobody changed."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        fail(f"“{url}” is no address of a web app: write http://HOST:PORT.", 2)
    where = (shirube or load_settings().resolved_public_url).rstrip("/")
    snippet = Snippet(where, key or _write_key(workspace, environment), person or None, account or None)
    say(f"{url} with guides from {where}: http://{host}:{port}{parts.path}")
    uvicorn.run(
        create_proxy(url, snippet),
        host=host,
        port=port,
        log_level="warning",
        ws_max_size=LARGEST_MESSAGE,
        ws_ping_interval=None,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=3,
    )


def _write_key(workspace: str, environment: str) -> str:
    with opened_console() as console:
        return console.environment(console.scope(workspace, environment)).write_key
