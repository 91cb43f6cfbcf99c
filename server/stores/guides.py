"""Guides, their drafts, versions and publications."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select as columns
from sqlalchemy import update
from sqlmodel import col, func, select

from guides.canonical import digest_of, to_json
from guides.definition import Guide
from guides.limits import INTERRUPTING_KINDS
from guides.lint.references import Rival
from server.errors import Conflict, NotFound
from server.models import Environment, GuideRow, GuideVersion, Member, Publication
from server.stores.activity import ActivityStore
from server.stores.scoped import ScopedStore


@dataclass(frozen=True)
class GuideHead:
    """A guide without its draft, and which draft that is."""

    id: str
    key: str
    name: str
    revision: int


class GuideStore(ScopedStore):
    """The guides of one workspace, and what of them is live in the scope's environment."""

    def find(self, key: str) -> GuideRow | None:
        return self.session.exec(self.rows(GuideRow).where(GuideRow.key == key)).first()

    def get(self, key: str) -> GuideRow:
        """The guide, archived or not; raises `NotFound`."""
        row = self.find(key)
        if row is None:
            raise NotFound(f"There is no guide “{key}”.")
        return row

    def all(self, archived: bool = False, after: str = "", limit: int = 1000) -> list[GuideRow]:
        """Guides by key; only those after `after`, for paging."""
        is_archived = col(GuideRow.archived_at).is_not(None) if archived else col(GuideRow.archived_at).is_(None)
        query = self.rows(GuideRow).where(is_archived, GuideRow.key > after).order_by(GuideRow.key).limit(limit)
        return list(self.session.exec(query))

    def names(self) -> dict[str, str]:
        """Key → name of every guide that is not archived, without reading what they say."""
        query = select(GuideRow.key, GuideRow.name).where(*self.walls(GuideRow), col(GuideRow.archived_at).is_(None))
        return dict(self.session.exec(query.order_by(GuideRow.key)).all())

    def heads(self) -> list[GuideHead]:
        """Every guide, archived ones too, without what it says."""
        query = columns(col(GuideRow.id), col(GuideRow.key), col(GuideRow.name), col(GuideRow.revision))
        return [GuideHead(*row) for row in self.session.execute(query.where(*self.walls(GuideRow)))]

    def of_ids(self, ids: Collection[str]) -> list[GuideRow]:
        return self.among(self.rows(GuideRow), GuideRow.id, ids)

    def beside(self) -> frozenset[str]:
        """Keys of the guides in which nobody is stuck, archived ones too: only a walkthrough leads through a task.

        Leaving a survey or closing an announcement is a choice, and what stands beside the page asks for nothing.
        """
        query = select(GuideRow.key).where(GuideRow.workspace_id == self.scope.workspace_id)
        return frozenset(self.session.exec(query.where(col(GuideRow.kind) != "walkthrough")))

    def create(self, guide: Guide, now: datetime) -> GuideRow:
        """A new guide with this draft; raises `Conflict` when the key is taken."""
        if self.find(guide.key) is not None:
            raise Conflict(f"The key “{guide.key}” is taken by another guide.", extra={"guide": guide.key})
        row = GuideRow(
            workspace_id=self.scope.workspace_id,
            key=guide.key,
            kind=guide.kind,
            name=guide.name,
            **_content(guide),
            owner_id=self.scope.author_id,
            created_at=now,
            updated_at=now,
            updated_by=self.scope.author_id,
        )
        self.session.add(row)
        self.session.flush()
        self._note("guide_created", now, row)
        return row

    def save_draft(self, row: GuideRow, guide: Guide, revision: int, now: datetime) -> int:
        """Replaces the draft that had this revision; answers the new one.

        Raises `Conflict` with the newer draft (`guide`, `revision`, `changed_by`) when somebody was faster.
        """
        values: dict[str, Any] = {**_content(guide), "kind": guide.kind, "name": guide.name}
        values |= {"revision": revision + 1, "updated_at": now, "updated_by": self.scope.author_id}
        unchanged = (col(GuideRow.id) == row.id, col(GuideRow.revision) == revision, *self.walls(GuideRow))
        changed = self.session.execute(update(GuideRow).where(*unchanged).values(**values))
        self.session.refresh(row)
        if changed.rowcount == 0:  # type: ignore[attr-defined]  # an UPDATE's result counts rows
            raise self._newer_draft(row)
        self._note("draft_saved", now, row)
        return revision + 1

    def _newer_draft(self, row: GuideRow) -> Conflict:
        member = self.by_id(Member, row.updated_by) if row.updated_by else None
        changed_by = member.name if member else ""
        extra = {"guide": row.draft, "revision": row.revision, "changed_by": changed_by}
        return Conflict(f"{changed_by or 'Somebody'} saved this guide meanwhile.", extra=extra)

    def check_revision(self, row: GuideRow, revision: int | None) -> None:
        """Raises `Conflict` as `save_draft` does when the draft is not at this revision; None: any will do."""
        if revision is not None and row.revision != revision:
            raise self._newer_draft(row)

    def versions(self, row: GuideRow) -> list[GuideVersion]:
        """Newest first."""
        query = self.rows(GuideVersion).where(GuideVersion.guide_id == row.id)
        return list(self.session.exec(query.order_by(col(GuideVersion.number).desc())))

    def version(self, row: GuideRow, number: int) -> GuideVersion:
        query = self.rows(GuideVersion).where(GuideVersion.guide_id == row.id, GuideVersion.number == number)
        found = self.session.exec(query).first()
        if found is None:
            raise NotFound(f"The guide “{row.key}” has no version {number}.")
        return found

    def newest_version(self, row: GuideRow) -> GuideVersion | None:
        query = self.rows(GuideVersion).where(GuideVersion.guide_id == row.id)
        return self.session.exec(query.order_by(col(GuideVersion.number).desc()).limit(1)).first()

    def add_version(self, row: GuideRow, definition: dict[str, Any], note: str, now: datetime) -> GuideVersion:
        """Freezes a definition under the next number."""
        highest = select(func.max(GuideVersion.number)).where(
            GuideVersion.guide_id == row.id, *self.walls(GuideVersion)
        )
        version = GuideVersion(
            workspace_id=self.scope.workspace_id,
            guide_id=row.id,
            number=(self.session.exec(highest).one() or 0) + 1,
            definition=definition,
            digest=digest_of(definition),
            note=note,
            published_at=now,
            published_by=self.scope.author_id,
        )
        self.session.add(version)
        self.session.flush()
        return version

    def publication(self, row: GuideRow) -> Publication | None:
        """What is live of this guide in the scope's environment."""
        return self.session.exec(self.rows(Publication).where(Publication.guide_id == row.id)).first()

    def environments_with(self, row: GuideRow) -> list[Environment]:
        """The workspace's environments in which the guide is live and not paused."""
        query = (
            select(Environment)
            .join(Publication, col(Publication.environment_id) == Environment.id)
            .where(Environment.workspace_id == self.scope.workspace_id, Publication.guide_id == row.id)
            .where(col(Publication.paused).is_(False))
        )
        return list(self.session.exec(query.order_by(col(Environment.id))))

    def version_of(self, publication: Publication) -> GuideVersion:
        return self.session.get_one(GuideVersion, publication.version_id)

    def live(self) -> list[tuple[GuideRow, GuideVersion, Publication]]:
        """Every published guide of the scope's environment with its live version, paused ones too."""
        query = (
            select(GuideRow, GuideVersion, Publication)
            .join(Publication, col(Publication.guide_id) == GuideRow.id)
            .join(GuideVersion, col(GuideVersion.id) == Publication.version_id)
            .where(*self.walls(GuideRow), *self.walls(Publication), col(GuideRow.archived_at).is_(None))
            .order_by(GuideRow.key)
        )
        return [(row[0], row[1], row[2]) for row in self.session.exec(query)]

    def rivals(self, row: GuideRow) -> list[Rival]:
        """The other guides that are live here and take attention, read without their steps."""
        content = col(GuideVersion.definition)
        page, priority = content["trigger"]["page"].as_string(), content["priority"].as_integer()
        query = (
            columns(col(GuideRow.name), page, priority, content["audience"], content["trigger"]["manual"].as_boolean())
            .select_from(GuideRow)
            .join(Publication, col(Publication.guide_id) == GuideRow.id)
            .join(GuideVersion, col(GuideVersion.id) == Publication.version_id)
            .where(*self.walls(GuideRow), *self.walls(Publication), col(Publication.paused).is_(False))
            .where(col(GuideRow.archived_at).is_(None), col(GuideRow.id) != row.id)
            .where(col(GuideRow.kind).in_(INTERRUPTING_KINDS), priority == row.draft.get("priority", 50))
        )
        found = self.session.execute(query.order_by(GuideRow.key))
        return [
            Rival(name, page or "", priority, audience)
            for name, page, priority, audience, manual in found
            if not manual
        ]

    def set_live(self, row: GuideRow, version: GuideVersion, now: datetime) -> Publication:
        """Makes this version the one that is shown in the scope's environment."""
        publication = self.publication(row) or Publication(
            workspace_id=self.scope.workspace_id,
            environment_id=self.scope.environment_id,
            guide_id=row.id,
            version_id=version.id,
            changed_at=now,
        )
        publication.version_id, publication.paused, publication.changed_at = version.id, False, now
        self.session.add(publication)
        self.touch_environments()
        self.session.flush()
        newest = self.newest_version(row)
        self._note(
            "published" if newest and newest.id == version.id else "rolled_back", now, row, version=version.number
        )
        return publication

    def set_paused(self, row: GuideRow, publication: Publication, paused: bool, now: datetime) -> None:
        publication.paused, publication.changed_at = paused, now
        self.session.add(publication)
        self.touch_environments()
        self._note("paused" if paused else "resumed", now, row)

    def archive(self, row: GuideRow, now: datetime) -> None:
        """Takes the guide out of every environment and list."""
        row.archived_at = now
        self._note("archived", now, row)
        self.session.add(row)
        self.touch_environments()

    def unarchive(self, row: GuideRow, now: datetime) -> None:
        """Brings an archived guide back, live where it was."""
        row.archived_at = None
        self._note("unarchived", now, row)
        self.session.add(row)
        self.touch_environments()

    def touch_environments(self) -> None:
        """Tells every process that what the workspace's environments deliver has changed."""
        walls = col(Environment.workspace_id) == self.scope.workspace_id
        self.session.execute(update(Environment).where(walls).values(revision=Environment.revision + 1))

    def _note(self, what: str, now: datetime, row: GuideRow, **details: Any) -> None:
        ActivityStore(self.session, self.scope).note(what, now, row, **details)


def _content(guide: Guide) -> dict[str, Any]:
    """The columns of a draft's content."""
    draft = to_json(guide)
    return {"draft": draft, "digest": digest_of(draft), "step_count": len(guide.steps)}
