"""What an environment delivers, parsed once and kept in memory until the environment's revision grows.

The revision is read by the session's own query, so a publish in any process reaches every process at the next session.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import msgspec
from sqlalchemy import Engine

from guides.definition import Guide
from server.database import open_session
from server.delivery.live_guide import LiveGuide
from server.delivery.protocol import SessionSettings
from server.delivery.shortlist import Shortlist
from server.models import Environment
from server.stores.guides import GuideStore
from server.stores.scoped import Scope

_encode = msgspec.json.encode


@dataclass
class LiveEnvironment:
    """Everything one environment delivers at one revision, most important guide first."""

    revision: int
    theme: dict[str, str]
    report_words: bool
    guides: list[LiveGuide]

    @cached_property
    def shortlist(self) -> Shortlist:
        return Shortlist(self.guides)

    @cached_property
    def settings(self) -> dict[str, bytes]:
        """`protocol.SessionSettings` as JSON, by the language of the snippet's own words."""
        return {
            language: _encode(
                SessionSettings(language=language, theme=self.theme, report_words=self.report_words).model_dump()
            )
            for language in ("en", "ja")
        }


class LiveGuides:
    """The cache, one per process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[str, LiveEnvironment] = {}

    def get(self, environment_id: str, workspace_id: str, revision: int) -> LiveEnvironment:
        """What the environment delivers at this revision or a later one; read from the database when not known yet."""
        known = self._known.get(environment_id)
        if known is None or known.revision < revision:
            known = self._known[environment_id] = self._read(Scope(workspace_id, environment_id))
        return known

    def knows(self, environment_id: str, revision: int) -> bool:
        """Whether `get` would answer from memory."""
        known = self._known.get(environment_id)
        return known is not None and known.revision >= revision

    def _read(self, scope: Scope) -> LiveEnvironment:
        with open_session(self._engine) as session:
            # The revision first: a publish in between then only makes us read once more.
            environment = session.get_one(Environment, scope.environment_id)
            live = GuideStore(session, scope).live()
        guides = [
            LiveGuide(Guide.model_validate(version.definition), version.number, environment.languages)
            for _, version, publication in live
            if not publication.paused
        ]
        guides.sort(key=lambda one: -one.guide.priority)
        return LiveEnvironment(environment.revision, environment.theme, environment.report_words, guides)
