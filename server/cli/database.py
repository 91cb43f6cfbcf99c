"""`shirube db`: the relational tables."""

from __future__ import annotations

import typer

from server.cli.console import AsJson, say, say_json
from server.database import make_engine
from server.migrations import run
from server.settings import load_settings

group = typer.Typer(help="The relational database.", no_args_is_help=True)


@group.command()
def upgrade() -> None:
    """Bring the tables to this version, all or nothing."""
    engine = make_engine(load_settings().resolved_database_url)
    before = run.current_revision(engine)
    run.upgrade(engine)
    after = run.current_revision(engine)
    say(f"Already at {after}." if before == after else f"Upgraded from {before or 'nothing'} to {after}.")
    engine.dispose()


@group.command()
def status(as_json: AsJson = False) -> None:
    """Say whether the tables are those of this version; exit code 1 when not."""
    engine = make_engine(load_settings().resolved_database_url)
    current, head = run.current_revision(engine), run.head_revision()
    engine.dispose()
    if as_json:
        say_json({"current": current, "head": head, "up_to_date": current == head})
    else:
        say(f"At {current or 'nothing'}; this version needs {head}.")
    raise typer.Exit(0 if current == head else 1)
