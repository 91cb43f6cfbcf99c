"""The demo's story: plausible, the same every time, told through the real ingest path, never twice."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

import examples
from analytics.store import open_store
from examples.sample_app.cast import everyone
from server.database import make_engine, open_session
from server.demo.asides import ASIDES, asides
from server.demo.journeys import JOURNEYS, RELEASE_DAY
from server.demo.life import Life
from server.demo.panels import panels
from server.demo.story import SEED, cast_of_the_sample_app, tell_story
from server.demo.workspace import CARDS, prepare
from server.demo.world import DAYS, make_world
from server.migrations.run import upgrade
from server.settings import Settings
from server.stores.accounts import AccountStore
from server.studio.drafts.guide_files import guide_files, read_guide

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
GUIDES = Path(examples.__file__).parent / "guides"
VERSIONS = {journey.guide: 1 for journey in JOURNEYS}
Events = list[dict[str, Any]]


@pytest.fixture(scope="module")
def events() -> Events:
    return Life(make_world(SEED, cast_of_the_sample_app()), NOW, VERSIONS, SEED).events()


def of_guide(events: Events, guide: str) -> Events:
    return [event for event in events if event.get("guide") == guide]


def people(events: Events, kind: str) -> set[str]:
    return {event["person"] for event in events if event["type"] == kind}


def test_the_size_is_what_the_readme_says(events: Events) -> None:
    world = make_world(SEED, cast_of_the_sample_app())
    assert (len(world.companies), len(world.people)) == (40, 1200)
    assert 100_000 <= len(events) <= 400_000
    assert len({event["id"] for event in events}) == len(events)


def test_the_same_seed_and_moment_tell_the_same_story(events: Events) -> None:
    assert Life(make_world(SEED, cast_of_the_sample_app()), NOW, VERSIONS, SEED).events() == events


def test_it_ends_now_and_began_sixty_days_ago(events: Events) -> None:
    assert NOW - timedelta(hours=2) < events[-1]["at"] <= NOW
    assert timedelta(days=DAYS - 2) < NOW - events[0]["at"] < timedelta(days=DAYS + 1)


def test_people_work_on_weekdays_in_office_hours(events: Events) -> None:
    starts = [event["at"] for event in events if event["type"] == "session_started"]
    weekend = sum(at.weekday() >= 5 for at in starts)
    assert weekend < 0.06 * len(starts)


def test_the_lived_guides_are_the_published_ones() -> None:
    published = {guide.key: [step.key for step in guide.steps] for guide in map(read_guide, guide_files([GUIDES]))}
    lived = {journey.guide: [leg.key for leg in journey.legs] for journey in JOURNEYS}
    lived |= {aside.guide: [aside.step] for aside in ASIDES}
    lived |= {"nps": ["score", "reason", "best", "thanks"]}
    assert {key: steps for key, steps in published.items() if key in lived} == lived


def test_people_use_what_stands_beside_their_work_and_answer(events: Events) -> None:
    versions = {aside.guide: 1 for aside in ASIDES} | {"nps": 1}
    made = list(asides(events, versions, SEED))
    assert made == list(asides(events, versions, SEED))
    assert len({event["id"] for event in made}) == len(made)
    answers = [event for event in made if event["type"] == "survey_answered"]
    scores = {event["props"]["score"] for event in answers if event["props"]["ask"] == "nps"}
    assert len(answers) > 100
    assert scores > {4, 7, 9, 10}
    assert {event["guide"] for event in made if event["type"] == "step_acted"} == set(versions)


@pytest.mark.parametrize("guide", [journey.guide for journey in JOURNEYS])
def test_people_get_lost_step_by_step(events: Events, guide: str) -> None:
    mine = of_guide(events, guide)
    steps = [leg.key for journey in JOURNEYS if journey.guide == guide for leg in journey.legs]
    seen = [
        len({event["run"] for event in mine if event["type"] == "step_seen" and event["step"] == step})
        for step in steps
    ]
    completed = len(people(mine, "guide_completed"))
    assert seen[0] >= 30
    assert seen == sorted(seen, reverse=True)
    assert 0 < completed < seen[0]


def test_checklist_and_help_are_used_and_some_searches_find_nothing(events: Events) -> None:
    versions = {"getting-started": 1, "help": 1}
    made = list(panels(events, versions, SEED))
    assert made == list(panels(events, versions, SEED))
    assert len({event["id"] for event in made}) == len(made)
    assert list(panels(events, {}, SEED)) == []
    kinds = Counter(event["type"] for event in made)
    assert 0 < kinds["guide_completed"] < len(people(made, "checklist_task_completed"))
    assert len(people(of_guide(made, "getting-started"), "guide_started")) <= len(people(events, "guide_started"))
    searches = [event["props"] for event in made if event["type"] == "center_searched"]
    assert {"dark mode"} <= {one["query"] for one in searches if one["results"] == 0}
    assert any(event["props"].get("query") for event in made if event["type"] == "article_viewed")


def test_a_release_broke_a_step_two_weeks_ago(events: Events) -> None:
    failed = [event["at"] for event in events if event["type"] == "step_failed"]
    assert {event["step"] for event in events if event["type"] == "step_failed"} == {"export"}
    assert len(failed) > 10
    assert min(failed) > NOW - timedelta(days=DAYS - RELEASE_DAY + 1)


def test_some_struggle_and_some_companies_leave(events: Events) -> None:
    kinds = Counter(event["type"] for event in events)
    assert kinds["rage_clicked"] > 50
    assert kinds["error_seen"] > 50
    latest: dict[str, datetime] = {}
    for event in events:
        latest[event["account"]] = event["at"]
    assert sum(NOW - at > timedelta(days=14) for at in latest.values()) == 3


def test_the_sample_apps_people_are_left_to_the_visitor(events: Events) -> None:
    cast = {who.user.key for who in everyone()}
    assert cast <= {event["person"] for event in events}
    assert not cast & people(events, "guide_started")


def test_two_starts_count_nothing_twice(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    engine = make_engine(settings.resolved_database_url)
    upgrade(engine)
    counts = [_start(settings, engine) for _ in range(2)]
    (tmp_path / "demo.json").write_text((tmp_path / "demo.json").read_text().replace('"done": true', '"done": false'))
    counts.append(_start(settings, engine))
    assert counts[0] == counts[1] == counts[2]
    assert counts[0]["events"] > 100_000
    engine.dispose()


def _start(settings: Settings, engine: Engine) -> dict[str, Any]:
    with open_session(engine) as session:
        prepared = prepare(session, GUIDES, "http://127.0.0.1:8001", NOW)
        session.commit()
    tell_story(settings, engine, prepared, NOW, lambda _: None)
    with open_session(engine) as session:
        accounts = AccountStore(session, prepared.scope).page()
        assert {account.owner_id is not None for account in accounts} == {True}
        assert {account.arr is not None and account.plan != "" for account in accounts} == {True}
    assert set(prepared.versions.values()) == {1}
    assert len(CARDS) == 3
    store = open_store(settings.resolved_events_url)
    try:
        return store.ask("counts")[0]
    finally:
        store.close()
