"""The lines of the guide list: what each guide is, whether it is live here, and how it does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from analytics.metrics.guide_overviews import GuideOverview
from server.models import GuideRow, GuideVersion, Publication
from server.stores.guide_list import GuideStanding
from server.words import N_

Status = Literal["draft", "live", "changed", "paused", "archived"]
Sort = Literal["changed", "name", "runs", "completion", "last_run"]
STATUS_WORDS: dict[Status, str] = {
    "draft": N_("Draft"),
    "live": N_("Live"),
    "changed": N_("Live, changed since"),
    "paused": N_("Paused"),
    "archived": N_("Archived"),
}
STATUS_TONES: dict[Status, str] = {"draft": "", "live": "good", "changed": "info", "paused": "warn", "archived": ""}
SORT_WORDS: dict[Sort, str] = {
    "changed": N_("Changed last"),
    "name": N_("By name"),
    "runs": N_("Most runs"),
    "completion": N_("Fewest complete"),
    "last_run": N_("Run last"),
}
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
class Wanted:
    """What somebody looks for. Empty: any. `status` may also be planned, review or broken."""

    q: str = ""
    status: str = ""
    owner: str = ""
    tag: str = ""
    sort: Sort = "changed"


@dataclass(frozen=True)
class GuideLine:
    """One guide in the list. `overview` is None when nobody has run it in the period."""

    row: GuideStanding
    status: Status
    owner: str
    overview: GuideOverview | None
    tags: list[str] = field(default_factory=list)
    planned: datetime | None = None
    in_review: bool = False
    broken: bool = False
    """Whether a step is broken or an element has changed."""

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
    paused = publication.paused if publication else None
    return _status(row.archived_at, row.digest, version.digest if version else None, paused)


def _status(archived_at: datetime | None, digest: str, live_digest: str | None, paused: bool | None) -> Status:
    if archived_at is not None:
        return "archived"
    if live_digest is None or paused is None:
        return "draft"
    if paused:
        return "paused"
    return "live" if live_digest == digest else "changed"


@dataclass(frozen=True)
class Around:
    """What the list shows beside the guides themselves; keys of mappings are the guides' ids or keys."""

    owners: Mapping[str, str]
    overviews: Mapping[str, GuideOverview]
    tags: Mapping[str, list[str]]
    planned: Mapping[str, datetime]
    in_review: Collection[str]
    broken: Collection[str]


def guide_lines(standings: list[GuideStanding], around: Around) -> list[GuideLine]:
    """One line a guide, in the order given."""
    return [
        GuideLine(
            row=row,
            status=_status(row.archived_at, row.digest, row.live_digest, row.paused),
            owner=around.owners.get(row.owner_id or "", ""),
            overview=around.overviews.get(row.key),
            tags=around.tags.get(row.id, []),
            planned=around.planned.get(row.id),
            in_review=row.id in around.in_review,
            broken=row.key in around.broken,
        )
        for row in standings
    ]


def matching(lines: list[GuideLine], wanted: Wanted) -> list[GuideLine]:
    """The lines that are looked for, in the order that is asked for. Words may be of the name, the key or the tags."""
    words = wanted.q.casefold().split()
    found = [
        line
        for line in lines
        if all(word in f"{line.row.name} {line.row.key} {' '.join(line.tags)}".casefold() for word in words)
        and _has_status(line, wanted.status)
        and wanted.owner in ("", line.row.owner_id)
        and (not wanted.tag or wanted.tag in line.tags)
    ]
    return sorted(found, key=_ORDERS[wanted.sort]) if wanted.sort in _ORDERS else found


def _has_status(line: GuideLine, status: str) -> bool:
    match status:
        case "planned":
            return line.planned is not None
        case "review":
            return line.in_review
        case "broken":
            return line.broken
    return status in ("", line.status)


_ORDERS: dict[str, Callable[[GuideLine], Any]] = {
    "name": lambda line: line.row.name.casefold(),
    "runs": lambda line: -line.runs,
    "completion": lambda line: 2.0 if line.completion_rate is None else line.completion_rate,
    "last_run": lambda line: -line.last_run.timestamp() if line.last_run else 0.0,
}
"""Lines come changed last first, and stay so where these are equal."""
