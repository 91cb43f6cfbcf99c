"""The themes of a workspace."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlmodel import col

from guides.theme import Theme
from server.errors import NotFound
from server.models import Environment, ThemeRow
from server.stores.scoped import ScopedStore


class ThemeStore(ScopedStore):
    """Themes belong to the workspace: every environment's guides may use them."""

    def all(self) -> list[ThemeRow]:
        """The default first, then by key."""
        order = (col(ThemeRow.is_default).desc(), ThemeRow.key)
        return list(self.session.exec(self.rows(ThemeRow).order_by(*order)))

    def find(self, key: str) -> ThemeRow | None:
        return self.session.exec(self.rows(ThemeRow).where(ThemeRow.key == key)).first()

    def get(self, key: str) -> ThemeRow:
        """Raises `NotFound`."""
        row = self.find(key)
        if row is None:
            raise NotFound(f"There is no theme “{key}”.")
        return row

    def themes(self) -> dict[str, Theme]:
        """Key → theme, the default first."""
        return {row.key: Theme.model_validate(row.definition) for row in self.all()}

    def default(self) -> Theme | None:
        """What guides that name no theme look like; None: as the snippet looks by itself."""
        row = self.session.exec(self.rows(ThemeRow).where(col(ThemeRow.is_default))).first()
        return Theme.model_validate(row.definition) if row else None

    def properties_for(self, key: str | None) -> dict[str, str]:
        """CSS custom properties of the named theme, else of the default."""
        named = self.find(key) if key else None
        theme = Theme.model_validate(named.definition) if named else self.default()
        return theme.properties if theme else {}

    def save(self, theme: Theme, now: datetime, is_default: bool = False) -> ThemeRow:
        """Makes or replaces the theme of this key; sessions are told at once."""
        row = self.find(theme.key) or ThemeRow(
            workspace_id=self.scope.workspace_id, key=theme.key, updated_at=now, is_default=not self.all()
        )
        row.definition, row.updated_at, row.updated_by = theme.model_dump(mode="json"), now, self.scope.author_id
        self.session.add(row)
        self.session.flush()
        if is_default:
            self.make_default(row)
        self._tell_sessions()
        return row

    def make_default(self, row: ThemeRow) -> None:
        for one in self.all():
            one.is_default = one.id == row.id
            self.session.add(one)
        self._tell_sessions()

    def remove(self, row: ThemeRow) -> None:
        """Guides that name it look like the default from now on."""
        self.session.delete(row)
        self._tell_sessions()

    def _tell_sessions(self) -> None:
        walls = col(Environment.workspace_id) == self.scope.workspace_id
        self.session.execute(update(Environment).where(walls).values(revision=Environment.revision + 1))
