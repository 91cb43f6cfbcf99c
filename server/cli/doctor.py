"""`shirube doctor`: is everything in order on this machine?"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Literal

import typer
from sqlalchemy.exc import SQLAlchemyError

from analytics.segments import SegmentFolders
from analytics.store import StoreUnavailableError
from server.cli.console import AsJson, say, say_json
from server.database import make_engine, open_session
from server.delivery.sdk import SdkFiles
from server.errors import NotReady
from server.migrations import run
from server.owner.address import socket_path
from server.owner.opening import run_task
from server.settings import Settings, load_settings
from server.stores.workspaces import all_workspaces

Level = Literal["ok", "warning", "error"]
MARKS: dict[Level, str] = {"ok": "✓", "warning": "!", "error": "✗"}
ENOUGH_FREE_BYTES = 1_000_000_000
LATE_SECONDS = 60


@dataclass(frozen=True)
class Diagnosis:
    level: Level
    about: str
    message: str


Check = Callable[[Settings], Iterator[Diagnosis]]


def doctor(as_json: AsJson = False) -> None:
    """Check data folder, databases, snippet and settings; exit code 1 when something is broken."""
    settings = load_settings()
    found = [diagnosis for check in CHECKS for diagnosis in check(settings)]
    if as_json:
        say_json([asdict(diagnosis) for diagnosis in found])
    else:
        for one in found:
            say(f"{MARKS[one.level]} {one.about}: {one.message}")
    raise typer.Exit(1 if any(one.level == "error" for one in found) else 0)


def _data_folder(settings: Settings) -> Iterator[Diagnosis]:
    folder = settings.data.absolute()
    if not folder.exists():
        yield Diagnosis("warning", "data folder", f"{folder} does not exist yet; it is made on the first start")
        return
    if not os.access(folder, os.W_OK):
        yield Diagnosis("error", "data folder", f"{folder} cannot be written")
        return
    free = shutil.disk_usage(folder).free
    level: Level = "ok" if free > ENOUGH_FREE_BYTES else "warning"
    yield Diagnosis(level, "data folder", f"{folder}, {free / 1e9:.1f} GB free")


def _database(settings: Settings) -> Iterator[Diagnosis]:
    engine = make_engine(settings.resolved_database_url)
    try:
        current = run.current_revision(engine)
        if current != run.head_revision():
            yield Diagnosis("error", "database", f"at {current or 'nothing'}: run `shirube db upgrade`")
            return
        with open_session(engine) as session:
            workspaces = len(all_workspaces(session))
        told = f"{workspaces} workspaces" if workspaces else "no workspace yet: run `shirube member add EMAIL`"
        yield Diagnosis("ok" if workspaces else "warning", "database", f"{engine.dialect.name}, up to date, {told}")
    except SQLAlchemyError as error:
        yield Diagnosis("error", "database", f"does not answer: {str(error).splitlines()[0]}")
    finally:
        engine.dispose()


def _events(settings: Settings) -> Iterator[Diagnosis]:
    """Whether the store opens or answers, and whether runs and rollups are what the events say."""
    try:
        found = run_task(settings, "reconcile")
    except StoreUnavailableError:
        yield Diagnosis("error", "event store", "another process holds it and does not answer")
    except Exception as error:
        yield Diagnosis("error", "event store", str(error).splitlines()[0])
    else:
        kind = settings.resolved_events_url.split("://", 1)[0]
        yield Diagnosis("ok", "event store", f"{kind}, open{' in a running server' if _is_served(settings) else ''}")
        for one in found:
            told = f"{one['extra']} rows too many, {one['missing']} missing: run `shirube events rebuild`"
            yield Diagnosis("error", one["table"], told)
        if not found:
            yield Diagnosis("ok", "runs and rollups", "are what the events say")


def _is_served(settings: Settings) -> bool:
    return socket_path(settings.data).exists()


def _segments(settings: Settings) -> Iterator[Diagnosis]:
    """Whether events wait too long, and whether something could not be read."""
    folders = SegmentFolders(settings.segments_folder)
    waiting = folders.waiting()
    oldest = min((path.stat().st_mtime for path in waiting), default=0.0)
    late = waiting and time.time() - oldest > LATE_SECONDS
    yield Diagnosis("warning" if late else "ok", "segments", f"{len(waiting)} wait to be loaded")
    bad = list(folders.bad.iterdir())
    if bad:
        told = f"{len(bad)} unreadable tails of files that killed processes were writing lie in {folders.bad}"
        yield Diagnosis("warning", "segments", told)


def _snippet(settings: Settings) -> Iterator[Diagnosis]:
    try:
        manifest = SdkFiles(settings.data / "sdk").manifest()
    except NotReady as error:
        yield Diagnosis("error", "snippet", error.detail)
        return
    missing = {"shirube.js", "editor.js"} - set(manifest["files"])
    if missing:
        yield Diagnosis("error", "snippet", f"built without {', '.join(sorted(missing))}")
    else:
        yield Diagnosis("ok", "snippet", manifest["version"])


def _addresses(settings: Settings) -> Iterator[Diagnosis]:
    public = settings.resolved_public_url
    if public.startswith("https://") and not settings.secure_cookies:
        yield Diagnosis("warning", "public address", f"{public}: set SHIRUBE_SECURE_COOKIES=true behind HTTPS")
    elif public.startswith("http://") and settings.secure_cookies:
        yield Diagnosis("error", "public address", f"{public}: nobody can log in over HTTP with secure cookies")
    else:
        yield Diagnosis("ok", "public address", public)


CHECKS: list[Check] = [_data_folder, _database, _events, _segments, _snippet, _addresses]
