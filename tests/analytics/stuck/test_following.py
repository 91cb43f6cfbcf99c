"""Following an environment gives what a fresh look gives, on both engines, whatever happens to the events."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path
from typing import Any

from analytics.events import StoredEvent
from analytics.store import OwnedStore
from analytics.stuck.conclude import conclude
from analytics.stuck.conclusion import Conclusion
from analytics.stuck.following import Following
from analytics.stuck.guidance import NO_GUIDANCE, Guidance, Outcome, Thresholds
from analytics.stuck.past.tasks import Task
from tests.analytics.stores import ENVIRONMENT, event, load, minutes, story

DAY = 24 * 60.0


def _crowd() -> list[StoredEvent]:
    people = [
        story(f"seen a @{n}, acted a @{n + 3}", run=f"r{n}", person=f"p{n}", received_at=minutes(n)) for n in range(40)
    ]
    return [one for events in people for one in events]


def _random_visits(chance: random.Random, day: int) -> list[StoredEvent]:
    """A day's events, of which some happened days before: they come in now."""
    made = []
    for _ in range(30):
        person, late = chance.randrange(60), chance.choice([0, 0, 0, chance.randrange(1, 5)])
        minute = max(day - late, 0) * DAY + chance.random() * DAY * 0.9
        type_ = chance.choice(["step_seen", "step_seen", "step_acted", "rage_clicked", "page_viewed"])
        where: dict[str, Any] = (
            {"step": chance.choice("ab")} if type_ != "page_viewed" else {"run": None, "guide": None}
        )
        run = {"run": f"r{person}"} if "step" in where else {}
        received = minutes((day + 1) * DAY - 1)
        made.append(event(type_, minute, person=f"p{person}", received_at=received, **where, **run))
    return made


def _told(conclusions: list[Conclusion]) -> dict[str, tuple[object, ...]]:
    """Sentences are made anew only when something moved by a hundredth."""
    return {one.identity: (one.opens, one.evidence, one.since, one.step) for one in conclusions}


def _same(following: Following, store: OwnedStore, at: datetime, guidance: Guidance = NO_GUIDANCE) -> None:
    fresh = conclude(store, ENVIRONMENT, at, guidance)
    followed = following.conclusions(at, guidance)
    assert _told(followed) == _told(fresh)
    chances = {one.identity: one.probability for one in fresh}
    assert all(abs(one.probability - chances[one.identity]) <= 0.011 for one in followed)


def test_following_is_the_same_as_looking_afresh(store: OwnedStore, tmp_path: Path) -> None:
    chance = random.Random(5)
    load(store, tmp_path, _crowd())
    following = Following(store, ENVIRONMENT)
    for day in range(12):
        load(store, tmp_path, _random_visits(chance, day))
        _same(following, store, minutes((day + 1) * DAY))
    assert following.readings == 1
    assert following.conclusions(minutes(12 * DAY), NO_GUIDANCE)


def test_what_the_hand_no_longer_has_right_is_read_anew(store: OwnedStore, tmp_path: Path) -> None:
    visits = [
        event("step_seen", minute, step="a", run="rx", person="ann", received_at=minutes(minute))
        for minute in (0, 1500, 2900)
    ]
    load(store, tmp_path, [*_crowd(), *visits])
    following, now = Following(store, ENVIRONMENT), minutes(3000)
    _same(following, store, now)
    stricter = Guidance(thresholds=Thresholds(0.995, 0.99))
    said = Guidance(outcomes=(Outcome("ann", "g", "a", minutes(2950), minutes(2960), "false_alarm"),))
    for guidance in (stricter, said, NO_GUIDANCE):
        _same(following, store, now, guidance)
    assert following.readings == 1, "thresholds and outcomes need no reading"
    store.rebuild()
    _same(following, store, now)
    assert following.readings == 1, "a rebuild leaves the events as they are"
    load(store, tmp_path, [event("step_seen", 100, step="a", run="ry", person="bea", received_at=minutes(-9 * DAY))])
    _same(following, store, minutes(3001))
    assert following.readings == 2, "loaded long after it was received"
    store.erase(ENVIRONMENT, ["ann"])
    _same(following, store, minutes(3002))
    assert following.readings == 3
    assert not [one for one in following.conclusions(minutes(3003), NO_GUIDANCE) if one.person == "ann"]
    closing = Guidance(tasks=(Task("close", frozenset({"close_opened"}), frozenset({"closed"})),))
    load(store, tmp_path, [event("close_opened", 3003, run=None, guide=None, received_at=minutes(3003))])
    _same(following, store, minutes(3004), closing)
    load(store, tmp_path, [event("page_viewed", 3005, run=None, guide=None, received_at=minutes(3005))])
    _same(following, store, minutes(3006), closing)
    assert following.readings == 4, "what belongs to no task is only added"
