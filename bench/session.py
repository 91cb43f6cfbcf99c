"""`POST /v1/session` against an endpoint of the same server that reads the body and answers as many bytes.

`python -m bench.session`; exit code 1 when a session costs more than twice as much.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.load import Call, Server
from guides.definition import Guide
from server.app import create_app
from server.database import make_engine, open_session
from server.migrations.run import upgrade
from server.settings import Settings
from tests.factories import (
    guide_definition,
    make_account,
    make_environment,
    make_membership,
    make_person,
    make_published,
    make_workspace,
)

REQUESTS = 4000
ROUNDS = 5
PEOPLE = 1000
GUIDES = 200
LEAST = 0.5
"""A session may cost at most twice what answering at all costs."""


def make_app(folder: Path) -> FastAPI:
    """The app with a populated environment and the endpoint to compare with, which is matched first."""
    app = create_app(Settings(data=folder))

    async def no_op(request: Request) -> Response:
        await request.body()
        return Response(b"{}", 200, {"Access-Control-Allow-Origin": "*"}, "application/json")

    app.router.routes.insert(0, Route("/v1/no-op", no_op, methods=["POST"]))
    return app


def populate(folder: Path) -> str:
    """200 live guides, two of which this person may see; answers the write key."""
    engine = make_engine(Settings(data=folder).resolved_database_url)
    upgrade(engine)
    with open_session(engine) as session:
        environment = make_environment(session, make_workspace(session))
        account = make_account(session, environment, "acct-1", plan="team")
        for number in range(PEOPLE):
            person = make_person(session, environment, f"user-{number}", traits={"role": "billing", "seat": number})
            make_membership(session, person, account)
        for number in range(GUIDES):
            make_published(session, environment, _guide(number))
        session.commit()
        return environment.write_key


def _guide(number: int) -> Guide:
    plan = "team" if number < 2 else "enterprise"
    audience: dict[str, Any] = {"all": [{"account": "plan", "is": plan}, {"person": "role", "is": "billing"}]}
    return guide_definition(f"guide-{number}", audience=audience, trigger={"page": "/billing/*"})


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        key = populate(folder)

        def asked(number: int) -> bytes:
            who = {"key": key, "anonymous_id": "a", "person": f"user-{number % PEOPLE}", "account": "acct-1"}
            return json.dumps(who | {"url": "https://app.example/billing/1", "language": "ja"}).encode()

        with Server(make_app, folder) as server:
            rounds = [
                [server.cost(Call(name, f"/v1/{name}", asked), REQUESTS) for name in ("no-op", "session")]
                for _ in range(ROUNDS)
            ]
    no_op = min(one.microseconds for one, _ in rounds)
    session = min(one.microseconds for _, one in rounds)
    ratio = no_op / session
    size = rounds[0][1].bytes_answered
    print(f"session: no-op {no_op:.0f} µs CPU, session {session:.0f} µs CPU ({size} bytes), ratio {ratio:.2f}")
    return 0 if ratio >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
