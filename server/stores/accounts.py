"""The companies that people belong to."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import col

from server.errors import NotFound
from server.models import Account
from server.stores.scoped import ScopedStore


class AccountStore(ScopedStore):
    """Accounts of the scope's environment, by the customer's own ids (`key`)."""

    def find(self, key: str) -> Account | None:
        return self.session.exec(self.rows(Account).where(Account.key == key)).first()

    def get(self, key: str) -> Account:
        """Raises `NotFound`."""
        row = self.find(key)
        if row is None:
            raise NotFound(f"There is no account “{key}”.")
        return row

    def of_keys(self, keys: Collection[str]) -> dict[str, Account]:
        """Those of the keys that are known."""
        if not keys:
            return {}
        return {row.key: row for row in self.session.exec(self.rows(Account).where(col(Account.key).in_(keys)))}

    def page(self, after: str = "", limit: int = 100) -> list[Account]:
        """By id, which is the order in which they were first seen."""
        query = self.rows(Account).where(Account.id > after).order_by(col(Account.id)).limit(limit)
        return list(self.session.exec(query))
