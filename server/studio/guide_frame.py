"""What every page of one guide shows around its content: name, status, tabs, publishing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import Request, Response
from sqlmodel import Session

from guides.definition import Guide
from guides.lint import blocks_publishing, lint
from guides.problem import Problem
from server.auth.current import SignedIn
from server.models import Environment, GuideRow, GuideVersion, Publication, PublishPlan, Review
from server.services import services_of
from server.stores.comments import CommentStore
from server.stores.guide_list import GuideListStore
from server.stores.guides import GuideStore
from server.stores.members import MemberStore
from server.stores.plans import PlanStore
from server.stores.reviews import ReviewStore
from server.stores.segments import SegmentStore
from server.studio.drafts.draft import Draft
from server.studio.drafts.entries import ENTRY_LISTS
from server.studio.drafts.surroundings import surroundings_of
from server.studio.guide_list.overview import KIND_WORDS, STATUS_TONES, STATUS_WORDS, Status, status_of
from server.studio.words.sentence import Sentence, settings_sentence
from server.templating import render, translate, zone_of


@dataclass(frozen=True)
class GuideFrame:
    """The frame of one guide's pages."""

    row: GuideRow
    guide: Guide
    publication: Publication | None
    version: GuideVersion | None
    problems: list[Problem]
    sentence: Sentence
    changed_by: str
    translate: Callable[[str], str]
    zone: str
    approval: str
    """Whose approval the workspace asks for: none, author or admin."""
    is_approved: bool
    review: Review | None
    plans: list[tuple[PublishPlan, Environment]]
    """What is planned, in any environment, the next first."""
    comments: Counter[str]
    """Open threads by step."""
    tags: list[str]
    members: list[tuple[str, str]]
    """Ids and names of who may own it."""

    @property
    def needs_approval(self) -> bool:
        """Whether the draft as it is now must be approved before it may be published."""
        return self.approval != "none" and not self.is_approved

    @property
    def status(self) -> Status:
        return status_of(self.row, self.version, self.publication)

    @property
    def blocked(self) -> bool:
        """Whether errors keep it from being published."""
        return blocks_publishing(self.problems)

    def message_of(self, problem: Problem) -> str:
        """The problem in the reader's language."""
        return self.translate(problem.message) % problem.values if problem.values else self.translate(problem.message)

    def address_of(self, problem: Problem) -> str:
        """The page where it is mended."""
        edit = f"/guides/{self.row.key}/edit"
        of = ENTRY_LISTS.get(self.guide.kind)
        if of and problem.where.split(".")[0] in ("steps", of.part):
            entry = problem.where.removeprefix(f"{of.part}.{of.name}.").split(".")[0]
            contents = f"/guides/{self.row.key}/contents"
            return f"{contents}?entry={entry}" if problem.where.startswith(f"{of.part}.{of.name}.") else contents
        if problem.where.startswith("translations."):
            language = problem.where.removeprefix("translations.").split(".")[0]
            return f"/guides/{self.row.key}/translations?language={language}"
        if not problem.where.startswith("steps"):
            return f"/guides/{self.row.key}/settings"
        about = problem.where.removeprefix("steps.") + "."
        step = next((step.key for step in self.guide.steps if about.startswith(f"{step.key}.")), "")
        return f"{edit}?step={step}" if step else edit


def frame_of(request: Request, session: Session, signed_in: SignedIn, draft: Draft) -> GuideFrame:
    store = GuideStore(session, signed_in.scope)
    publication = store.publication(draft.row)
    version = store.by_id(GuideVersion, publication.version_id) if publication else None
    members = MemberStore(session, signed_in.scope).all()
    names = {one.id: one.name for one in members}
    reviews, named = ReviewStore(session, signed_in.scope), {one.id: one for one in signed_in.environments}
    around = surroundings_of(session, signed_in.scope, draft.row, services_of(request).clock())
    return GuideFrame(
        row=draft.row,
        guide=draft.guide,
        publication=publication,
        version=version,
        problems=lint(draft.guide, around),
        sentence=settings_sentence(
            draft.guide, partial(translate, request), guide_names(store), SegmentStore(session, signed_in.scope).names()
        ),
        changed_by=names.get(draft.row.updated_by or "", ""),
        translate=partial(translate, request),
        zone=str(zone_of(request)),
        approval=signed_in.workspace.approval,
        is_approved=reviews.is_approved(draft.row),
        review=reviews.latest(draft.row),
        plans=[(plan, named[plan.environment_id]) for plan in PlanStore(session, signed_in.scope).of_guide(draft.row)],
        comments=CommentStore(session, signed_in.scope).open_by_step(draft.row),
        tags=GuideListStore(session, signed_in.scope).tags_of(draft.row),
        members=[(one.id, one.name) for one in members if one.disabled_at is None],
    )


def guide_names(store: GuideStore) -> dict[str, str]:
    """Key → name of every guide that is not archived."""
    return store.names()


def render_guide(
    request: Request,
    session: Session,
    signed_in: SignedIn,
    draft: Draft,
    name: str,
    status: int = 200,
    **context: Any,
) -> Response:
    """A page or fragment of one guide, in its frame."""
    return render(
        request,
        name,
        status,
        frame=frame_of(request, session, signed_in, draft),
        guide=draft.guide,
        may_write=signed_in.may("author"),
        status_words=STATUS_WORDS,
        status_tones=STATUS_TONES,
        kind_words=KIND_WORDS,
        **context,
    )
