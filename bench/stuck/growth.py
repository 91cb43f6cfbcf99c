"""Passes over a million people, from the event store to the findings in the database, after one in a hundred of them
did something.

The events are written straight into the store: who met which two of eight steps within two months, nine in ten done
within minutes. SHIRUBE_BENCH_PEOPLE changes how many there are.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
from sqlmodel import SQLModel

from analytics.store import open_store
from server.database import make_engine, open_session
from server.models import Environment, Workspace
from server.stores.guidance import GuidanceStore
from server.stores.scoped import Scope
from server.success.followings import Followings
from server.success.taking_over import Refreshed, take_over

PEOPLE = int(os.environ.get("SHIRUBE_BENCH_PEOPLE", "1000000"))
CHANGED = 0.01
PASS_SECONDS = 60.0
"""Findings are to follow an event within a minute."""
CHANGE = "1 % did something"
ROUNDS = ("first pass", "a minute later", CHANGE, CHANGE)
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOW = START + timedelta(days=60, hours=1)

CROWD = """
INSERT INTO events (environment, id, type, "at", received_at, person, account, run, guide, version, step)
WITH luck AS (
    SELECT number // 2 AS person, hash(number) % 8 AS step, hash(number, 'at') % 5184000 AS began,
           (hash(number, 'u') % 1000000 + 1) / 1000001 AS u, (hash(number, 'v') % 1000000) / 1000000 AS v,
           hash(number, 'done') % 10 < 9 AS done
    FROM range(2 * $people) AS numbers(number)
), visits AS (
    SELECT *, exp(ln(120) + sqrt(-2 * ln(u)) * cos(2 * pi() * v)) AS took FROM luck
), told AS (
    SELECT person, step, 'step_seen' AS type, CAST(began AS BIGINT) * 1000000 AS micros FROM visits
    UNION ALL
    SELECT person, step, 'step_acted', CAST((began + took) * 1000000 AS BIGINT) FROM visits WHERE done
)
SELECT $environment, type || '-' || person || '-' || step || '-' || micros, type, $start + to_microseconds(micros),
       $start + to_microseconds(micros), 'p' || person, 'a' || person % 20000, 'r' || person, 'guide', 1, 's' || step
FROM told WHERE micros < 5184000000000
"""
VISITS = """
INSERT INTO events (environment, id, type, "at", received_at, person, account, run, guide, version, step)
SELECT $environment, 'new-' || $round || '-' || number, 'step_seen', $now, $now, 'p' || hash(number, $round) % $people,
       'a' || hash(number, $round) % $people % 20000, 'r' || hash(number, $round) % $people, 'guide', 1, 's0'
FROM range($changed) AS numbers(number)
"""


def measure_growth() -> bool:
    """Whether a pass after a change takes less CPU than a minute."""
    with tempfile.TemporaryDirectory(prefix="shirube-bench-") as folder:
        return _measure(Path(folder))


def _measure(folder: Path) -> bool:
    file, engine = folder / "events.duckdb", make_engine(f"sqlite:///{folder}/shirube.db")
    SQLModel.metadata.create_all(engine)
    with open_session(engine) as session:
        workspace = Workspace(key="bench", name="Bench", created_at=START)
        session.add(workspace)
        session.flush()
        environment = Environment(
            workspace_id=workspace.id, key="bench", name="Bench", write_key="bench", created_at=START
        )
        session.add(environment)
        scope = Scope(workspace.id, environment.id)
        session.commit()
    open_store(f"duckdb:///{file}").close()
    _write(file, CROWD, environment=scope.environment_id, people=PEOPLE, start=START.replace(tzinfo=None))
    store, spent = open_store(f"duckdb:///{file}"), list[float]()
    followings = Followings(store)
    for number, what in enumerate(ROUNDS):
        now = NOW + timedelta(minutes=number)
        if what == CHANGE:
            _write(
                file, VISITS, environment=scope.environment_id, people=PEOPLE, round=str(number),
                changed=int(PEOPLE * CHANGED), now=(now - timedelta(seconds=30)).replace(tzinfo=None),
            )  # fmt: skip
        began = time.process_time()
        with open_session(engine) as session:
            guidance = GuidanceStore(session, scope).guidance()
            conclusions = followings.of(scope.environment_id).conclusions(now, guidance)
            concluded = time.process_time() - began
            changed, taken = take_over(session, scope, conclusions, now, followings.taken(scope.environment_id))
            session.commit()
            followings.take(scope.environment_id, taken)
        spent.append(time.process_time() - began)
        _say(what, followings.of(scope.environment_id).events, len(taken.open), changed, concluded, spent[-1])
    store.close()
    return max(spent[1:]) <= PASS_SECONDS


def _write(file: Path, sql: str, **parameters: object) -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute(sql, parameters)


def _say(what: str, events: int, findings: int, changed: Refreshed, concluded: float, spent: float) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"  {PEOPLE:,} people, {events:,} events, {what:18} {spent:6.1f} s of CPU ({concluded:.1f} s to conclude), "
        f"{findings:,} findings ({changed.opened:,} opened, {changed.updated:,} moved, {changed.closed:,} closed), "
        f"{memory:.1f} GB at most",
        flush=True,
    )
