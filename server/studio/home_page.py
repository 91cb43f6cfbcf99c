"""`/`: where each role begins, with the numbers of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from analytics.metrics.guide_overviews import GuideOverview, guide_overviews
from analytics.metrics.period import Period
from server.auth.current import CurrentMember, SignedIn
from server.database import SessionDep
from server.services import Services, services_of
from server.stores.comments import CommentStore
from server.stores.drops import DropStore
from server.stores.findings import FindingCounts, FindingStore
from server.stores.guide_list import GuideListStore
from server.stores.guides import GuideStore
from server.stores.members import MemberStore
from server.stores.people import PersonStore
from server.studio.repair.repairs import Offer, offers_by_guide
from server.templating import render

router = APIRouter(include_in_schema=False)
PERIOD_DAYS = 30
RECENT = timedelta(days=7)
SHOWN = 4


@dataclass(frozen=True)
class HomeNumbers:
    """What stands on the start page. Findings are the open ones."""

    guides: int
    live: int
    overviews: list[GuideOverview]
    findings: FindingCounts
    names: dict[str, str]
    dropped: int
    members: int
    somebody_seen: bool
    mentions: int
    """Comments of open threads that name the member."""
    offers: dict[str, list[Offer]]
    """Key of a guide → elements that changed or are gone, as people met them."""

    @property
    def runs(self) -> int:
        return sum(one.runs for one in self.overviews)

    @property
    def completion_rate(self) -> float | None:
        return sum(one.completed for one in self.overviews) / self.runs if self.runs else None

    @property
    def busiest(self) -> list[GuideOverview]:
        """The guides with most runs that still are in the workspace."""
        known = [one for one in self.overviews if one.guide in self.names]
        return sorted(known, key=lambda one: one.runs, reverse=True)[:SHOWN]

    @property
    def changed_elements(self) -> int:
        return sum(len(offers) for offers in self.offers.values())


@router.get("/")
def home_page(request: Request, session: SessionDep, signed_in: CurrentMember) -> Response:
    numbers = home_numbers(session, signed_in, services_of(request))
    return render(
        request,
        "home/home.html",
        numbers=numbers,
        rooms=rooms_for(signed_in),
        days=PERIOD_DAYS,
        may_write=signed_in.may("author"),
        is_new=not (numbers.live and numbers.somebody_seen),
    )


def rooms_for(signed_in: SignedIn) -> list[str]:
    """The three rooms, the member's own first."""
    own = {"csm": "success", "admin": "setup", "owner": "setup"}.get(signed_in.member.role, "guides")
    return [own, *[room for room in ("guides", "success", "setup") if room != own]]


def home_numbers(session: Session, signed_in: SignedIn, services: Services) -> HomeNumbers:
    scope, now = signed_in.scope, services.clock()
    guides, live = GuideListStore(session, scope).count_live()
    return HomeNumbers(
        guides=guides,
        live=live,
        overviews=guide_overviews(services.store, scope.environment_id, Period.last_days(PERIOD_DAYS, now)),
        findings=FindingStore(session, scope).counts(),
        names=GuideStore(session, scope).names(),
        dropped=sum(row.count for row in DropStore(session, scope).since((now - RECENT).date())),
        members=sum(row.disabled_at is None for row in MemberStore(session, scope).all()),
        somebody_seen=PersonStore(session, scope).any(),
        mentions=len(CommentStore(session, scope).mentioning_me()),
        offers=offers_by_guide(session, scope, now),
    )
