"""`shirube backup` and `shirube restore`: the whole installation in one file."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from analytics.store import OwnedStore, StoreLockedError, open_store
from server.backup.copies import UnusableCopyError, restore
from server.cli.console import AsJson, fail, say, say_json
from server.cli.owner_task import task
from server.database import make_engine
from server.settings import load_settings


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write: .tar, or .tar.gz to pack it.")],
    as_json: AsJson = False,
) -> None:
    """Copy everything into one file, also beside a running server, which goes on working."""
    if file.exists():
        fail(f"{file} exists already.", 2)
    if not file.parent.is_dir():
        fail(f"There is no folder {file.parent}.", 2)
    with tempfile.TemporaryDirectory(dir=file.parent.absolute(), prefix=".shirube-backup-") as name:
        manifest = task("save", data=str(load_settings().data.absolute()), target=name)
        unfinished = Path(f"{file}.unfinished")
        with tarfile.open(unfinished, "w:gz" if file.suffix == ".gz" else "w") as tar:
            tar.add(name, arcname="shirube")
        unfinished.rename(file)
    facts = {"file": str(file), "bytes": file.stat().st_size, **manifest}
    if as_json:
        say_json(facts)
    else:
        say(f"{file}: {facts['events']} events, {sum(manifest['rows'].values())} rows, {facts['bytes']:,} bytes.")


def restore_command(
    file: Annotated[Path, typer.Argument(help="A file written by `shirube backup`.")], as_json: AsJson = False
) -> None:
    """Put a copy into an empty installation: a new data folder, and new databases where others are configured."""
    settings = load_settings()
    if not file.is_file():
        fail(f"There is no file {file}.", 2)
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = make_engine(settings.resolved_database_url)
    store: OwnedStore | None = None
    try:
        store = open_store(settings.resolved_events_url)
        with tempfile.TemporaryDirectory(dir=settings.data.absolute(), prefix=".restoring-") as name:
            with tarfile.open(file) as tar:
                tar.extractall(name, filter="data")
            manifest = restore(store, engine, settings, Path(name) / "shirube")
    except StoreLockedError:
        fail("A server is running on this data folder: stop it first.")
    except (UnusableCopyError, tarfile.TarError) as error:
        fail(str(error))
    finally:
        engine.dispose()
        if store:
            store.close()
    facts = {"events": manifest.events, "rows": manifest.rows, "made_at": manifest.made_at}
    if as_json:
        say_json(facts)
    else:
        rows = sum(manifest.rows.values())
        say(f"Restored {manifest.events} events and {rows} rows of {manifest.made_at:%Y-%m-%d %H:%M}.")
