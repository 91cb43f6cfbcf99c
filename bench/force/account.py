"""What is in the store against what was answered for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from analytics.store import open_store
from bench.force.sender import STEPS
from server.settings import Settings


@dataclass
class Account:
    """All zero but `acknowledged`, `stored` and `runs` when nothing was lost and nothing counted twice."""

    acknowledged: int = 0
    stored: int = 0
    runs: int = 0
    missing: int = 0
    twice_in_events: int = 0
    wrong_in_runs: int = 0
    wrong_in_rollups: int = 0
    examples: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.acknowledged} events answered for, {self.stored} stored in {self.runs} runs; "
            f"{self.missing} missing, {self.twice_in_events} stored twice, "
            f"{self.wrong_in_runs} wrong in runs, {self.wrong_in_rollups} in rollups"
        )

    @property
    def good(self) -> bool:
        return not (self.missing or self.twice_in_events or self.wrong_in_runs or self.wrong_in_rollups)


def take_account(settings: Settings, acknowledged: Iterable[str]) -> Account:
    """To be called when the server has ended. Runs and rollups are counted here anew, in Python, from the events."""
    store = open_store(settings.resolved_events_url)
    try:
        events = store.select('SELECT id, type, run, step, person, CAST("at" AS DATE) AS day FROM events', {})[1]
        steps = store.select("SELECT run, step, times_seen, done_at IS NOT NULL AS done FROM run_steps", {})[1]
        runs = store.select("SELECT run, outcome FROM runs", {})[1]
        days = store.select("SELECT CAST(sum(events) AS BIGINT) AS events FROM person_days", {})[1]
        started = store.select("SELECT CAST(sum(started) AS BIGINT) AS started FROM guide_days", {})[1]
    finally:
        store.close()
    promised, times = set(acknowledged), Counter(row[0] for row in events)
    account = Account(len(promised), len(events), len(runs))
    lost = [id_ for id_ in promised if id_ not in times]
    account.missing = len(lost)
    account.twice_in_events = sum(1 for count in times.values() if count > 1)
    seen = Counter((row[2], row[3]) for row in events if row[1] == "step_seen")
    done = {(row[2], row[3]) for row in events if row[1] == "step_acted"}
    kept = {(row[0], row[1]): (row[2], bool(row[3])) for row in steps}
    wrong = [key for key in seen.keys() | done | kept.keys() if kept.get(key) != (seen[key], key in done)]
    completed = {row[2] for row in events if row[1] == "guide_completed"} | {
        run for run, step in done if step == STEPS[-1]
    }
    outcomes = {row[0]: row[1] for row in runs}
    wrong_outcomes = [
        run for run in {row[2] for row in events if row[2]} if (outcomes.get(run) == "completed") != (run in completed)
    ]
    account.wrong_in_runs = len(wrong) + len(wrong_outcomes)
    account.wrong_in_rollups = abs((days[0][0] or 0) - len(events)) + abs((started[0][0] or 0) - len(runs))
    account.examples = [*lost[:5], *map(str, wrong[:5]), *map(str, wrong_outcomes[:5])]
    return account
