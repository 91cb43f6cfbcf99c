"""The customer's end users."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import col, select

from server.errors import NotFound
from server.models import Person
from server.stores.scoped import ScopedStore


class PersonStore(ScopedStore):
    """People of the scope's environment, by the customer's own ids (`key`)."""

    def find(self, key: str) -> Person | None:
        return self.session.exec(self.rows(Person).where(Person.key == key)).first()

    def get(self, key: str) -> Person:
        """Raises `NotFound`."""
        row = self.find(key)
        if row is None:
            raise NotFound(f"Nobody here has the id “{key}”.")
        return row

    def of_keys(self, keys: Collection[str]) -> dict[str, Person]:
        """Those of the keys that are known."""
        return {row.key: row for row in self.among(self.rows(Person), Person.key, keys)}

    def any(self) -> bool:
        """Whether anybody was ever seen here."""
        return self.session.exec(select(Person.id).where(*self.walls(Person)).limit(1)).first() is not None

    def newest(self, limit: int) -> list[Person]:
        """Those seen last."""
        return list(self.session.exec(self.rows(Person).order_by(col(Person.last_seen_at).desc()).limit(limit)))

    def page(self, after: str = "", limit: int = 100) -> list[Person]:
        """By id, which is the order in which they were first seen."""
        query = self.rows(Person).where(Person.id > after).order_by(col(Person.id)).limit(limit)
        return list(self.session.exec(query))
