"""The lines of the guide list: what each guide is, whether it is live here, and how it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from analytics.metrics.guide_overviews import GuideOverview, guide_overviews
from analytics.metrics.period import Period
from analytics.store import EventStore
from server.models import GuideRow, GuideVersion, Publication
from server.stores.guides import GuideStore
from server.stores.members import MemberStore
from server.words import N_

Status = Literal["draft", "live", "changed", "paused", "archived"]
STATUS_WORDS: dict[Status, str] = {
    "draft": N_("Draft"),
    "live": N_("Live"),
    "changed": N_("Live, changed since"),
    "paused": N_("Paused"),
    "archived": N_("Archived"),
}
STATUS_TONES: dict[Status, str] = {"draft": "", "live": "good", "changed": "info", "paused": "warn", "archived": ""}
KIND_WORDS: dict[str, str] = {
    "walkthrough": N_("Walkthrough"),
    "announcement": N_("Announcement"),
    "banner": N_("Banner"),
    "checklist": N_("Checklist"),
    "survey": N_("Survey"),
    "hint": N_("Hint"),
    "launcher": N_("Launcher"),
    "resource_center": N_("Resource center"),
}


@dataclass(frozen=True)
class GuideLine:
    """One guide in the list. `overview` is None when nobody has run it in the period."""

    row: GuideRow
    status: Status
    version: int | None
    owner: str
    overview: GuideOverview | None

    @property
    def last_run(self) -> datetime | None:
        return self.overview.last_at if self.overview else None

    @property
    def completion_rate(self) -> float | None:
        return self.overview.completion_rate if self.overview else None

    @property
    def runs(self) -> int:
        return self.overview.runs if self.overview else 0


def status_of(row: GuideRow, version: GuideVersion | None, publication: Publication | None) -> Status:
    """How the guide stands in one environment."""
    if row.archived_at is not None:
        return "archived"
    if version is None or publication is None:
        return "draft"
    if publication.paused:
        return "paused"
    return "live" if version.digest == row.digest else "changed"


def guide_lines(
    guides: GuideStore, members: MemberStore, events: EventStore, period: Period, archived: bool = False
) -> list[GuideLine]:
    """Every guide of the workspace as it stands in the scope's environment, newest change first."""
    live = {row.key: (version, publication) for row, version, publication in guides.live()}
    names = members.names()
    overviews = {one.guide: one for one in guide_overviews(events, guides.scope.environment_id, period)}
    lines = [_line(row, live, names, overviews) for row in guides.all(archived=archived)]
    return sorted(lines, key=lambda line: line.row.updated_at, reverse=True)


def _line(
    row: GuideRow,
    live: dict[str, tuple[GuideVersion, Publication]],
    names: dict[str, str],
    overviews: dict[str, GuideOverview],
) -> GuideLine:
    version, publication = live.get(row.key, (None, None))
    return GuideLine(
        row=row,
        status=status_of(row, version, publication),
        version=version.number if version else None,
        owner=names.get(row.owner_id or "", ""),
        overview=overviews.get(row.key),
    )


def matching(lines: list[GuideLine], words: str = "", status: str = "", owner: str = "") -> list[GuideLine]:
    """The lines whose name or key has all the words, with this status and this owner; empty: any."""
    wanted = words.casefold().split()
    return [
        line
        for line in lines
        if all(word in f"{line.row.name} {line.row.key}".casefold() for word in wanted)
        and status in ("", line.status, "archived")
        and owner in ("", line.row.owner_id)
    ]
