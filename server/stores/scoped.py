"""The wall between workspaces: every store's queries start here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from server.models.columns import WorkspaceRow
from server.models.tenancy import Role

MOST_VALUES = 5000
"""Values in one `IN (…)`: every database takes so many."""

T = TypeVar("T", bound=WorkspaceRow)


@dataclass(frozen=True)
class Scope:
    """Who asks, and within which walls. `member_id` is empty for commands, API tokens and the loader."""

    workspace_id: str
    environment_id: str
    member_id: str = ""
    role: Role = "viewer"

    @property
    def author_id(self) -> str | None:
        """For columns that remember who did it."""
        return self.member_id or None


class ScopedStore:
    """The base of every store: `rows(Model)` is the only way to start a query, and it carries the workspace.

    Tables that belong to an environment are also limited to the scope's environment.
    """

    def __init__(self, session: Session, scope: Scope) -> None:
        self.session = session
        self.scope = scope

    def rows(self, model: type[T]) -> SelectOfScalar[T]:
        return select(model).where(*self.walls(model))

    def walls(self, model: type[WorkspaceRow]) -> list[ColumnElement[bool]]:
        """The conditions that keep a query on `model` within the scope, for joins and aggregates."""
        table: Any = model
        walls = [table.workspace_id == self.scope.workspace_id]
        if hasattr(model, "environment_id"):
            walls.append(table.environment_id == self.scope.environment_id)
        return walls

    def by_id(self, model: type[T], row_id: str) -> T | None:
        return self.session.exec(self.rows(model).where(model.id == row_id)).first()

    def among(self, query: SelectOfScalar[T], column: Any, values: Collection[str]) -> list[T]:
        """The query's rows whose column has one of the values, however many those are."""
        left = iter(values)
        found: list[T] = []
        while batch := list(islice(left, MOST_VALUES)):
            found += self.session.exec(query.where(col(column).in_(batch)))
        return found
