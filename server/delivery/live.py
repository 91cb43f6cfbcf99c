"""What an environment delivers, parsed once and kept in memory until the environment's revision grows.

The revision is read by the session's own query, so a publish in any process reaches every process at the next session.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import Engine

from guides.definition import Guide
from guides.limits import Limits, interrupts
from guides.segments import with_segments
from guides.theme import Theme
from server.database import open_session
from server.delivery.live_guide import LiveGuide, base_of
from server.delivery.protocol import SessionSettings
from server.delivery.shortlist import Shortlist
from server.models import Environment
from server.stores.guides import GuideStore
from server.stores.scoped import Scope
from server.stores.segments import SegmentStore
from server.stores.themes import ThemeStore

_encode = msgspec.json.encode

OWN_LANGUAGES = ("en", "ja")
"""Languages that the snippet's own words come in."""
WEEK_SECONDS = 7 * 24 * 3600


@dataclass
class LiveEnvironment:
    """Everything one environment delivers at one revision, most important guide first."""

    revision: int
    guides: list[LiveGuide]
    languages: Sequence[str] = ()
    default_theme: Theme | None = None
    limits: Limits | None = None
    notices_frustration: bool = False
    report_words: bool = True

    @cached_property
    def shortlist(self) -> Shortlist:
        return Shortlist(self.guides)

    @cached_property
    def settings(self) -> dict[str, bytes]:
        """`protocol.SessionSettings` as JSON, by the language of the snippet's own words."""
        settings = SessionSettings(
            language="en",
            theme=self.default_theme.properties if self.default_theme else {},
            limits=self.limits,
            report_words=self.report_words,
            notices_frustration=self.notices_frustration,
        ).model_dump(mode="json")
        return {language: _encode(settings | {"language": language}) for language in OWN_LANGUAGES}

    @cached_property
    def has_rules(self) -> bool:
        """Whether pages must load what minds limits, ends of schedules, events and struggles."""
        return self.notices_frustration or self.limits is not None or any(live.has_rules for live in self.guides)

    def own_language(self, wanted: str) -> str:
        """The language of the snippet's own words: the person's, else the environment's first that there is."""
        for language in (wanted, *self.languages):
            if base_of(language) in OWN_LANGUAGES:
                return base_of(language)
        return OWN_LANGUAGES[0]

    @cached_property
    def beside(self) -> frozenset[str]:
        """Keys of the guides that interrupt nobody, so that the limits do not count them."""
        return frozenset(live.guide.key for live in self.guides if not interrupts(live.guide))

    @cached_property
    def groups(self) -> dict[str, str]:
        """Guide key → group, of those that are in one."""
        return {live.guide.key: live.guide.frequency.group for live in self.guides if live.guide.frequency.group}

    def starts(self, known: Mapping[str, Any], now: datetime) -> bytes:
        """`protocol.SessionAnswer.starts` as JSON; empty where nothing is limited."""
        if self.limits is None or not known:
            return b"{}"
        return _encode(self.counted_starts(known, now))

    def counted_starts(self, known: Mapping[str, Any], now: datetime) -> dict[str, tuple[float, str | None]]:
        """Run → Unix seconds and group, of the runs that the limits count."""
        since = now.timestamp() - WEEK_SECONDS
        return {
            run: (at, self.groups.get(guide))
            for run, (at, guide) in known.items()
            if at >= since and guide not in self.beside
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
            live = [] if environment.stopped_at else GuideStore(session, scope).live()
            store = ThemeStore(session, scope)
            themes, default = store.themes(), store.default()
            segments = SegmentStore(session, scope).conditions()
        guides: list[LiveGuide] = []
        for _, version, publication in live:
            if not publication.paused:
                # Here segments become conditions, so that no session asks the database who is in them.
                guide = with_segments(Guide.model_validate(version.definition), segments)
                at = publication.changed_at.timestamp()
                theme = themes.get(guide.theme or "")
                style = theme.properties if theme else None
                guides.append(LiveGuide(guide, version.number, environment.languages, at, style, guides))
        guides.sort(key=lambda one: -one.guide.priority)
        limits = Limits.model_validate(environment.limits)
        return LiveEnvironment(
            environment.revision,
            guides,
            environment.languages,
            default,
            None if limits.limits_nothing else limits,
            environment.notices_frustration,
            environment.report_words,
        )
