"""Channels that news of findings goes out by, and the news itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from server.errors import NotFound
from server.models import Notice, NoticeChannel
from server.models.columns import new_id
from server.stores.scoped import ScopedStore

LEASE: Final = timedelta(minutes=5)
"""A sender that has not answered for so long is taken for dead."""


class ChannelStore(ScopedStore):
    """Channels of the scope's environment: the workspace's and the members' own."""

    def get(self, channel_id: str) -> NoticeChannel:
        """Raises `NotFound`: a member's own channel is there for that member, a shared one for admins."""
        row = self.by_id(NoticeChannel, channel_id)
        if row is None or not self._may_change(row):
            raise NotFound("There is no such channel.")
        return row

    def shared(self) -> list[NoticeChannel]:
        return self._of(None)

    def own(self) -> list[NoticeChannel]:
        """The scope's member's own."""
        return self._of(self.scope.member_id)

    def enabled(self) -> list[NoticeChannel]:
        return list(self.session.exec(self.rows(NoticeChannel).where(col(NoticeChannel.enabled).is_(True))))

    def add(self, channel: NoticeChannel) -> None:
        self.session.add(channel)
        self.session.flush()

    def remove(self, channel: NoticeChannel) -> None:
        """With what was sent by it."""
        for notice in self.session.exec(self.rows(Notice).where(Notice.channel_id == channel.id)):
            self.session.delete(notice)
        self.session.flush()
        self.session.delete(channel)

    def _may_change(self, row: NoticeChannel) -> bool:
        return row.member_id == self.scope.member_id if row.member_id else self.scope.role in ("owner", "admin")

    def _of(self, member_id: str | None) -> list[NoticeChannel]:
        owner = col(NoticeChannel.member_id)
        of = owner.is_(None) if member_id is None else owner == member_id
        return list(self.session.exec(self.rows(NoticeChannel).where(of).order_by(col(NoticeChannel.id))))


class NoticeStore(ScopedStore):
    """News of the scope's environment."""

    def add(self, notice: Notice) -> None:
        self.session.add(notice)

    def latest(self, channel_ids: list[str], limit: int) -> list[Notice]:
        """What went out last, or tried to."""
        query = self.rows(Notice).where(col(Notice.channel_id).in_(channel_ids), Notice.status != "pending")
        return list(self.session.exec(query.order_by(col(Notice.id).desc()).limit(limit)))

    def counts(self, channel_ids: list[str]) -> dict[str, dict[str, int]]:
        """Channel id → status → how many."""
        query = (
            select(Notice.channel_id, Notice.status, func.count())
            .where(*self.walls(Notice), col(Notice.channel_id).in_(channel_ids))
            .group_by(Notice.channel_id, Notice.status)
        )
        counted: dict[str, dict[str, int]] = {channel_id: {} for channel_id in channel_ids}
        for channel_id, status, count in self.session.exec(query):
            counted[channel_id][status] = count
        return counted

    def send_again(self, channel: NoticeChannel, now: datetime) -> int:
        """Puts what failed, or perhaps never arrived, back in line; answers how much that was."""
        stopped = col(Notice.status).in_(("failed", "unsure"))
        again = update(Notice).where(*self.walls(Notice), col(Notice.channel_id) == channel.id, stopped)
        done = self.session.exec(again.values(status="pending", attempts=0, next_at=now, error=""))
        return int(done.rowcount)


def due_channels(session: Session, now: datetime) -> list[str]:
    """Channels (of all workspaces) with news whose time has come."""
    query = (
        select(Notice.channel_id)
        .join(NoticeChannel, col(NoticeChannel.id) == Notice.channel_id)
        .where(Notice.status == "pending", Notice.next_at <= now, col(NoticeChannel.enabled).is_(True))
        .distinct()
    )
    return list(session.exec(query))


def claim(session: Session, channel_id: str, now: datetime, one: bool) -> list[Notice]:
    """Takes a channel's pending news for one message: a single piece, or all of it. Only one sender gets each piece.

    With `one` the piece's own id is the message's: a receiver recognises it when it comes again.
    """
    waiting = (col(Notice.channel_id) == channel_id, col(Notice.status) == "pending", col(Notice.next_at) <= now)
    message = new_id()
    taking = update(Notice).where(*waiting)
    if one:
        first = select(Notice.id).where(*waiting).order_by(col(Notice.id)).limit(1).scalar_subquery()
        taking = taking.where(col(Notice.id) == first)
    # The status is asked again by the update itself, so that of two senders the second finds nothing.
    session.exec(taking.values(status="sending", message=message, leased_until=now + LEASE))
    session.commit()
    return list(session.exec(select(Notice).where(Notice.message == message).order_by(col(Notice.id))))


def abandoned(session: Session, now: datetime) -> list[Notice]:
    """What a sender took and never said the end of."""
    query = select(Notice).where(Notice.status == "sending", col(Notice.leased_until) < now)
    return list(session.exec(query))


def forget_old_notices(session: Session, now: datetime) -> int:
    """A chore: what went out long ago. It is kept as long as its finding might be spoken about again."""
    old = delete(Notice).where(col(Notice.status) == "sent", col(Notice.created_at) < now - timedelta(days=400))
    return int(session.exec(old).rowcount)
