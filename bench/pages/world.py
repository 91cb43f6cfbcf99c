"""A workspace as large as the pages are promised for, made in bulk: 500 guides, 200,000 people, a million runs."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import duckdb
from sqlalchemy import insert
from sqlmodel import Session

from guides.definition import Guide
from guides.segments import Segment
from server.models import Account, Activity, Environment, Finding, FollowUp, GuideTag, Membership, Person
from server.models.columns import new_id
from server.stores.comments import CommentStore
from server.stores.scoped import Scope
from server.stores.segments import SegmentStore
from tests.factories import guide_definition, make_environment, make_member, make_published, make_workspace

GUIDES, STEPS = 500, 6
PEOPLE, ACCOUNTS = 200_000, 5_000
RUNS = 1_000_000
FINDINGS, FOLLOW_UPS, ACTIVITIES, SEGMENTS = 4_000, 400, 20_000, 30
DAYS = 60
ROLES, PLANS = ("admin", "billing", "sales", "viewer"), ("free", "team", "business")
STEP_NAMES = [f"step-{number}" for number in range(1, STEPS + 1)]


def make_world(session: Session) -> Environment:
    """The relational half. Everything is drawn with one seed, so that every run measures the same."""
    drawn, now = random.Random(7), datetime.now(UTC)
    workspace = make_workspace(session)
    environment = make_environment(session, workspace)
    member = make_member(session, workspace, "owner")
    scope = Scope(workspace.id, environment.id, member.id, "owner")
    rows = [make_published(session, environment, _guide(number)) for number in range(GUIDES)]
    walls = {"workspace_id": workspace.id, "environment_id": environment.id}
    _insert(session, GuideTag, ({"workspace_id": workspace.id, "guide_id": row.id, "tag": f"team {number % 12}"}
                                for number, row in enumerate(rows)))  # fmt: skip
    people, accounts = _ids(PEOPLE), _ids(ACCOUNTS)
    _insert(session, Account, (_account(number, key, walls, now) for number, key in enumerate(accounts)))
    _insert(session, Person, (_person(number, key, walls, now, drawn) for number, key in enumerate(people)))
    _insert(session, Membership, ({"id": new_id(), "workspace_id": workspace.id, "person_id": key,
                                   "account_id": accounts[number % ACCOUNTS], "traits": {"role": ROLES[number % 4]},
                                   "last_seen_at": now - timedelta(minutes=number)}
                                  for number, key in enumerate(people)))  # fmt: skip
    _insert(session, Finding, (_finding(number, walls, now) for number in range(FINDINGS)))
    _insert(session, FollowUp, (_follow_up(number, walls, now) for number in range(FOLLOW_UPS)))
    _insert(session, Activity, ({"workspace_id": workspace.id, "guide_id": rows[number % GUIDES].id,
                                 "environment_key": environment.key, "member_id": member.id, "what": "draft_saved",
                                 "details": {}, "at": now - timedelta(minutes=number)}
                                for number in range(ACTIVITIES)))  # fmt: skip
    for number in range(SEGMENTS):
        when = {"all": [{"person": "role", "is": ROLES[number % 4]}, {"account": "plan", "in": ["team", "business"]}]}
        segment = Segment.model_validate({"key": f"segment-{number}", "name": f"Segment {number}", "when": when})
        SegmentStore(session, scope).create(segment, now)
    for row in rows[:40]:
        CommentStore(session, scope).say(row, "step-1", "Is this clear?", [member], now)
    session.commit()
    return environment


def _guide(number: int) -> Guide:
    """A walkthrough with translations, every tenth for a segment, every fourth for people on a plan."""
    words = [{"type": "text", "text": [{"text": "What to do here, said in a sentence of a usual length."}]}]
    steps = [
        {"key": key, "kind": "tooltip", "target": {"selector": f"#{key}"}, "content": words,
         "buttons": [{"label": "Next", "does": ["next"]}]}
        for key in STEP_NAMES
    ]  # fmt: skip
    audience = {"segment": f"segment-{number % SEGMENTS}"} if number % 10 == 0 else None
    if number % 4 == 1:
        audience = {"all": [{"account": "plan", "in": ["team"]}, {"person": "role", "is": "billing"}]}  # type: ignore[dict-item]
    japanese = {key: {"content": [{"type": "text", "text": [{"text": "ここで行うことを一文で説明します。"}]}]}
                for key in STEP_NAMES}  # fmt: skip
    return guide_definition(
        f"guide-{number}", name=f"Guide number {number}", steps=steps, audience=audience, priority=number % 100,
        trigger={"page": f"/area-{number % 40}/*"}, translations={"ja": {"steps": japanese}},
    )  # fmt: skip


def _ids(count: int) -> list[str]:
    return [new_id() for _ in range(count)]


def _insert(session: Session, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    left = iter(rows)
    while some := list(islice(left, 5000)):
        session.execute(insert(table), [{"id": new_id(), **row} for row in some])


def _account(number: int, key: str, walls: dict[str, str], now: datetime) -> dict[str, Any]:
    return {
        "id": key, **walls, "key": f"account-{number}", "name": f"Account {number}", "plan": PLANS[number % 3],
        "stage": "live", "arr": 1000.0 * (number % 90), "traits": {"size": number % 500},
        "first_seen_at": now - timedelta(days=DAYS), "last_seen_at": now - timedelta(minutes=number),
    }  # fmt: skip


def _person(number: int, key: str, walls: dict[str, str], now: datetime, drawn: random.Random) -> dict[str, Any]:
    met = {
        f"guide-{drawn.randrange(GUIDES)}": {
            "run": f"run-{number}-{part}", "version": 1, "status": "completed", "shown": 1, "last_at": now.timestamp()
        }
        for part in range(4)
    }  # fmt: skip
    seen = now - timedelta(seconds=30 * number)
    return {
        "id": key, **walls, "key": f"person-{number}", "anonymous": number % 10 == 9, "name": f"Person {number}",
        "traits": {"role": ROLES[number % 4], "language": "en", "email": f"person-{number}@example.com"},
        "guide_states": met, "guide_starts": {}, "event_days": {}, "stuck_at": [],
        "first_seen_at": seen - timedelta(days=30), "last_seen_at": seen,
    }  # fmt: skip


def _finding(number: int, walls: dict[str, str], now: datetime) -> dict[str, Any]:
    """Nine of ten are about people, the rest about steps; a quarter is closed."""
    about_person, since = number % 10 != 0, now - timedelta(hours=number % 900)
    kind = ("stuck_person", "abandoned")[number % 3 == 0] if about_person else "broken_step"
    person = number * 7 % PEOPLE
    return {
        **walls, "kind": kind, "identity": f"{kind}:{number}",
        "person_key": f"person-{person}" if about_person else None,
        "account_key": f"account-{person % ACCOUNTS}" if about_person else None,
        "guide_key": f"guide-{number % 60}", "step_key": STEP_NAMES[number % STEPS],
        "run": f"run-{number}", "since": since, "opened_at": since, "updated_at": now,
        "closed_at": now if number % 4 == 3 else None, "severity": 50.0 + number % 50, "probability": 0.9,
        "confidence": 0.8, "because": {"message": "Tried again and again", "values": {}}, "signals": [],
        "evidence": [f"event-{number}-{one}" for one in range(5)],
    }  # fmt: skip


def _follow_up(number: int, walls: dict[str, str], now: datetime) -> dict[str, Any]:
    return {
        **walls, "account_key": f"account-{number * 7 % ACCOUNTS}", "status": ("open", "taken", "resolved")[number % 3],
        "finding_ids": [], "created_at": now, "updated_at": now, "note": "",
    }  # fmt: skip


def fill_events(path: str, environment: str) -> None:
    """The events' half: a million runs with their steps, events, days, straight into the tables of the store."""
    store = duckdb.connect(path)
    values = {"environment": environment, "now": datetime.now(UTC).replace(tzinfo=None)}
    for statement in _statements():
        store.execute(statement, {name: value for name, value in values.items() if f"${name}" in statement})
    store.execute("CHECKPOINT")
    store.close()


def _statements() -> Iterator[str]:
    run = f"""
        SELECT 'run-' || i AS run, 'guide-' || (i * 13 % {GUIDES}) AS guide,
               'person-' || (i * 7919 % {PEOPLE}) AS person,
               'account-' || (i * 7919 % {PEOPLE} % {ACCOUNTS}) AS account, 1 + i % {STEPS} AS reached,
               $now - to_minutes((i * 31 % ({DAYS} * 1440))::BIGINT) AS began
        FROM range({RUNS}) AS t(i) ORDER BY began"""  # as they come in
    done = f"reached = {STEPS}"
    yield f"""INSERT INTO runs SELECT $environment, run, guide, 1, person, account, began, began + INTERVAL 5 MINUTE,
        'step-' || reached, reached, CASE WHEN {done} THEN 'completed' ELSE 'started' END,
        CASE WHEN {done} THEN began + INTERVAL 5 MINUTE END,
        CASE WHEN {done} THEN began + INTERVAL 5 MINUTE END, reached
        FROM ({run})"""
    yield f"""INSERT INTO run_steps SELECT $environment, run, guide, 1, person, account, 'step-' || n, n,
        began + to_minutes(n::BIGINT), began + to_minutes(n::BIGINT), began + to_minutes(n::BIGINT), 1, began, NULL,
        CASE WHEN n < reached OR {done} THEN began END, NULL, NULL, n = reached AND NOT ({done}), 0, 0, 0
        FROM ({run}), range(1, {STEPS + 1}) AS s(n) WHERE n <= reached"""
    yield f"""INSERT INTO events SELECT $environment, run || '-start', 'guide_started', began, began, NULL, person,
        NULL, account, 'session-' || run, run, guide, 1, NULL, 'https://app.example/area', '{{}}' FROM ({run})"""
    yield f"""INSERT INTO guide_days SELECT $environment, CAST(began AS DATE), guide, 1, count(*),
        count(*) FILTER (WHERE {done}), 0, 0, count(DISTINCT person) FROM ({run}) GROUP BY 2, 3"""
    yield f"""INSERT INTO person_days SELECT $environment, CAST(began AS DATE), person, account, count(*), 1
        FROM ({run}) GROUP BY 2, 3, 4"""
    order = f"FROM range({GUIDES}) AS g(i), range(1, {STEPS + 1}) AS s(n)"
    yield f"INSERT INTO known_steps SELECT $environment, 'guide-' || i, 1, 'step-' || n, n {order}"
    yield f"INSERT INTO step_order SELECT $environment, 'guide-' || i, 1, 'step-' || n, NULL, n, n, n = {STEPS} {order}"
