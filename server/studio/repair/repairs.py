"""Offers to the author: “the button of step 3 looks like this now: accept?” From reports gathered over people.

Only targets that are live and unchanged in the draft are offered. Accepting writes the proposal into the draft as a new
revision, through the door every change of a draft takes; what people see changes when the author publishes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlmodel import Session

from guides.definition import Guide, Step
from guides.problem import step_title
from guides.repair import accepted_target, target_digest
from guides.target import Target
from server.errors import Conflict
from server.models import GuideRow, TargetReport
from server.stores.guides import GuideStore
from server.stores.scoped import Scope
from server.stores.target_reports import TargetReportStore
from server.studio.drafts.definitions import read_definition
from server.studio.drafts.draft import Draft, change_part, load_draft

FEWEST_PEOPLE = 2
"""One person's page may be an odd one: a trial of a new look, a browser extension."""
FRESH = timedelta(days=14)
"""What nobody has met for longer is over: the app was put back, or nobody comes to the step."""
MOST_OPTIONS = 3

OfferKind = Literal["changed", "missing"]
OfferState = Literal["open", "accepted"]


@dataclass(frozen=True)
class Option:
    """One thing that the step's target may be now."""

    report: TargetReport
    target: Target
    """What would stand in the draft."""

    @property
    def id(self) -> str:
        return self.report.id


@dataclass(frozen=True)
class Offer:
    """What people met at one step. `accepted`: the first option stands in the draft, not published yet."""

    step: Step
    number: int
    kind: OfferKind
    state: OfferState
    was: Target
    people: int
    since: datetime
    last_seen_at: datetime
    page: str
    options: list[Option] = field(default_factory=list)
    missing_id: str = ""

    @property
    def title(self) -> str:
        return step_title(self.step)


def offers_of(session: Session, scope: Scope, row: GuideRow, now: datetime) -> list[Offer]:
    """The guide's offers in the scope's environment, in the order of its steps."""
    reports = TargetReportStore(session, scope).seen_since(now - FRESH, row.key)
    return _offers(GuideStore(session, scope), row, reports) if reports else []


def offers_by_guide(session: Session, scope: Scope, now: datetime) -> dict[str, list[Offer]]:
    """Key of a guide → its open offers, of every guide that has some."""
    reports: dict[str, list[TargetReport]] = defaultdict(list)
    for report in TargetReportStore(session, scope).seen_since(now - FRESH):
        if report.people >= FEWEST_PEOPLE:
            reports[report.guide_key].append(report)
    store, found = GuideStore(session, scope), {}
    for key, own in reports.items():
        row = store.find(key)
        offers = _offers(store, row, own) if row is not None and row.archived_at is None else []
        if open_ := [offer for offer in offers if offer.state == "open"]:
            found[key] = open_
    return found


def _offers(store: GuideStore, row: GuideRow, reports: Sequence[TargetReport]) -> list[Offer]:
    publication = store.publication(row)
    if publication is None:
        return []
    live, draft = read_definition(store.version_of(publication).definition), read_definition(row.draft)
    by_step: dict[tuple[str, str], list[TargetReport]] = defaultdict(list)
    for report in reports:
        if report.people >= FEWEST_PEOPLE and report.dismissed_at is None:
            by_step[report.step_key, report.was].append(report)
    offers = (_offer(step, draft, by_step) for step in live.steps)
    return [offer for offer in offers if offer is not None]


def _offer(step: Step, draft: Guide, reports: dict[tuple[str, str], list[TargetReport]]) -> Offer | None:
    """None when nothing is reported, or when the author has picked another element since."""
    now = draft.step(step.key)
    if step.target is None or now is None or now.target is None:
        return None
    own = reports.get((step.key, target_digest(step.target)), [])
    changed = [report for report in own if report.kind == "changed"]
    missing = [report for report in own if report.kind == "missing"]
    if not changed and not missing:
        return None
    proposed = changed or [report for report in own if report.kind == "candidate"]
    options = [Option(report, accepted_target(step.target, Target(report.target))) for report in proposed]
    state: OfferState = "open"
    if now.target != step.target:
        options = [option for option in options if option.target == now.target]
        state = "accepted"
        if not options:
            return None
    counted = changed or missing
    return Offer(
        step=now,
        number=draft.steps.index(now) + 1,
        kind="changed" if changed else "missing",
        state=state,
        was=step.target,
        people=max(report.people for report in counted),
        since=min(report.first_seen_at for report in counted),
        last_seen_at=max(report.last_seen_at for report in counted),
        page=counted[0].page,
        options=options[:MOST_OPTIONS],
        missing_id=missing[0].id if missing else "",
    )


def accept(session: Session, scope: Scope, key: str, report_id: str, now: datetime) -> Draft:
    """The draft with the proposal as its step's target, saved as a new revision.

    Raises `NotFound`, and `Conflict` when the offer is over: the step points elsewhere meanwhile, here or live.
    """
    draft = load_draft(session, scope, key)
    offer, option = _open_option(session, scope, draft, report_id, now)
    if offer.state == "accepted":
        return draft
    return _point(session, scope, draft, offer.step.key, option.target, now)


def take_back(session: Session, scope: Scope, key: str, report_id: str, now: datetime) -> Draft:
    """Undoes `accept`: the draft points at what is live again. Raises as `accept` does."""
    draft = load_draft(session, scope, key)
    offer, _ = _open_option(session, scope, draft, report_id, now)
    return draft if offer.state == "open" else _point(session, scope, draft, offer.step.key, offer.was, now)


def dismiss(session: Session, scope: Scope, key: str, report_id: str, now: datetime | None) -> TargetReport:
    """“Not this one”: never offered again for this target; `None` offers it again. Raises `NotFound`."""
    store = TargetReportStore(session, scope)
    row = store.get(key, report_id)
    store.dismiss(row, now)
    return row


def _open_option(session: Session, scope: Scope, draft: Draft, report_id: str, now: datetime) -> tuple[Offer, Option]:
    TargetReportStore(session, scope).get(draft.row.key, report_id)
    for offer in offers_of(session, scope, draft.row, now):
        for option in offer.options:
            if option.id == report_id:
                return offer, option
    raise Conflict("This proposal is over: the step points at another element now, or it was dismissed.")


def _point(session: Session, scope: Scope, draft: Draft, step: str, target: Target, now: datetime) -> Draft:
    def change(definition: dict[str, Any]) -> None:
        next(one for one in definition["steps"] if one["key"] == step)["target"] = target.root

    return change_part(session, scope, draft, f"steps.{step}", "", change, now)
