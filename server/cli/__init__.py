"""The `shirube` command. One file a group; a group is registered in the lists below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from server.cli import backup, database, demo, doctor, events, guides, members, privacy, proxy, serve, stuck, tokens
from server.version import VERSION

GROUPS: list[tuple[str, typer.Typer]] = [
    ("db", database.group),
    ("member", members.group),
    ("token", tokens.group),
    ("guides", guides.group),
    ("events", events.group),
    ("stuck", stuck.group),
]

COMMANDS: list[tuple[str, Callable[..., Any]]] = [
    ("serve", serve.serve),
    ("proxy", proxy.proxy),
    ("demo", demo.demo),
    ("doctor", doctor.doctor),
    ("backup", backup.backup),
    ("restore", backup.restore_command),
    ("export", privacy.export),
    ("erase", privacy.erase),
]

app = typer.Typer(
    name="shirube",
    help="In-app guides, and who is stuck where. Configured by SHIRUBE_* variables or the file in SHIRUBE_CONFIG.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name, _group in GROUPS:
    app.add_typer(_group, name=_name)
for _name, _command in COMMANDS:
    app.command(_name)(_command)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(VERSION)


def main() -> None:
    """The entry point of the `shirube` script."""
    app()
