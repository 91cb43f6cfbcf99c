"""Cursors: opaque to clients, the last row's sort key to us."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

from server.errors import FieldProblem, Invalid

Item = TypeVar("Item")
Row = TypeVar("Row")

Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Cursor = Annotated[str, Query(max_length=500, description="`next_cursor` of the page before; empty: the first page.")]


class Page(BaseModel, Generic[Item]):
    items: list[Item]
    next_cursor: str | None = Field(description="Ask for the next page with this; null: this was the last.")


def page_of(
    rows: Sequence[Row], limit: int, sort_key: Callable[[Row], str], shown: Callable[[Row], Item]
) -> Page[Item]:
    """A page from one row more than `limit`, which tells whether there is another page."""
    there_is_more = len(rows) > limit
    items = [shown(row) for row in rows[:limit]]
    return Page(items=items, next_cursor=cursor_at(sort_key(rows[limit - 1])) if there_is_more else None)


def cursor_at(sort_key: str) -> str:
    return urlsafe_b64encode(sort_key.encode()).decode().rstrip("=")


def after(cursor: str) -> str:
    """The sort key in a cursor; raises `Invalid` for one that we did not make."""
    try:
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError as error:
        problem = FieldProblem("query.cursor", "send next_cursor of the page before, unchanged")
        raise Invalid("This cursor is not one of ours.", fields=[problem]) from error
