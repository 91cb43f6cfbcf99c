"""Puts 60 days of life into the demo's environment: events into segments, segments through the loader."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from analytics.segments import SegmentFolders, SegmentWriter, recover
from analytics.store import open_store
from examples.sample_app.cast import everyone
from server.collect.importing import load_everything, write_events
from server.collect.loader import Loader
from server.database import open_session
from server.demo.asides import asides
from server.demo.asking import answer_earlier
from server.demo.life import Life, as_lines
from server.demo.panels import panels
from server.demo.workspace import Prepared
from server.demo.world import World, make_world
from server.models.columns import new_id
from server.settings import Settings
from server.stores import doors
from server.stores.accounts import AccountStore

SEED = 20261122
MARK = "demo.json"

Say = Callable[[str], None]


def tell_story(settings: Settings, engine: Engine, prepared: Prepared, now: datetime, say: Say) -> None:
    """Once for a data folder. A start that was cut off is taken up with the same events, so none counts twice."""
    mark = _read_mark(settings.data / MARK)
    if mark.get("done"):
        return
    until = datetime.fromisoformat(mark["until"]) if mark else now
    _write_mark(settings.data / MARK, {"until": until.isoformat(), "done": False})
    world = make_world(SEED, cast_of_the_sample_app())
    say("Living through 60 days of 40 companies and 1,200 people …")
    events = Life(world, until, prepared.versions, SEED).events()
    made = [*asides(events, prepared.versions, SEED), *panels(events, prepared.versions, SEED)]
    beside = [event for event in made if event["at"] <= until]
    events = sorted([*events, *beside], key=lambda event: event["at"])
    say(f"Loading {len(events):,} events …")
    _load(settings, engine, prepared, as_lines(events), now)
    _give_owners(engine, prepared, world)
    answer_earlier(engine, prepared.scope, until)
    _write_mark(settings.data / MARK, {"until": until.isoformat(), "done": True, "events": len(events)})


def cast_of_the_sample_app() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The sample app's people in their first companies."""
    return [(asdict(who.user), asdict(who.company)) for who in everyone() if who.company.key == who.user.companies[0]]


def _load(settings: Settings, engine: Engine, prepared: Prepared, lines: Any, now: datetime) -> None:
    folders = SegmentFolders(settings.segments_folder)
    recover(folders)
    writer = SegmentWriter(folders, new_id())
    write_events(lines, prepared.scope.environment_id, writer, now)
    writer.close()
    store = open_store(settings.resolved_events_url)
    try:
        load_everything(Loader(engine, store, folders, lambda: now))
    finally:
        store.close()


def _give_owners(engine: Engine, prepared: Prepared, world: World) -> None:
    """Which CSM looks after an account is Shirube's own knowledge: the customer's app does not say it."""
    with open_session(engine) as session:
        accounts = AccountStore(session, prepared.scope).of_keys([company.key for company in world.companies])
        for company in world.companies:
            member = doors.member_of_email(session, company.owner)
            if company.key in accounts and member is not None:
                accounts[company.key].owner_id = member.id
                session.add(accounts[company.key])
        session.commit()


def _read_mark(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    mark: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return mark


def _write_mark(path: Path, mark: dict[str, Any]) -> None:
    path.write_text(json.dumps(mark), "utf-8")
