"""The list of guides: how each stands in one environment, its tags, and nothing of what it says.

One statement whatever the number of guides; definitions stay in the database, equal content is told by digests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete
from sqlalchemy import select as columns
from sqlmodel import col, func

from server.models import GuideRow, GuideTag, GuideVersion, Publication
from server.stores.scoped import ScopedStore

LONGEST_TAG = 40
MOST_TAGS = 20


@dataclass(frozen=True)
class GuideStanding:
    """A guide without its content. `version`, `live_digest` and `paused` are None when it is not published here."""

    id: str
    key: str
    kind: str
    name: str
    digest: str
    step_count: int
    owner_id: str | None
    updated_at: datetime
    archived_at: datetime | None
    version: int | None
    live_digest: str | None
    paused: bool | None


class GuideListStore(ScopedStore):
    """Guides of the workspace as they stand in the scope's environment."""

    def standings(self, archived: bool = False) -> list[GuideStanding]:
        """The guide changed last comes first."""
        table: Any = GuideRow
        here = and_(col(Publication.guide_id) == GuideRow.id, *self.walls(Publication))
        query = (
            columns(
                table.id,
                table.key,
                table.kind,
                table.name,
                table.digest,
                table.step_count,
                table.owner_id,
                table.updated_at,
                table.archived_at,
                col(GuideVersion.number),
                col(GuideVersion.digest),
                col(Publication.paused),
            )
            .outerjoin(Publication, here)
            .outerjoin(GuideVersion, col(GuideVersion.id) == Publication.version_id)
            .where(*self.walls(GuideRow))
        )
        gone = table.archived_at
        query = query.where(gone.is_not(None) if archived else gone.is_(None))
        rows = self.session.execute(query.order_by(table.updated_at.desc(), table.key))
        return [GuideStanding(*row) for row in rows]

    def count_live(self) -> tuple[int, int]:
        """How many guides there are, and how many of them are shown here."""
        mine = (*self.walls(GuideRow), col(GuideRow.archived_at).is_(None))
        count = func.count()
        all_of_them = self.session.execute(columns(count).select_from(GuideRow).where(*mine)).scalar_one()
        live = columns(count).select_from(GuideRow).join(Publication, col(Publication.guide_id) == GuideRow.id)
        running = (*mine, *self.walls(Publication), col(Publication.paused).is_(False))
        return int(all_of_them), int(self.session.execute(live.where(*running)).scalar_one())

    def tags(self) -> dict[str, list[str]]:
        """Guide id → its tags, in the order of the alphabet."""
        found: dict[str, list[str]] = defaultdict(list)
        for tag in self.session.exec(self.rows(GuideTag).order_by(GuideTag.tag)):
            found[tag.guide_id].append(tag.tag)
        return found

    def tags_of(self, row: GuideRow) -> list[str]:
        rows = self.session.exec(self.rows(GuideTag).where(GuideTag.guide_id == row.id).order_by(GuideTag.tag))
        return [one.tag for one in rows]

    def set_tags(self, guide_id: str, tags: Sequence[str]) -> None:
        """These and no others."""
        self.session.execute(delete(GuideTag).where(*self.walls(GuideTag), col(GuideTag.guide_id) == guide_id))
        for tag in read_tags(tags):
            self.session.add(GuideTag(workspace_id=self.scope.workspace_id, guide_id=guide_id, tag=tag))

    def of_keys(self, keys: Collection[str]) -> list[GuideRow]:
        """Guides of the workspace with these keys; others are left out."""
        return self.among(self.rows(GuideRow).order_by(GuideRow.key), GuideRow.key, keys)


def read_tags(given: Sequence[str]) -> list[str]:
    """Tags as they are kept: no blanks around, none twice, in the order of the alphabet."""
    tags = {" ".join(tag.split())[:LONGEST_TAG] for tag in given}
    return sorted(tags - {""})[:MOST_TAGS]
