"""`shirube demo`: everything on one machine, with a populated workspace and a sample app to try it on."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from fastapi import FastAPI
from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

import examples
from server.cli.console import fail, now
from server.database import make_engine, open_session
from server.demo import sample_app
from server.demo.story import tell_story
from server.demo.workspace import CARDS, PASSWORD, Prepared, prepare
from server.migrations import run
from server.serving.processes import serve_app
from server.settings import Settings, load_settings

GUIDES = Path(examples.__file__).parent / "guides"


def demo(
    port: Annotated[int, typer.Option(help="Shirube's port; the sample app takes the next one.", max=65534)] = 0,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "",
    set_up_only: Annotated[bool, typer.Option("--set-up-only", help="Make the data and end.")] = False,
) -> None:
    """Set up a demo workspace with 60 days of life, and serve it with the sample app. A second start takes seconds."""
    console, began = Console(highlight=False), time.monotonic()
    settings = _settings(host, port)
    app_url = f"http://{settings.host}:{settings.port + 1}"
    prepared = _set_up(settings, app_url, console)
    if set_up_only:
        return
    try:
        with sample_app.serving(settings.host, settings.port + 1, settings.resolved_public_url, prepared.write_key):
            _welcome(console, settings, app_url, time.monotonic() - began)
            _serve(settings)
    except OSError as error:
        fail(str(error))


def _settings(host: str, port: int) -> Settings:
    settings = load_settings()
    chosen: dict[str, object] = {"host": host} if host else {}
    chosen |= {"port": port} if port else {}
    if "data" not in settings.model_fields_set:  # never among the data of a real installation: the log-ins are public
        chosen["data"] = settings.data / "demo"
    return settings.model_copy(update={"log_level": "warning", **chosen})


def _set_up(settings: Settings, app_url: str, console: Console) -> Prepared:
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.resolved_database_url)
    try:
        run.upgrade(engine)  # the demo's data are made up, so nobody needs to be asked
        with open_session(engine) as session:
            prepared = prepare(session, GUIDES, app_url, now())
            session.commit()
        tell_story(settings, engine, prepared, now(), lambda text: console.print(text, style="dim"))
        return prepared
    finally:
        engine.dispose()


def _serve(settings: Settings) -> None:
    serve_app(settings, settings.workers, _offer_cards)


def _offer_cards(app: FastAPI) -> None:
    """The log-in page offers these: whoever can see it may be any of them."""
    app.state.demo = [asdict(card) | {"password": PASSWORD} for card in CARDS]


def _welcome(console: Console, settings: Settings, app_url: str, seconds: float) -> None:
    shirube = settings.resolved_public_url
    places = Table.grid(padding=(0, 3))
    places.add_row("Shirube", _link(shirube), "[dim]guides, who is stuck, today[/]")
    places.add_row("Sample app", _link(app_url), "[dim]Choba; switch people top right[/]")
    members = Table("Log in as", "Name", "E-mail", "Begins at", box=box.SIMPLE_HEAD, header_style="bold")
    for card in CARDS:
        members.add_row(card.role, card.name, card.email, card.begin_at)
    console.print(Panel(places, title="Shirube demo", border_style="blue", padding=(1, 2), expand=False))
    console.print(members)
    console.print(f"  Password of all three: [bold]{PASSWORD}[/]\n")
    console.print(
        f"[dim]Ready after {seconds:.1f} s. Data in {settings.data.absolute()}. Ctrl+C ends it.[/]", soft_wrap=True
    )


def _link(address: str) -> Text:
    return Text(address, style=f"bold cyan link {address}")
