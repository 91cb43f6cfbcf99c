"""What the rules concluded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import select as columns
from sqlmodel import col, func, select

from server.errors import NotFound
from server.models import Finding
from server.stores.scoped import ScopedStore

COUNTED = ("stuck_person", "broken_step")


@dataclass(frozen=True)
class FindingCounts:
    """How many people are stuck, in how many accounts, and how many steps are broken."""

    stuck: int
    accounts: int
    broken: int


FindingState: TypeAlias = Literal["open", "closed", "all"]


class FindingStore(ScopedStore):
    """Findings of the scope's environment. A finding is open while `closed_at` is None; closed ones stay as history."""

    def get(self, finding_id: str) -> Finding:
        """Raises `NotFound`."""
        row = self.by_id(Finding, finding_id)
        if row is None:
            raise NotFound("There is no such finding.")
        return row

    def open(self, kinds: Collection[str] = ()) -> list[Finding]:
        """The open ones, worst first."""
        query = self.rows(Finding).where(col(Finding.closed_at).is_(None))
        if kinds:
            query = query.where(col(Finding.kind).in_(kinds))
        worst = col(Finding.severity) * col(Finding.confidence)
        return list(self.session.exec(query.order_by(worst.desc(), col(Finding.id))))

    def counts(self) -> FindingCounts:
        """Of the open ones, counted where they lie."""
        stuck, broken = col(Finding.kind) == "stuck_person", col(Finding.kind) == "broken_step"
        query = columns(
            func.count(func.distinct(Finding.person_key)).filter(stuck),
            func.count(func.distinct(Finding.account_key)).filter(stuck),
            func.count().filter(broken),
        ).where(*self.walls(Finding), col(Finding.closed_at).is_(None), col(Finding.kind).in_(COUNTED))
        return FindingCounts(*self.session.execute(query).one())

    def page(
        self,
        state: FindingState,
        kinds: Collection[str],
        where: Mapping[str, str],
        after: str,
        limit: int,
    ) -> list[Finding]:
        """By id, which is the order in which they opened; `where` maps column names to values."""
        query = self.rows(Finding).where(Finding.id > after)
        if state != "all":
            closed = col(Finding.closed_at)
            query = query.where(closed.is_(None) if state == "open" else closed.is_not(None))
        if kinds:
            query = query.where(col(Finding.kind).in_(kinds))
        for name, value in where.items():
            query = query.where(getattr(Finding, name) == value)
        return list(self.session.exec(query.order_by(col(Finding.id)).limit(limit)))

    def open_by_identity(self, identities: Collection[str] | None = None) -> dict[str, Finding]:
        """The open ones; only some if named."""
        if identities is None:
            return {row.identity: row for row in self.open()}
        query = self.rows(Finding).where(col(Finding.closed_at).is_(None))
        return {row.identity: row for row in self.among(query, Finding.identity, identities)}

    def open_count(self) -> int:
        """How many are open."""
        query = select(func.count()).select_from(Finding).where(*self.walls(Finding), col(Finding.closed_at).is_(None))
        return self.session.exec(query).one()

    def open_about_people(self, kind: str, people: Collection[str]) -> list[Finding]:
        """Open findings of one kind about any of these people."""
        query = self.rows(Finding).where(Finding.kind == kind, col(Finding.closed_at).is_(None))
        return self.among(query, Finding.person_key, people)

    def since(self, kinds: Collection[str], day: datetime) -> list[Finding]:
        """Those that were open at some time since the day, closed ones too."""
        closed = col(Finding.closed_at)
        query = self.rows(Finding).where(col(Finding.kind).in_(kinds), closed.is_(None) | (closed >= day))
        return list(self.session.exec(query))

    def of_ids(self, ids: Iterable[str]) -> list[Finding]:
        return self.among(self.rows(Finding), Finding.id, list(ids))

    def of_person(self, key: str, limit: int = 50) -> list[Finding]:
        """Open ones first, then the latest closed."""
        return self._history(Finding.person_key == key, limit)

    def of_account(self, key: str, limit: int = 200) -> list[Finding]:
        """Of the account itself and of its people: open ones first, then the latest closed."""
        return self._history(Finding.account_key == key, limit)

    def _history(self, about: bool, limit: int) -> list[Finding]:
        query = self.rows(Finding).where(about)
        order = (col(Finding.closed_at).is_not(None), col(Finding.severity).desc(), col(Finding.opened_at).desc())
        return list(self.session.exec(query.order_by(*order).limit(limit)))

    def add(self, finding: Finding) -> None:
        self.session.add(finding)

    def close(self, finding: Finding, now: datetime) -> None:
        finding.closed_at = finding.updated_at = now
        self.session.add(finding)
