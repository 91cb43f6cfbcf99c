"""The segments of a workspace, and which guides name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, String, cast, update
from sqlalchemy import select as columns
from sqlmodel import col, select

from guides.conditions import Condition
from guides.segments import Segment
from server.errors import Conflict, NotFound
from server.models import GuideRow, GuideVersion, Publication, PublishPlan, SegmentRow
from server.stores.activity import ActivityStore
from server.stores.guides import GuideStore
from server.stores.scoped import ScopedStore

_NAMED = re.compile(r'"segment": "([^"\\]+)"')
"""As both databases write JSON. Words of an author cannot look so: their quotes have a backslash before them."""
Where = Literal["live", "planned", "draft"]


@dataclass
class Use:
    """A guide that names a segment, and in which of its contents."""

    guide: str
    name: str
    where: set[Where] = field(default_factory=set)


class SegmentInUse(Conflict):
    """It was not deleted. `uses` are the guides in which somebody must choose another condition first."""

    code, title = "segment_in_use", "Guides still use this segment"

    def __init__(self, uses: list[Use]) -> None:
        guides = ", ".join(use.guide for use in uses)
        super().__init__(f"Choose another condition in {guides} first.", extra={"guides": [use.guide for use in uses]})
        self.uses = uses


class SegmentStore(ScopedStore):
    """Segments belong to the workspace: every environment's guides may name them."""

    def all(self, after: str = "", limit: int = 1000) -> list[SegmentRow]:
        """By key; only those after `after`, for paging."""
        query = self.rows(SegmentRow).where(SegmentRow.key > after)
        return list(self.session.exec(query.order_by(SegmentRow.key).limit(limit)))

    def find(self, key: str) -> SegmentRow | None:
        return self.session.exec(self.rows(SegmentRow).where(SegmentRow.key == key)).first()

    def get(self, key: str) -> SegmentRow:
        """Raises `NotFound`."""
        row = self.find(key)
        if row is None:
            raise NotFound(f"There is no segment “{key}”.")
        return row

    def names(self) -> dict[str, str]:
        """Key → name, in the order of names."""
        query = select(SegmentRow.key, SegmentRow.name).where(*self.walls(SegmentRow))
        return dict(self.session.exec(query.order_by(SegmentRow.name, SegmentRow.key)).all())

    def conditions(self) -> dict[str, Condition]:
        """Key → who belongs, for `guides.segments.with_segments`."""
        return {row.key: Segment.model_validate(row.definition).when for row in self.all()}

    def create(self, segment: Segment, now: datetime) -> SegmentRow:
        """Raises `Conflict` when the key is taken."""
        if self.find(segment.key) is not None:
            raise Conflict(f"The key “{segment.key}” is taken by another segment.")
        row = SegmentRow(
            workspace_id=self.scope.workspace_id,
            key=segment.key,
            **_content(segment),
            created_at=now,
            updated_at=now,
            updated_by=self.scope.author_id,
        )
        self.session.add(row)
        self.session.flush()
        self._tell(row, now, "segment_made")
        return row

    def change(self, row: SegmentRow, segment: Segment, revision: int, now: datetime) -> None:
        """What is live follows with every person's next session; the key stays.

        Raises `Conflict` when the segment is no longer at this revision: somebody was faster.
        """
        values = {**_content(segment), "revision": revision + 1}
        values |= {"updated_at": now, "updated_by": self.scope.author_id}
        unchanged = (col(SegmentRow.id) == row.id, col(SegmentRow.revision) == revision, *self.walls(SegmentRow))
        changed = self.session.execute(update(SegmentRow).where(*unchanged).values(**values))
        self.session.refresh(row)
        if changed.rowcount == 0:  # type: ignore[attr-defined]  # an UPDATE's result counts rows
            raise Conflict("Somebody changed this segment meanwhile.", extra={"revision": row.revision})
        self._tell(row, now, "segment_changed")

    def remove(self, row: SegmentRow, now: datetime) -> None:
        """Raises `SegmentInUse` while a guide names it."""
        uses = self.uses(row.key).get(row.key)
        if uses:
            raise SegmentInUse(uses)
        self.session.delete(row)
        self._tell(row, now, "segment_removed")

    def _tell(self, row: SegmentRow, now: datetime, what: str) -> None:
        GuideStore(self.session, self.scope).touch_environments()
        ActivityStore(self.session, self.scope).note(what, now, segment=row.name)

    def uses(self, of: str = "") -> dict[str, list[Use]]:
        """Segment key → the guides that name it, archived ones left out; only `of` one segment, when named."""
        found: dict[str, dict[str, Use]] = defaultdict(dict)
        for where, key, name, content in self._contents(of):
            for segment in set(_NAMED.findall(content)):
                found[segment].setdefault(key, Use(key, name)).where.add(where)
        return {segment: sorted(uses.values(), key=lambda use: use.name) for segment, uses in found.items()}

    def _contents(self, of: str) -> Iterator[tuple[Where, str, str, str]]:
        """Drafts, live and planned versions in which a segment may be named, as text: nothing else is read of them."""
        draft, frozen = cast(col(GuideRow.draft), String), cast(col(GuideVersion.definition), String)
        named = f'%"segment": "{of}"%' if of else '%"segment": "%'
        live = columns(col(GuideRow.key), col(GuideRow.name), frozen).join(Publication, _is_of(Publication))
        planned = columns(col(GuideRow.key), col(GuideRow.name), frozen).join(PublishPlan, _is_of(PublishPlan))
        queries: list[tuple[Where, Any, Any]] = [
            ("draft", columns(col(GuideRow.key), col(GuideRow.name), draft), draft),
            ("live", live.join(GuideVersion, col(GuideVersion.id) == Publication.version_id), frozen),
            (
                "planned",
                planned.join(GuideVersion, col(GuideVersion.id) == PublishPlan.version_id).where(
                    col(PublishPlan.state) == "waiting"
                ),
                frozen,
            ),
        ]
        for where, query, content in queries:
            mine = (*self.walls(GuideRow), col(GuideRow.archived_at).is_(None))
            for row in self.session.execute(query.where(*mine, content.like(named))):
                yield where, row[0], row[1], row[2]


def _content(segment: Segment) -> dict[str, Any]:
    definition = segment.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {"name": segment.name, "definition": definition}


def _is_of(table: Any) -> ColumnElement[bool]:
    return col(table.guide_id) == GuideRow.id
