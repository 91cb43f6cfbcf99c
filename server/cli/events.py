"""`shirube events`: bring events in, and make runs and rollups again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from analytics.segments import SegmentFolders, SegmentWriter, recover
from analytics.store import StoreLockedError, open_store
from server.cli.console import AsJson, EnvironmentKey, WorkspaceKey, fail, now, opened_console, say, say_json
from server.cli.owner_task import task
from server.cli.serve import prepare_database
from server.collect.event_files import STANDARD_INPUT, UnreadableFileError, event_lines
from server.collect.importing import LoadedTotals, Written, load_everything, wait_until_loaded, write_events
from server.collect.loader import Loader
from server.database import make_engine
from server.models.columns import new_id
from server.settings import Settings, load_settings
from server.stores.environments import EnvironmentStore
from server.stores.retention import RetentionStore
from server.stores.scoped import Scope
from server.stores.workspaces import all_workspaces, create_workspace

group = typer.Typer(help="Events: import them, and rebuild what is made of them.", no_args_is_help=True)

PATIENCE_SECONDS = 3600.0
SHOWN = 20


@group.command("import")
def import_events(
    file: Annotated[Path, typer.Argument(help="NDJSON (also .gz, or - for standard input) or .parquet.")],
    environment: EnvironmentKey = "",
    workspace: WorkspaceKey = "",
    as_json: AsJson = False,
) -> None:
    """Import events with their own times. A new data folder gets a workspace and an environment.

    Exit code 0: every line was taken or known before; 1: lines were rejected (the others were taken); 2: nothing was
    done. Importing a file again adds nothing.
    """
    if file != STANDARD_INPUT and not file.is_file():
        fail(f"There is no file {file}.", 2)
    settings = load_settings()
    prepare_database(settings)
    target = _environment(settings, workspace, environment)
    folders = SegmentFolders(settings.segments_folder)
    name = new_id()
    written = _write(file, target, folders, name)
    totals = _load(settings, folders, name)
    _report(file, written, totals, as_json)
    raise typer.Exit(1 if written.reasons else 0)


@group.command()
def rebuild(as_json: AsJson = False) -> None:
    """Make runs, run steps and rollups again from the events, also beside a running server."""
    counts = task("rebuild")
    if as_json:
        say_json(counts)
    else:
        say(f"Made {counts['runs']} runs with {counts['run_steps']} steps from {counts['events']} events.")


@group.command()
def reconcile(as_json: AsJson = False) -> None:
    """Compare runs and rollups with what the events say. Exit code 1: they differ; `events rebuild` mends it."""
    found = task("reconcile")
    if as_json:
        say_json(found)
    for one in () if as_json else found:
        say(f"{one['table']}: {one['extra']} rows too many, {one['missing']} missing")
        for example in one["examples"]:
            say(f"  {example}")
    if not found and not as_json:
        say("Runs and rollups are what the events say.")
    raise typer.Exit(1 if found else 0)


@group.command()
def compact() -> None:
    """Give space of the event store that nothing needs any more back to the disk."""
    task("compact")
    say("Done.")


@group.command()
def retention(
    keep: Annotated[list[str] | None, typer.Option("--keep", help="TYPE=DAYS, or DAYS for all other types.")] = None,
    forever: Annotated[list[str] | None, typer.Option("--for-ever", help="A type whose rule goes; “” for all.")] = None,
    workspace: WorkspaceKey = "",
    as_json: AsJson = False,
) -> None:
    """Show or change how long events are kept. Runs and rollups stay; the server removes old events every hour."""
    with opened_console() as console:
        store = RetentionStore(console.session, Scope(console.workspace(workspace).id, "", role="owner"))
        for text in keep or []:
            event_type, _, days = text.rpartition("=")
            if not days.isdigit() or not int(days):
                fail(f"“{text}”: write TYPE=DAYS, e.g. page_viewed=90, or only DAYS.", 2)
            store.keep(event_type, int(days), now())
        for event_type in forever or []:
            store.keep_for_ever(event_type)
        rules = [{"type": rule.event_type, "days": rule.days} for rule in store.all()]
    if as_json:
        say_json(rules)
        return
    for rule in rules:
        say(f"{rule['type'] or 'all other types'}: {rule['days']} days")
    if not rules:
        say("All events are kept.")


def _environment(settings: Settings, workspace: str, environment: str) -> str:
    with opened_console(settings) as console:
        if not all_workspaces(console.session):
            made = create_workspace(console.session, workspace or "main", (workspace or "Main").title(), now())
            store = EnvironmentStore(console.session, Scope(made.id, "", role="owner"))
            if environment and store.find(environment) is None:
                store.create(environment, environment.title(), now())
        return console.scope(workspace, environment).environment_id


def _write(file: Path, environment: str, folders: SegmentFolders, name: str) -> Written:
    writer = SegmentWriter(folders, name)
    try:
        return write_events(event_lines(file), environment, writer, now())
    except UnreadableFileError as error:
        fail(f"{error}.", 2)
    finally:
        writer.close()


def _load(settings: Settings, folders: SegmentFolders, name: str) -> LoadedTotals | None:
    """Load here, or let the running server do it: then its counts are not ours, and None is answered."""
    with folders.loading_alone() as alone:
        if alone:
            return _load_here(settings, folders)
    if not wait_until_loaded(folders, name, PATIENCE_SECONDS):
        fail("The events are stored, but the running server has not loaded them yet; it will.")
    return None


def _load_here(settings: Settings, folders: SegmentFolders) -> LoadedTotals:
    recover(folders)
    try:
        store = open_store(settings.resolved_events_url)
    except StoreLockedError:
        fail("The events are stored, but another process has the event store open; the server will load them.")
    engine = make_engine(settings.resolved_database_url)
    try:
        return load_everything(Loader(engine, store, folders, now))
    finally:
        store.close()
        engine.dispose()


def _report(file: Path, written: Written, totals: LoadedTotals | None, as_json: bool) -> None:
    facts = _facts(file, written, totals)
    if as_json:
        say_json(facts)
        return
    say(f"{file}: {written.lines} lines, {written.accepted} accepted, {facts['rejected']} rejected.")
    if totals:
        say(f"{totals.new} events are new, {totals.duplicates} were there before.")
    for one in written.rejected[:SHOWN]:
        say(f"  line {one.line}: {one.reason}: {one.detail}")
    if facts["rejected"] > SHOWN:
        say(f"  … and {facts['rejected'] - SHOWN} more: " + ", ".join(f"{n} {r}" for r, n in written.reasons.items()))


def _facts(file: Path, written: Written, totals: LoadedTotals | None) -> dict[str, Any]:
    return {
        "file": str(file),
        "lines": written.lines,
        "accepted": written.accepted,
        "rejected": sum(written.reasons.values()),
        "reasons": dict(written.reasons),
        "rejected_lines": [{"line": one.line, "reason": one.reason, "detail": one.detail} for one in written.rejected],
        "new": totals.new if totals else None,
        "duplicates": totals.duplicates if totals else None,
    }
