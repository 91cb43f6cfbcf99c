"""The pictures of a workspace's guides."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from server.models import Picture
from server.stores.scoped import ScopedStore


class PictureStore(ScopedStore):
    """Kept once each, whoever adds it again."""

    def keep(self, content: bytes, media_type: str, ending: str, now: datetime) -> str:
        """Answers the name under which it is served."""
        name = f"{sha256(content).hexdigest()[:40]}.{ending}"
        if self.session.exec(self.rows(Picture).where(Picture.name == name)).first() is None:
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
