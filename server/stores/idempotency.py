"""Requests that may be repeated, and what the first of each was answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, or_

from server.errors import KeyReused, Overtaken, StillRunning
from server.models import IdempotencyKey
from server.stores.scoped import ScopedStore

KEPT = timedelta(hours=24)
ABANDONED = timedelta(minutes=1)
"""A request without an answer for this long belonged to a process that died."""


class IdempotencyStore(ScopedStore):
    def claim(self, caller_id: str, key: str, fingerprint: str, now: datetime) -> IdempotencyKey:
        """The row of this key: a new one, without `status`, or the one with the first request's answer.

        Commit before working on the request, so that a second one sees it. Raises `StillRunning` while the first is
        being worked on and `KeyReused` when that was another request.
        """
        row = self.session.exec(
            self.rows(IdempotencyKey).where(IdempotencyKey.caller_id == caller_id, IdempotencyKey.key == key)
        ).first()
        if row is not None and not _is_over(row, now):
            return _answered(row, fingerprint)
        if row is not None:
            self.release(row.id)
        return self._new(caller_id, key, fingerprint, now)

    def _new(self, caller_id: str, key: str, fingerprint: str, now: datetime) -> IdempotencyKey:
        row = IdempotencyKey(
            workspace_id=self.scope.workspace_id,
            caller_id=caller_id,
            key=key,
            fingerprint=fingerprint,
            created_at=now,
        )
        self.session.add(row)
        try:
            self.session.flush()
        except IntegrityError as error:  # a second one came between our look and our insert
            raise _still_running() from error
        return row

    def keep(self, row_id: str, status: int, headers: dict[str, str], body: str) -> None:
        """Remembers the answer, in the transaction of the work itself.

        Raises `Overtaken` when the row is gone: the request took so long that another one took its place.
        """
        table = IdempotencyKey
        kept = update(table).where(*self.walls(table), col(table.id) == row_id)
        changed: CursorResult[Any] = self.session.connection().execute(
            kept.values(status=status, headers=headers, body=body)
        )
        if changed.rowcount != 1:
            raise Overtaken

    def release(self, row_id: str) -> None:
        """Forgets the row: its request changed nothing, so that the next one is the first again."""
        table = IdempotencyKey
        self.session.connection().execute(delete(table).where(*self.walls(table), col(table.id) == row_id))


def forget_old_keys(session: Session, now: datetime) -> int:
    """Removes what no request can ask for any more; answers how many."""
    table = IdempotencyKey
    unfinished = col(table.status).is_(None) & (col(table.created_at) <= now - ABANDONED)
    old = delete(table).where(or_(unfinished, col(table.created_at) <= now - KEPT))
    return session.connection().execute(old).rowcount


def _is_over(row: IdempotencyKey, now: datetime) -> bool:
    return now - row.created_at >= (ABANDONED if row.status is None else KEPT)


def _answered(row: IdempotencyKey, fingerprint: str) -> IdempotencyKey:
    if row.fingerprint != fingerprint:
        raise KeyReused("Send a new Idempotency-Key with every new request; repeat a request unchanged.")
    if row.status is None:
        raise _still_running()
    return row


def _still_running() -> StillRunning:
    return StillRunning("Ask again in a moment.", headers={"Retry-After": "1"})
