"""`/guides/KEY/analytics` and the rows behind its numbers: runs, and what happened in each."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Annotated, Any, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from analytics.metrics.definitions import DEFINITIONS
from analytics.metrics.period import Period
from analytics.metrics.runs import Outcome, RunRow, StepState, events_of_run, run_of, runs_of_guide
from guides.problem import step_title
from server.auth.current import CurrentMember
from server.database import SessionDep
from server.errors import NotFound
from server.services import services_of
from server.stores.accounts import AccountStore
from server.stores.guides import GuideStore
from server.stores.people import PersonStore
from server.studio.drafts.draft import load_draft
from server.studio.guide_frame import render_guide
from server.studio.numbers.analytics_view import guide_numbers
from server.studio.numbers.kind_analytics import kind_numbers
from server.studio.numbers.periods import DAYS, chosen_days
from server.success.event_words import timeline
from server.success.names import guide_names
from server.templating import locale_of
from server.words import N_

router = APIRouter(include_in_schema=False)
PAGE = 50
OUTCOME_WORDS: dict[str, str] = {
    "started": N_("Under way"),
    "completed": N_("Completed"),
    "dismissed": N_("Left"),
    "failed": N_("Could not go on"),
}
OUTCOME_TONES = {"started": "info", "completed": "good", "dismissed": "warn", "failed": "bad"}
STATE_WORDS: dict[str, str] = {
    "seen": N_("saw %(step)s"),
    "done": N_("did %(step)s"),
    "skipped": N_("skipped %(step)s"),
    "failed": N_("could not be shown %(step)s"),
    "lost": N_("stopped at %(step)s"),
}


@router.get("/guides/{key}/analytics")
def analytics_page(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    key: str,
    days: int = 30,
    version: Annotated[int | None, Query(ge=0)] = None,
) -> Response:
    draft = load_draft(session, signed_in.scope, key)
    services, days = services_of(request), chosen_days(days)
    period = Period.last_days(days, services.clock())
    numbers = guide_numbers(services.store, signed_in.environment.id, draft.guide, period, version)
    versions = [one.number for one in GuideStore(session, signed_in.scope).versions(draft.row)]
    return render_guide(
        request,
        session,
        signed_in,
        draft,
        "studio/analytics.html",
        numbers=numbers,
        days=days,
        all_days=DAYS,
        version=version,
        versions=versions,
        meanings=DEFINITIONS,
        runs_address=partial(runs_address, key, days, version),
        **kind_numbers(request, session, signed_in, draft.guide, period, days),
    )


def runs_address(key: str, days: int, version: int | None, **filters: str) -> str:
    """Where the runs behind a number are listed."""
    asked: dict[str, Any] = {"days": days, **({"version": version} if version is not None else {}), **filters}
    return f"/guides/{key}/runs?{urlencode(asked)}"


@router.get("/guides/{key}/runs")
def runs_page(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    key: str,
    days: int = 30,
    version: Annotated[int | None, Query(ge=0)] = None,
    step: str = "",
    state: str = "",
    outcome: str = "",
    before: datetime | None = None,
) -> Response:
    draft = load_draft(session, signed_in.scope, key)
    services, days = services_of(request), chosen_days(days)
    runs = runs_of_guide(
        services.store,
        signed_in.environment.id,
        key,
        Period.last_days(days, services.clock()),
        step=step or None,
        outcome=cast("Outcome", outcome) if outcome in OUTCOME_WORDS else None,
        limit=PAGE + 1,
        before=before,
        step_state=cast("StepState", state) if state in STATE_WORDS else None,
        version=version,
    )
    filters = {"step": step, "state": state, "outcome": outcome}
    given = {name: value for name, value in filters.items() if value}
    more = {"before": runs[PAGE - 1].started_at.isoformat()} if len(runs) > PAGE else None
    return render_guide(
        request,
        session,
        signed_in,
        draft,
        "studio/runs.html",
        runs=runs[:PAGE],
        people=PersonStore(session, signed_in.scope).of_keys({run.person for run in runs if run.person}),
        accounts=AccountStore(session, signed_in.scope).of_keys({run.account for run in runs if run.account}),
        step_names={one.key: step_title(one) for one in draft.guide.steps},
        outcome_words=OUTCOME_WORDS,
        outcome_tones=OUTCOME_TONES,
        state_words=STATE_WORDS,
        days=days,
        all_days=DAYS,
        version=version,
        chosen=filters,
        back=f"/guides/{key}/analytics?days={days}",
        next_page=runs_address(key, days, version, **given, **more) if more else "",
    )


@router.get("/guides/{key}/runs/{run}")
def run_page(request: Request, session: SessionDep, signed_in: CurrentMember, key: str, run: str) -> Response:
    draft = load_draft(session, signed_in.scope, key)
    store, environment = services_of(request).store, signed_in.environment.id
    row = run_of(store, environment, run)
    if row is None or row.guide != key:
        raise NotFound("There is no such run.")
    names = {one.key: step_title(one) for one in draft.guide.steps}
    called = guide_names(GuideStore(session, signed_in.scope))
    return render_guide(
        request,
        session,
        signed_in,
        draft,
        "studio/run.html",
        run=row,
        items=timeline(events_of_run(store, environment, run), called, locale_of(request)),
        person=PersonStore(session, signed_in.scope).find(row.person) if row.person else None,
        account=AccountStore(session, signed_in.scope).find(row.account) if row.account else None,
        took=_took(row),
        step_names=names,
        outcome_words=OUTCOME_WORDS,
        outcome_tones=OUTCOME_TONES,
    )


def _took(run: RunRow) -> float:
    """Seconds from the start to the end, or to the last sign of life."""
    return ((run.completed_at or run.last_at) - run.started_at).total_seconds()
