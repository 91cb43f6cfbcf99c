"""`/api/v1/guides/KEY/repairs`: elements that changed or are gone as people met them, and what to do about them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from server.api.caller import AuthorCaller, CallerDep
from server.api.drafts import draft_out, etag
from server.api.repeating import ApiRoute
from server.api.shapes import DraftOut
from server.database import SessionDep
from server.services import services_of
from server.stores.guides import GuideStore
from server.studio.repair import repairs
from server.studio.repair.repairs import Offer, OfferKind, OfferState, Option

router = APIRouter(tags=["repairs"], route_class=ApiRoute)


class ProposalOut(BaseModel):
    """One element that the step's may be now."""

    id: str
    target: dict[str, Any] = Field(description="What would stand in the draft.")
    people: int
    chance: float = Field(description="How likely the finder held it to be the element, 0 to 1.")
    reasons: list[str] = Field(description="The evidence that spoke for it, the weightiest first.")

    @classmethod
    def of(cls, option: Option) -> ProposalOut:
        report = option.report
        return cls(
            id=option.id,
            target=option.target.root,
            people=report.people,
            chance=report.chance,
            reasons=report.reasons,
        )


class RepairOut(BaseModel):
    """What people met at one step."""

    step: str
    kind: OfferKind = Field(description="`changed`: found, but it looks different; `missing`: not found.")
    state: OfferState = Field(description="`accepted`: the first proposal stands in the draft, not published yet.")
    was: dict[str, Any] = Field(description="The target as it is published.")
    people: int = Field(description="How many met it, counted once each, up to 1,000.")
    since: datetime
    last_seen_at: datetime
    page: str = Field(description="Path of the page where it was met last.")
    proposals: list[ProposalOut] = Field(description="Best first; empty when nothing on the page looked like it.")

    @classmethod
    def of(cls, offer: Offer) -> RepairOut:
        shown = {name: getattr(offer, name) for name in ("kind", "state", "people", "since", "last_seen_at", "page")}
        proposals = [ProposalOut.of(option) for option in offer.options]
        return cls(step=offer.step.key, was=offer.was.root, proposals=proposals, **shown)


@router.get("/guides/{key}/repairs")
def list_repairs(key: str, request: Request, session: SessionDep, caller: CallerDep) -> list[RepairOut]:
    """Steps of the published version whose element changed or is gone, in the order of the steps."""
    row = GuideStore(session, caller.scope).get(key)
    offers = repairs.offers_of(session, caller.scope, row, services_of(request).clock())
    return [RepairOut.of(offer) for offer in offers]


@router.post("/guides/{key}/repairs/{report_id}/accept")
def accept_repair(
    key: str, report_id: str, request: Request, response: Response, session: SessionDep, caller: AuthorCaller
) -> DraftOut:
    """Writes a proposal into the draft; publishing it is another call. 409 when the step points elsewhere meanwhile."""
    draft = repairs.accept(session, caller.scope, key, report_id, services_of(request).clock())
    response.headers["ETag"] = etag(draft.row.revision)
    return draft_out(draft.guide, draft.row.revision)


@router.post("/guides/{key}/repairs/{report_id}/dismiss", status_code=204)
def dismiss_repair(key: str, report_id: str, request: Request, session: SessionDep, caller: AuthorCaller) -> None:
    """“Not this one”: it is not offered again while this target is published."""
    repairs.dismiss(session, caller.scope, key, report_id, services_of(request).clock())
