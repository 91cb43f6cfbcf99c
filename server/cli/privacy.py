"""`shirube export --person` and `shirube erase`: a person's data, and their right to be forgotten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from server.cli.console import AsJson, EnvironmentKey, WorkspaceKey, fail, opened_console, say, say_json
from server.cli.owner_task import task

Person = Annotated[str, typer.Option("--person", help="The person's key in your app, or an anonymous id.")]


def export(
    person: Person,
    file: Annotated[Path | None, typer.Option("--to", help="Write to this file instead of standard output.")] = None,
    environment: EnvironmentKey = "",
    workspace: WorkspaceKey = "",
) -> None:
    """Print everything that is known of a person as JSON: rows of all tables, every event, every run.

    Exit code 1: nothing is known of them.
    """
    told = task("export_person", environment=_environment(workspace, environment), person=person)
    if not told["events"] and not told["tables"]:
        fail(f"Nothing is known of a person “{person}”.")
    text = json.dumps(told, ensure_ascii=False, indent=1)
    if file is None:
        say(text)
    else:
        file.write_text(text + "\n", "utf-8")
        say(f"{file}: {len(told['events'])} events, {len(told['runs'])} runs.")


def erase(
    person: Person,
    confirm: Annotated[str, typer.Option("--confirm", help="The person's key again; asked for when missing.")] = "",
    environment: EnvironmentKey = "",
    workspace: WorkspaceKey = "",
    as_json: AsJson = False,
) -> None:
    """Forget a person: their events, runs, findings and rows, and their lines in segments. It cannot be undone.

    What they did before and what arrives later is left out. Copies made by `shirube backup` keep what they hold.
    """
    chosen = _environment(workspace, environment)
    if (confirm or typer.prompt(f"Type {person} to erase them for ever", err=True)) != person:
        fail("That is not the same. Nothing was erased.", 2)
    removed = task("erase_person", environment=chosen, person=person)
    if as_json:
        say_json(removed)
    else:
        say(f"Erased {removed['events']} events, {removed['rows']} rows and {removed['lines']} lines of segments.")


def _environment(workspace: str, environment: str) -> str:
    with opened_console() as console:
        return console.scope(workspace, environment).environment_id
