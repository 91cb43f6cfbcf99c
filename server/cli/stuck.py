"""`shirube stuck`: who is stuck where, now, at an earlier time, or as it would have been told day by day."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from analytics.store import EventStore, StoreUnavailableError
from analytics.stuck.backtest import backtest
from analytics.stuck.conclude import conclude
from analytics.stuck.conclusion import Conclusion
from analytics.stuck.guidance import Guidance
from analytics.stuck.past.reading import read_journal
from server.cli.console import AsJson, EnvironmentKey, WorkspaceKey, fail, now, opened_console, say, say_json
from server.owner.opening import opened_store
from server.settings import Settings
from server.stores.guides import GuideStore
from server.success.sayings import Sayings

group = typer.Typer(help="Who is stuck at which step, since when and why.")

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
KINDS = {
    "stuck_person": "stuck",
    "abandoned": "abandoned",
    "broken_step": "broken step",
    "content_problem": "content problem",
    "stuck_account": "stuck account",
    "slipping_account": "slipping",
    "expansion_sign": "expansion",
    "own_rule": "own rule",
}


def read_time(text: str) -> datetime:
    """`2026-11-22` or `2026-11-22T09:00:00Z`; without a zone it is UTC."""
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        fail(f"“{text}” is no time: write 2026-11-22 or 2026-11-22T09:00:00Z.", 2)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def read_span(text: str) -> timedelta:
    """`10s`, `30m`, `6h`, `1d`, `2w`."""
    found = re.fullmatch(r"(\d+)([smhdw])", text)
    if found is None or int(found[1]) == 0:
        fail(f"“{text}” is no span of time: write 10s, 30m, 6h, 1d or 2w.", 2)
    return timedelta(**{UNITS[found[2]]: int(found[1])})


@contextmanager
def opened_events(settings: Settings) -> Iterator[EventStore]:
    """The event store, or a sentence saying why it cannot be opened."""
    try:
        with opened_store(settings) as store:
            yield store
    except StoreUnavailableError:
        fail("Another process holds the event store and does not answer.")


@group.callback(invoke_without_command=True)
def stuck(
    context: typer.Context,
    as_of: Annotated[str, typer.Option("--as-of", help="Look as of this time; now by default.")] = "",
    as_json: AsJson = False,
    workspace: WorkspaceKey = "",
    environment: EnvironmentKey = "",
) -> None:
    """Say what holds now, or held at a time, from nothing that happened later."""
    if context.invoked_subcommand is not None:
        return
    at = read_time(as_of) if as_of else now()
    with opened_console() as console, opened_events(console.settings) as store:
        scope = console.scope(workspace, environment)
        found = [
            one
            for one in conclude(
                store, scope.environment_id, at, Guidance(beside=GuideStore(console.session, scope).beside())
            )
            if one.opens
        ]
    found.sort(key=lambda one: (-one.severity * one.confidence, one.identity))
    if as_json:
        say_json([_as_json(one, at) for one in found])
        return
    for one in found:
        say(_line(one))
    say(f"{len(found)} findings." if found else "Nobody is stuck, as far as the events tell.")


@group.command("backtest")
def backtest_command(
    start: Annotated[str, typer.Option("--from", help="The first time to look.")],
    end: Annotated[str, typer.Option("--to", help="The last time to look.")],
    every: Annotated[str, typer.Option("--every", help="How often: 10s, 30m, 6h, 1d, 2w.")] = "1d",
    as_json: AsJson = False,
    workspace: WorkspaceKey = "",
    environment: EnvironmentKey = "",
) -> None:
    """Print each finding the first time it would have opened, looking at regular times at what was known by then."""
    first, last, step = read_time(start), read_time(end), read_span(every)
    if last < first:
        fail("--to lies before --from.", 2)
    with opened_console() as console, opened_events(console.settings) as store:
        scope = console.scope(workspace, environment)
        journal = read_journal(store, scope.environment_id, last, beside=GuideStore(console.session, scope).beside())
    for opening in backtest(journal, first, last, step):
        if as_json:
            say(json.dumps(_as_json(opening.conclusion, opening.at), ensure_ascii=False))
        else:
            say(f"{opening.at:%Y-%m-%d %H:%M}  {_line(opening.conclusion)}")


def _as_json(one: Conclusion, at: datetime) -> dict[str, Any]:
    return {
        "at": at.isoformat(),
        "kind": one.kind,
        "person": one.person,
        "account": one.account,
        "guide": one.guide,
        "step": one.step,
        "run": one.run,
        "since": one.since.isoformat(),
        "severity": round(one.severity, 1),
        "probability": round(one.probability, 4),
        "confidence": round(one.confidence, 4),
        "because": Sayings("en").because(one.because.as_json()),
        "signals": [signal.as_json() for signal in one.signals],
        "evidence": list(one.evidence),
    }


def _line(one: Conclusion) -> str:
    subject = one.person or one.account or f"{one.guide}/{one.step}"
    said = Sayings("en").because(one.because.as_json())
    return f"{one.severity:3.0f}  {KINDS[one.kind]:<15}  {subject:<24}  {one.probability:4.0%}  {said}"
