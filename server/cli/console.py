"""What commands share: opening the database, finding the workspace, saying things, exit codes.

Exit codes: 0 done; 1 something is wrong with what was asked about; 2 the command itself was used wrongly.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, NoReturn

import typer
from sqlalchemy import Engine
from sqlmodel import Session

from server.clock import system_clock
from server.database import make_engine, open_session
from server.errors import ProblemError
from server.migrations.run import is_current
from server.models import Environment, Workspace
from server.settings import Settings, load_settings
from server.stores import doors
from server.stores.environments import EnvironmentStore
from server.stores.scoped import Scope

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
WorkspaceKey = Annotated[str, typer.Option("--workspace", help="The workspace's key; not needed when there is one.")]
EnvironmentKey = Annotated[str, typer.Option("--environment", help="The environment's key; the first by default.")]


def say(text: str) -> None:
    typer.echo(text)


def say_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def fail(text: str, code: int = 1) -> NoReturn:
    """Says what is wrong on standard error and ends the command."""
    typer.echo(text, err=True)
    raise typer.Exit(code)


@dataclass(frozen=True)
class Console:
    """An open database, committed when the command ends well."""

    settings: Settings
    session: Session

    def workspace(self, key: str = "") -> Workspace:
        """The named workspace, or the only one."""
        found = doors.workspace_of_key(self.session, key) if key else doors.only_workspace(self.session)
        if found is None:
            fail(f"There is no workspace “{key}”." if key else "Say which workspace: --workspace KEY.", 2)
        return found

    def scope(self, workspace: str = "", environment: str = "") -> Scope:
        """What the command works on, with an owner's rights."""
        return self._scope(self.workspace(workspace), environment)

    def _scope(self, workspace: Workspace, environment: str) -> Scope:
        environments = EnvironmentStore(self.session, Scope(workspace.id, "", role="owner")).all()
        chosen = [row for row in environments if environment in ("", row.key)]
        if not chosen:
            fail(f"The workspace “{workspace.key}” has no environment “{environment}”.", 2)
        return Scope(workspace.id, chosen[0].id, role="owner")

    def environment(self, scope: Scope) -> Environment:
        return self.session.get_one(Environment, scope.environment_id)


@contextmanager
def opened_console(settings: Settings | None = None) -> Iterator[Console]:
    """Opens the upgraded database. Our own errors become a sentence and exit code 1."""
    settings = settings or load_settings()
    engine = make_engine(settings.resolved_database_url)
    try:
        _check_current(engine)
        with open_session(engine) as session:
            yield Console(settings, session)
            session.commit()
    except ProblemError as error:
        fail(_sentence(error))
    finally:
        engine.dispose()


def _check_current(engine: Engine) -> None:
    if not is_current(engine):
        fail("The database has no tables yet or is behind this version: run `shirube db upgrade`.")


def _sentence(error: ProblemError) -> str:
    lines = [f"{error.title}. {error.detail}".strip()]
    lines += [f"  {one.get('where')}: {one.get('message')}" for one in error.extra.get("errors", [])]
    lines += [f"  {one['severity']}: {one['where']}: {one['message']}" for one in error.extra.get("problems", [])]
    return "\n".join(lines)


now = system_clock
