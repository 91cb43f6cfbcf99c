"""Reviews of drafts. An approval is bound to the content it was given for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import col

from server.auth.roles import roles_allowed
from server.errors import Conflict, Forbidden, NotFound
from server.models import GuideRow, Review, Workspace
from server.stores.activity import ActivityStore
from server.stores.scoped import ScopedStore


class ReviewStore(ScopedStore):
    """Reviews of the scope's workspace."""

    def latest(self, row: GuideRow) -> Review | None:
        """The newest review of the guide, whatever became of it."""
        query = self.rows(Review).where(Review.guide_id == row.id)
        return self.session.exec(query.order_by(col(Review.requested_at).desc(), col(Review.id).desc())).first()

    def history(self, row: GuideRow, limit: int = 20) -> list[Review]:
        """Newest first."""
        query = self.rows(Review).where(Review.guide_id == row.id)
        return list(self.session.exec(query.order_by(col(Review.requested_at).desc()).limit(limit)))

    def waiting(self) -> list[Review]:
        """All that wait for somebody, oldest first."""
        query = self.rows(Review).where(Review.state == "waiting").order_by(col(Review.requested_at))
        return list(self.session.exec(query))

    def waiting_guides(self) -> Collection[str]:
        """Ids of the guides whose reviews wait."""
        return {review.guide_id for review in self.waiting()}

    def needed(self) -> str:
        """Whose approval publishing needs in this workspace: none, author or admin."""
        return self.session.get_one(Workspace, self.scope.workspace_id).approval

    def is_approved(self, row: GuideRow) -> bool:
        """Whether the draft, exactly as it is now, was approved."""
        query = self.rows(Review).where(
            Review.guide_id == row.id, Review.state == "approved", Review.digest == row.digest
        )
        return self.session.exec(query).first() is not None

    def request(self, row: GuideRow, note: str, now: datetime) -> Review:
        """Asks for a look at the draft as it is now; an older request that still waits is withdrawn."""
        before = self.latest(row)
        if before is not None and before.state == "waiting":
            self._end(before, "withdrawn", "", now)
        review = Review(
            workspace_id=self.scope.workspace_id,
            guide_id=row.id,
            digest=row.digest,
            note=note,
            requested_by=self.scope.author_id,
            requested_at=now,
        )
        self.session.add(review)
        self.session.flush()
        ActivityStore(self.session, self.scope).note("review_asked", now, row, note=note)
        return review

    def decide(self, row: GuideRow, review_id: str, approved: bool, comment: str, now: datetime) -> Review:
        """Approves or rejects. Raises `NotFound`, `Forbidden` for who may not, `Conflict` when it is too late."""
        review = self.by_id(Review, review_id)
        if review is None or review.guide_id != row.id:
            raise NotFound("There is no such review.")
        if not self.may_decide(row, review):
            raise Forbidden("Somebody else must look at it: not who asked, nor who changed the draft last.")
        if review.state != "waiting":
            raise Conflict("This review is over already.")
        if review.digest != row.digest:
            raise Conflict("The draft was changed since the review was asked for. Ask again.")
        self._end(review, "approved" if approved else "rejected", comment, now)
        what = "approved" if approved else "rejected"
        ActivityStore(self.session, self.scope).note(what, now, row, comment=comment)
        return review

    def withdraw(self, row: GuideRow, now: datetime) -> None:
        """Takes back a request that waits."""
        review = self.latest(row)
        if review is not None and review.state == "waiting":
            self._end(review, "withdrawn", "", now)
            ActivityStore(self.session, self.scope).note("review_withdrawn", now, row)

    def may_decide(self, row: GuideRow, review: Review) -> bool:
        """By role as the workspace asks, and never about one's own work."""
        needed = self.needed()
        roles = roles_allowed("admin" if needed == "admin" else "author")
        own = self.scope.member_id in (review.requested_by, row.updated_by)
        return bool(self.scope.member_id) and self.scope.role in roles and not own

    def _end(self, review: Review, state: str, comment: str, now: datetime) -> None:
        review.state, review.comment = state, comment  # type: ignore[assignment]  # one of the states
        review.decided_by, review.decided_at = self.scope.author_id, now
        self.session.add(review)
