"""What people look for and read in a resource center, and how often an announcement is read there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from analytics.metrics.period import Period
from analytics.store import EventStore
from analytics.words import N_

SEARCH_DEFINITION = N_(
    "Searches as they were typed, capital and small letters alike; those that found nothing come first: they are the "
    "articles that are missing."
)
READ_DEFINITION = N_("How often an article or a piece of news was opened, and how often somebody had searched before.")
MOST_SEARCHES = 50


@dataclass(frozen=True)
class Search:
    """One wording. `in_vain`: how often nothing was found."""

    query: str
    searches: int
    people: int
    in_vain: int
    last_at: datetime


@dataclass(frozen=True)
class Read:
    """One article or piece of news. `by_search`: opened from the results of a search."""

    entry: str
    reads: int
    people: int
    by_search: int


@dataclass(frozen=True)
class CenterUse:
    """Everything of one resource center in a period."""

    searches: list[Search]
    articles: list[Read]
    news: list[Read]
    asked_for_help: int

    @property
    def searched(self) -> int:
        return sum(one.searches for one in self.searches)

    @property
    def in_vain(self) -> int:
        return sum(one.in_vain for one in self.searches)


def center_use(store: EventStore, environment: str, guide: str, period: Period) -> CenterUse:
    """Searches (the `MOST_SEARCHES` most telling), articles and news read, requests for help."""
    asked = {"environment": environment, "guide": guide, "start": period.start, "end": period.end}
    searches = [Search(**row) for row in store.ask("center_searches", **asked, limit=MOST_SEARCHES)]
    rows = store.ask("center_reads", **asked)
    read = {
        type_: [
            Read(row["entry"], row["reads"], row["people"], row["by_search"]) for row in rows if row["type"] == type_
        ]
        for type_ in ("article_viewed", "news_read")
    }
    asked_for_help = sum(row["reads"] for row in rows if row["type"] == "help_requested")
    return CenterUse(searches, read["article_viewed"], read["news_read"], asked_for_help)


def news_reads(store: EventStore, environment: str, guide: str, period: Period) -> tuple[int, int]:
    """How often the announcement was opened among the news, and by how many people."""
    row = store.ask("news_reads", environment=environment, guide=guide, start=period.start, end=period.end)[0]
    return row["reads"], row["people"]
