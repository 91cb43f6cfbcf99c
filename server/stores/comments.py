"""Comments on steps, in threads, and who has a guide open right now."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, func, select

from server.errors import FieldProblem, Invalid, NotFound
from server.models import GuideRow, Member, Presence, StepComment
from server.models.columns import new_id
from server.stores.activity import ActivityStore
from server.stores.scoped import ScopedStore
from server.words import N_

LONGEST = 2000
STILL_THERE = timedelta(seconds=60)
"""A page renews its presence every 20 seconds; a laptop that was shut is gone after this."""


@dataclass(frozen=True)
class Thread:
    """A comment and what was answered to it, oldest first."""

    first: StepComment
    replies: list[StepComment] = field(default_factory=list)

    @property
    def resolved(self) -> bool:
        return self.first.resolved_at is not None


class CommentStore(ScopedStore):
    """Comments of the scope's workspace."""

    def threads(self, row: GuideRow) -> list[Thread]:
        """Of one guide, oldest first, open ones before resolved ones."""
        query = self.rows(StepComment).where(StepComment.guide_id == row.id)
        found: dict[str, Thread] = {}
        for comment in self.session.exec(query.order_by(col(StepComment.said_at), col(StepComment.id))):
            if comment.thread_id is None:
                found[comment.id] = Thread(comment)
            elif comment.thread_id in found:
                found[comment.thread_id].replies.append(comment)
        return sorted(found.values(), key=lambda thread: thread.resolved)

    def open_by_step(self, row: GuideRow) -> Counter[str]:
        """Step key → threads that are not resolved; the empty key: about the guide."""
        query = (
            select(StepComment.step_key, func.count())
            .where(*self.walls(StepComment), StepComment.guide_id == row.id, col(StepComment.thread_id).is_(None))
            .where(col(StepComment.resolved_at).is_(None))
            .group_by(StepComment.step_key)
        )
        return Counter(dict(self.session.exec(query).all()))

    def say(
        self, row: GuideRow, step: str, text: str, members: Iterable[Member], now: datetime, thread: str = ""
    ) -> StepComment:
        """A new comment, or an answer in a thread. Raises `Invalid` for an empty one, `NotFound` for no such thread."""
        text = text.strip()
        if not text:
            raise Invalid(fields=[FieldProblem("text", N_("Write something first."))])
        first = self._thread(row, thread) if thread else None
        comment = StepComment(
            workspace_id=self.scope.workspace_id,
            guide_id=row.id,
            step_key=first.step_key if first else step[:80],
            thread_id=first.id if first else None,
            text=text[:LONGEST],
            mentions=mentioned(text, members),
            said_by=self.scope.author_id,
            said_at=now,
        )
        self.session.add(comment)
        if first is not None and first.resolved_at is not None:
            first.resolved_at = first.resolved_by = None
            self.session.add(first)
        ActivityStore(self.session, self.scope).note("commented", now, row, step=comment.step_key, text=text[:200])
        return comment

    def resolve(self, row: GuideRow, thread: str, resolved: bool, now: datetime) -> None:
        """Ends a thread, or opens it again. Raises `NotFound`."""
        first = self._thread(row, thread)
        first.resolved_at, first.resolved_by = (now, self.scope.author_id) if resolved else (None, None)
        self.session.add(first)
        ActivityStore(self.session, self.scope).note(
            "resolved" if resolved else "reopened", now, row, step=first.step_key
        )

    def mentioning_me(self) -> list[tuple[StepComment, str, str]]:
        """Comments of open threads that name the scope's member, newest first, with their guide's key and name."""
        open_ = select(StepComment.id).where(*self.walls(StepComment), col(StepComment.resolved_at).is_(None))
        query = (
            select(StepComment, GuideRow.key, GuideRow.name)
            .join(GuideRow, col(GuideRow.id) == StepComment.guide_id)
            .where(*self.walls(StepComment), col(GuideRow.archived_at).is_(None))
            .where(func.coalesce(StepComment.thread_id, StepComment.id).in_(open_))
        )
        rows = self.session.exec(query.order_by(col(StepComment.said_at).desc()).limit(500))
        return [(said, key, name) for said, key, name in rows if self.scope.member_id in said.mentions]

    def _thread(self, row: GuideRow, thread: str) -> StepComment:
        first = self.by_id(StepComment, thread)
        if first is None or first.guide_id != row.id or first.thread_id is not None:
            raise NotFound("There is no such comment.")
        return first


def mentioned(text: str, members: Iterable[Member]) -> list[str]:
    """Ids of the members named as `@Name` in the text. Of names that begin alike the longer is meant."""
    found: list[str] = []
    by_length = sorted(members, key=lambda member: -len(member.name))
    for member in by_length:
        if not member.name:
            continue
        text, times = re.subn(rf"@{re.escape(member.name)}(?!\w)", " ", text, flags=re.IGNORECASE)
        if times:
            found.append(member.id)
    return found


class PresenceStore(ScopedStore):
    """Who has which guide open."""

    def touch(self, row: GuideRow, place: str, now: datetime) -> None:
        """The scope's member is there."""
        if not self.scope.member_id:
            return
        mine = (Presence.guide_id == row.id, Presence.member_id == self.scope.member_id)
        here = self.session.exec(self.rows(Presence).where(*mine)).first()
        if here is None:
            here = Presence(
                id=new_id(),
                workspace_id=self.scope.workspace_id,
                guide_id=row.id,
                member_id=self.scope.member_id,
                seen_at=now,
            )
        here.place, here.seen_at = place[:80], now
        self.session.add(here)

    def others(self, row: GuideRow, now: datetime) -> list[tuple[Member, str]]:
        """The other members who have it open, and where in it they are."""
        query = (
            select(Member, Presence.place)
            .join(Presence, col(Presence.member_id) == Member.id)
            .where(*self.walls(Presence), Presence.guide_id == row.id, Presence.seen_at > now - STILL_THERE)
            .where(Presence.member_id != self.scope.member_id)
        )
        return list(self.session.exec(query.order_by(Member.name)))


def forget_old_presence(session: Session, now: datetime) -> int:
    """Removes whoever has been gone for long; answers how many."""
    return (
        session.connection().execute(delete(Presence).where(col(Presence.seen_at) < now - timedelta(days=1))).rowcount
    )


def by_step(threads: Iterable[Thread]) -> dict[str, list[Thread]]:
    """Threads by the step they are about."""
    found: dict[str, list[Thread]] = defaultdict(list)
    for thread in threads:
        found[thread.first.step_key].append(thread)
    return found
