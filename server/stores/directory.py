"""Lists of people and accounts to search, sort and page through, with how many findings are open about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, TypeVar

from sqlalchemy import ColumnElement, Select, literal
from sqlalchemy import select as columns
from sqlmodel import col, func, or_

from server.models import Account, Finding, Membership, Person
from server.models.columns import WorkspaceRow
from server.stores.scoped import ScopedStore

PeopleSort = Literal["stuck", "seen", "name", "first"]
AccountSort = Literal["stuck", "arr", "seen", "name", "people"]

Line = TypeVar("Line")

STUCK_KINDS: Final = ("stuck_person", "abandoned")


@dataclass(frozen=True)
class PersonLine:
    person: Person
    accounts: list[Account]
    findings: int


@dataclass(frozen=True)
class AccountLine:
    account: Account
    people: int
    stuck: int
    """People with an open finding that they are stuck."""


@dataclass(frozen=True)
class Page(Generic[Line]):
    lines: list[Line]
    total: int


class Directory(ScopedStore):
    """People and accounts of the scope's environment."""

    def people(self, q: str, sort: PeopleSort, account: str, limit: int, offset: int) -> Page[PersonLine]:
        """People whose name or key contains the words; only those of one account, when named."""
        wanted = [*self.walls(Person), *_containing(q, Person)]
        if account:
            wanted.append(col(Person.id).in_(self._person_ids_of(account)))
        findings = self._open_findings("person_key", STUCK_KINDS)
        if sort == "stuck":
            rows = self._stuck_first(wanted, findings, limit, offset)
        else:
            query = columns(Person, func.coalesce(findings.c.number, 0))
            query = query.outerjoin(findings, findings.c.key == col(Person.key)).where(*wanted)
            orders: dict[PeopleSort, tuple[Any, ...]] = {
                "seen": (col(Person.last_seen_at).desc(),),
                "first": (col(Person.first_seen_at).desc(),),
                "name": (func.lower(Person.name), col(Person.key)),
            }
            rows = self._rows(query, orders[sort], limit, offset)
        accounts = self.accounts_of([person.id for person, _ in rows])
        lines = [PersonLine(person, accounts.get(person.id, []), number) for person, number in rows]
        return Page(lines, self._count(Person, wanted))

    def _stuck_first(self, wanted: Sequence[Any], findings: Any, limit: int, offset: int) -> list[Any]:
        """The few with findings, then all others by when they were seen: two lists, so that only the few are sorted."""
        number, seen = findings.c.number, col(Person.last_seen_at).desc()
        few: Any = columns(Person, number).join(findings, findings.c.key == col(Person.key)).where(*wanted)
        rows = self._rows(few, (number.desc(), seen), limit, offset)
        if len(rows) == limit:
            return rows
        stuck = self._total(few) if offset else len(rows)
        others: Any = columns(Person, literal(0)).where(*wanted, col(Person.key).not_in(columns(findings.c.key)))
        return rows + self._rows(others, (seen,), limit - len(rows), max(0, offset - stuck))

    def accounts(self, q: str, sort: AccountSort, limit: int, offset: int) -> Page[AccountLine]:
        """Accounts whose name or key contains the words."""
        stuck = self._stuck_people_by_account()
        stuck_here, people = func.coalesce(stuck.c.number, 0), self._people_of_account()
        query = columns(Account, people, stuck_here).outerjoin(stuck, stuck.c.key == col(Account.key))
        query = query.where(*self.walls(Account), *_containing(q, Account))
        orders: dict[AccountSort, tuple[Any, ...]] = {
            "stuck": (stuck_here.desc(), func.coalesce(Account.arr, 0).desc()),
            "arr": (func.coalesce(Account.arr, 0).desc(),),
            "seen": (col(Account.last_seen_at).desc(),),
            "people": (people.desc(),),
            "name": (func.lower(Account.name), col(Account.key)),
        }
        rows = self._rows(query, orders[sort], limit, offset)
        return Page(
            [AccountLine(*row) for row in rows], self._count(Account, [*self.walls(Account), *_containing(q, Account)])
        )

    def accounts_of(self, person_ids: Collection[str]) -> dict[str, list[Account]]:
        """Person id → the accounts they belong to, the latest first."""
        query = columns(Membership.person_id, Account).join(Account, col(Account.id) == Membership.account_id)  # type: ignore[call-overload]
        query = query.where(*self.walls(Membership), col(Membership.person_id).in_(list(person_ids)))
        found: dict[str, list[Account]] = defaultdict(list)
        for person_id, account in self.session.execute(query.order_by(col(Membership.last_seen_at).desc())):
            found[person_id].append(account)
        return found

    def _person_ids_of(self, account: str) -> Any:
        query = columns(Membership.person_id).join(Account, col(Account.id) == Membership.account_id)  # type: ignore[call-overload]
        return query.where(*self.walls(Account), Account.key == account)

    def _open_findings(self, by: str, kinds: Sequence[str]) -> Any:
        key: Any = getattr(Finding, by)
        query = columns(key.label("key"), func.count().label("number"))
        query = query.where(*self.walls(Finding), col(Finding.closed_at).is_(None), col(Finding.kind).in_(kinds))
        return query.where(key.is_not(None)).group_by(key).subquery()

    def _stuck_people_by_account(self) -> Any:
        key: Any = Finding.account_key
        people = func.count(func.distinct(Finding.person_key)).label("number")
        open_ = (col(Finding.closed_at).is_(None), col(Finding.kind) == "stuck_person", key.is_not(None))
        return columns(key.label("key"), people).where(*self.walls(Finding), *open_).group_by(key).subquery()

    def _people_of_account(self) -> Any:
        """Counted for the accounts that are shown, not for all."""
        mine = (*self.walls(Membership), col(Membership.account_id) == col(Account.id))
        return columns(func.count()).select_from(Membership).where(*mine).correlate(Account).scalar_subquery()

    def _rows(self, query: Select[Any], order: Sequence[Any], limit: int, offset: int) -> list[Any]:
        return list(self.session.execute(query.order_by(*order).limit(limit).offset(offset)))

    def _count(self, table: type[WorkspaceRow], wanted: Sequence[Any]) -> int:
        """Without what is only told of each row."""
        return int(self.session.execute(columns(func.count()).select_from(table).where(*wanted)).scalar_one())

    def _total(self, query: Select[Any]) -> int:
        return int(self.session.execute(columns(func.count()).select_from(query.subquery())).scalar_one())


def _containing(q: str, model: type[WorkspaceRow]) -> list[ColumnElement[bool]]:
    """Every word must be in the name or the key."""
    table: Any = model
    words = [f"%{word.replace('%', '').lower()}%" for word in q.split()]
    return [or_(func.lower(table.name).like(word), func.lower(table.key).like(word)) for word in words]
