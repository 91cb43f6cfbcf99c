"""`/guides/KEY/review`: asking a colleague to look, and approving or rejecting."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from sqlmodel import Session

from guides.problem import step_title
from server.auth.current import Author, CurrentMember, SignedIn
from server.database import SessionDep
from server.delivery.previews import DAYS, PreviewStore
from server.errors import Conflict, Invalid
from server.services import services_of
from server.stores.comments import CommentStore, by_step
from server.stores.guides import GuideStore
from server.stores.members import MemberStore
from server.stores.reviews import ReviewStore
from server.studio.drafts.draft import load_draft
from server.studio.drafts.launch import launch_address
from server.studio.guide_frame import render_guide
from server.templating import go_to, translate
from server.words import N_

router = APIRouter(include_in_schema=False)
LONGEST = 1000
STATE_WORDS = {
    "waiting": N_("Waiting for a look"),
    "approved": N_("Approved"),
    "rejected": N_("Changes wanted"),
    "withdrawn": N_("Withdrawn"),
}
STATE_TONES = {"waiting": "info", "approved": "good", "rejected": "bad", "withdrawn": ""}


@router.get("/guides/{key}/review")
def review_page(request: Request, session: SessionDep, signed_in: CurrentMember, key: str) -> Response:
    return _page(request, session, signed_in, key)


def _page(
    request: Request, session: Session, signed_in: SignedIn, key: str, link: str = "", wrong: Invalid | None = None
) -> Response:
    """`link`: a preview link just made, which is shown this once."""
    draft = load_draft(session, signed_in.scope, key)
    reviews = ReviewStore(session, signed_in.scope)
    latest = reviews.latest(draft.row)
    threads = by_step(CommentStore(session, signed_in.scope).threads(draft.row))
    titles = {step.key: step_title(step) for step in draft.guide.steps}
    return render_guide(
        request, session, signed_in, draft, "studio/review.html", 422 if wrong else 200,
        link=link, links=PreviewStore(session, signed_in.scope).open_links(draft.row, services_of(request).clock()),
        link_days=DAYS, link_address=launch_address(draft.guide, signed_in.environment),
        link_error=wrong.fields[0].message if wrong else "",
        reviews=reviews.history(draft.row), names=MemberStore(session, signed_in.scope).names(),
        may_decide=latest is not None and latest.state == "waiting" and reviews.may_decide(draft.row, latest),
        threads=threads, titles=titles, gone_steps=sorted(threads.keys() - titles.keys() - {""}),
        state_words=STATE_WORDS, state_tones=STATE_TONES,
    )  # fmt: skip


@router.post("/guides/{key}/review")
def ask_for_review(
    request: Request, session: SessionDep, signed_in: Author, key: str, note: Annotated[str, Form()] = ""
) -> Response:
    row = GuideStore(session, signed_in.scope).get(key)
    ReviewStore(session, signed_in.scope).request(row, note.strip()[:LONGEST], services_of(request).clock())
    return go_to(f"/guides/{key}/review", translate(request, "Asked. Colleagues see it in the list of guides."))


@router.post("/guides/{key}/review/withdraw")
def withdraw_review(request: Request, session: SessionDep, signed_in: Author, key: str) -> Response:
    row = GuideStore(session, signed_in.scope).get(key)
    ReviewStore(session, signed_in.scope).withdraw(row, services_of(request).clock())
    return go_to(f"/guides/{key}/review", translate(request, "The request is taken back."))


@router.post("/guides/{key}/review/{review_id}")
def decide_review(
    request: Request,
    session: SessionDep,
    signed_in: Author,
    key: str,
    review_id: str,
    decision: Annotated[Literal["approve", "reject"], Form()] = "reject",
    comment: Annotated[str, Form()] = "",
) -> Response:
    row = GuideStore(session, signed_in.scope).get(key)
    store, approved = ReviewStore(session, signed_in.scope), decision == "approve"
    try:
        store.decide(row, review_id, approved, comment.strip()[:LONGEST], services_of(request).clock())
    except Conflict:
        said = translate(request, "Nothing was decided: the draft was changed, or the review is over. Ask again.")
        return go_to(f"/guides/{key}/review", said)
    said = translate(request, "Approved. It may be published now.") if approved else translate(request, "Sent back.")
    return go_to(f"/guides/{key}/review", said)


@router.post("/guides/{key}/previews")
def make_preview_link(
    request: Request,
    session: SessionDep,
    signed_in: Author,
    key: str,
    address: Annotated[str, Form()] = "",
    days: Annotated[int, Form()] = 7,
) -> Response:
    """Shows the new link once: only its hash is kept."""
    row = GuideStore(session, signed_in.scope).get(key)
    kept = days if days in DAYS else DAYS[0]
    try:
        token = PreviewStore(session, signed_in.scope).make(row, address.strip(), kept, services_of(request).clock())
    except Invalid as wrong:
        return _page(request, session, signed_in, key, wrong=wrong)
    session.flush()
    link = f"{services_of(request).settings.resolved_public_url}/preview/{token}"
    return _page(request, session, signed_in, key, link=link)


@router.post("/guides/{key}/previews/{link_id}/revoke")
def revoke_preview_link(request: Request, session: SessionDep, signed_in: Author, key: str, link_id: str) -> Response:
    row = GuideStore(session, signed_in.scope).get(key)
    PreviewStore(session, signed_in.scope).revoke(row, link_id, services_of(request).clock())
    return go_to(f"/guides/{key}/review", translate(request, "The link opens nothing any more."))
