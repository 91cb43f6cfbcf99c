"""The pictures of a workspace's guides."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlmodel import func, select

from server.errors import Invalid
from server.models import Picture
from server.stores.scoped import ScopedStore


class NoRoom(Invalid):
    code, title = "no_room", "The pictures of this workspace are too many"


MOST_BYTES = 500 * 1024**2
"""Of all pictures of a workspace: they lie in the database and in each of its copies."""


class PictureStore(ScopedStore):
    """Kept once each, whoever adds it again."""

    def keep(self, content: bytes, media_type: str, ending: str, now: datetime) -> str:
        """Answers the name under which it is served. Raises `Invalid` when the workspace has no room left for it."""
        name = f"{sha256(content).hexdigest()[:40]}.{ending}"
        if not self._has(name):
            self._check_room(len(content))
            self.session.add(
                Picture(
                    workspace_id=self.scope.workspace_id,
                    name=name,
                    media_type=media_type,
                    content=content,
                    created_at=now,
                    created_by=self.scope.author_id,
                )
            )
        return name

    def _has(self, name: str) -> bool:
        query = select(Picture.id).where(*self.walls(Picture), Picture.name == name)
        return self.session.exec(query).first() is not None

    def _check_room(self, more: int) -> None:
        """Lengths are read without the pictures themselves."""
        used = select(func.coalesce(func.sum(func.length(Picture.content)), 0)).where(*self.walls(Picture))
        if int(self.session.exec(used).one()) + more > MOST_BYTES:
            raise NoRoom(
                f"The pictures of this workspace fill their {MOST_BYTES // 1024**2} MB: use one that is there already."
            )
