"""Every page of ours in a workspace of 500 guides, 200,000 people and a million runs, against the log-in page.

`python -m bench.pages [--folder PATH] [ADDRESS …]`; the workspace in the folder is made once. Exit code 1 when a page
costs more
than 100 ms of CPU, that of the whole process:
routing, database, event store, template. The best of the rounds counts, all pages in one run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from fastapi.testclient import TestClient
from sqlmodel import select

from analytics.store.opening import open_store
from bench.pages.world import fill_events, make_world
from server.app import create_app
from server.clock import system_clock
from server.database import make_engine, open_session
from server.migrations.run import upgrade
from server.models import Member
from server.settings import Settings
from server.statistics import keep_statistics
from tests.factories import log_in

ROUNDS = 5
MOST_MS = 100.0
BASELINE = "/log-in"
GUIDE = "/guides/guide-40"
PAGES = (
    "/",
    "/guides",
    "/guides?q=number+4&sort=runs",
    "/segments",
    "/segments/segment-3",
    "/activity",
    f"{GUIDE}/edit",
    f"{GUIDE}/settings",
    f"{GUIDE}/translations",
    f"{GUIDE}/analytics",
    f"{GUIDE}/runs",
    f"{GUIDE}/review",
    f"{GUIDE}/versions",
    f"{GUIDE}/why?person=person-7&page=https://production.acme.example/area-0/x",
    "/stuck",
    "/stuck?by=people",
    "/stuck?by=accounts",
    "/today",
    "/help",
    "/people",
    "/people?q=person+77&sort=name",
    "/people/person-7",
    "/accounts",
    "/accounts/account-7",
    "/settings",
)


def milliseconds(client: TestClient, address: str, rounds: int = ROUNDS) -> float:
    """CPU of the best round. The first one, which fills what is kept in memory, is not counted."""
    best = float("inf")
    for turn in range(rounds + 1):
        began = time.process_time()
        answer = client.get(address)
        spent = 1000 * (time.process_time() - began)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        best = min(best, spent) if turn else best
    return best


def main(arguments: list[str]) -> int:
    given = Path(arguments[1]) if arguments[:1] == ["--folder"] else None
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(data=given or Path(scratch), public_url="http://testserver")
        engine = make_engine(settings.resolved_database_url)
        upgrade(engine)
        if not (settings.data / "made").exists():
            with open_session(engine) as session:
                environment = make_world(session).id
                keep_statistics(session, system_clock())
                session.commit()
            open_store(settings.resolved_events_url).close()
            fill_events(str(settings.data / "events.duckdb"), environment)
            (settings.data / "made").touch()
        addresses = arguments[2:] if given else arguments
        # Without what runs beside the requests: loader and findings would be counted with whatever page is asked.
        app = create_app(settings)
        app.state.services.store = open_store(settings.resolved_events_url)
        client = TestClient(app, follow_redirects=False)
        base = milliseconds(client, BASELINE)
        print(f"{BASELINE:70} {base:7.1f} ms of CPU", flush=True)
        with open_session(engine) as session:
            log_in(client, session, session.exec(select(Member)).one(), system_clock())
        slow = [page for page in addresses or PAGES if not _measured(client, page, base)]
        app.state.services.store.close()
    if slow:
        print(f"Above {MOST_MS:g} ms: {', '.join(slow)}")
    return 1 if slow else 0


def _measured(client: TestClient, page: str, base: float) -> bool:
    spent = milliseconds(client, page)
    print(f"{page:70} {spent:7.1f} ms, {spent / base:5.1f} log-in pages", flush=True)
    return spent <= MOST_MS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
