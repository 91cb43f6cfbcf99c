"""Publishing: the one way a draft becomes what people see. Pages, editor, API and commands all come here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from guides.canonical import to_json
from guides.definition import Guide
from guides.lint import blocks_publishing, lint
from guides.problem import Problem
from server.errors import Invalid, NotFound
from server.models import GuideRow, GuideVersion, Publication, PublishPlan
from server.stores.guides import GuideStore
from server.stores.plans import PlanStore
from server.stores.reviews import ReviewStore
from server.stores.scoped import Scope
from server.studio.drafts.definitions import read_definition
from server.studio.drafts.surroundings import surroundings_of
from server.words import N_


class NotPublishable(Invalid):
    """The draft has errors. `problems` are what lint found, warnings included."""

    code, title = "not_publishable", "This guide cannot be published yet"

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("Mend the errors first.")
        self.problems = problems
        self.extra = {"problems": [problem_json(problem) for problem in problems]}


def problem_json(problem: Problem, message: str | None = None) -> dict[str, str]:
    """A lint problem for programs; `message` is its text in the reader's language."""
    said = problem.message % problem.values if problem.values else problem.message
    return {"severity": problem.severity, "where": problem.where, "message": message or said}


class NotApproved(Invalid):
    """The workspace asks for an approval, and this content has none."""

    code, title = "not_approved", "Somebody must approve it first"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or self.words)

    words = N_("Publishing needs an approval here: ask for a review of the draft as it is now.")


def publish(
    session: Session,
    scope: Scope,
    key: str,
    now: datetime,
    note: str = "",
    revision: int | None = None,
    without_approval: bool = False,
) -> GuideVersion:
    """Freezes the draft and shows it in the scope's environment. What was planned for later there is cancelled.

    Raises what `freeze` raises. `without_approval` is for whoever runs the server, not for members.
    """
    row, version = freeze(session, scope, key, now, note, revision, without_approval)
    PlanStore(session, scope).cancel(row, now)
    GuideStore(session, scope).set_live(row, version, now)
    return version


def plan(
    session: Session, scope: Scope, key: str, at: datetime, time_zone: str, now: datetime, note: str, revision: int
) -> PublishPlan:
    """Freezes the draft now, to be shown in the scope's environment from `at` on. Raises what `freeze` raises."""
    row, version = freeze(session, scope, key, now, note, revision)
    return PlanStore(session, scope).add(row, version, at, time_zone, now)


def freeze(
    session: Session,
    scope: Scope,
    key: str,
    now: datetime,
    note: str = "",
    revision: int | None = None,
    without_approval: bool = False,
) -> tuple[GuideRow, GuideVersion]:
    """The draft as a version that may be shown.

    With `revision`, raises `Conflict` unless the draft still is that one. Raises `NotPublishable` for lint errors,
    `NotApproved` where the workspace asks for an approval. A draft equal to the newest version is not frozen twice.
    """
    store = GuideStore(session, scope)
    row = store.get(key)
    store.check_revision(row, revision)
    guide = read_definition(row.draft)
    problems = lint(guide, surroundings_of(session, scope, row, now))
    if blocks_publishing(problems):
        raise NotPublishable(problems)
    reviews = ReviewStore(session, scope)
    if not without_approval and reviews.needed() != "none" and not reviews.is_approved(row):
        raise NotApproved
    return row, _frozen(store, row, guide, note, now)


def _frozen(store: GuideStore, row: GuideRow, guide: Guide, note: str, now: datetime) -> GuideVersion:
    definition = to_json(guide)
    newest = store.newest_version(row)
    if newest is not None and newest.definition == definition:
        return newest
    return store.add_version(row, definition, note, now)


def set_paused(session: Session, scope: Scope, key: str, paused: bool, now: datetime) -> Publication:
    """Stops showing the guide in the scope's environment, or shows it again. Raises `NotFound` when never published."""
    store = GuideStore(session, scope)
    row = store.get(key)
    publication = store.publication(row)
    if publication is None:
        raise NotFound("This guide is not published in this environment.")
    store.set_paused(row, publication, paused, now)
    return publication


def roll_back(session: Session, scope: Scope, key: str, number: int, now: datetime) -> GuideVersion:
    """Shows an older (or newer) version again; the draft stays as it is."""
    store = GuideStore(session, scope)
    row = store.get(key)
    version = store.version(row, number)
    store.set_live(row, version, now)
    return version


def restore(session: Session, scope: Scope, key: str, number: int, revision: int, now: datetime) -> int:
    """Makes a version's content the draft again; answers the draft's new revision. Raises `Conflict`."""
    store = GuideStore(session, scope)
    row = store.get(key)
    return store.save_draft(row, read_definition(store.version(row, number).definition), revision, now)


def save_draft(session: Session, scope: Scope, key: str, value: Any, revision: int, now: datetime) -> tuple[int, Guide]:
    """Checks and saves a definition as the draft; answers the new revision and the definition as it was read."""
    store = GuideStore(session, scope)
    row = store.get(key)
    guide = read_definition(value, key)
    return store.save_draft(row, guide, revision, now), guide
