"""Offers as the guide's page shows them: old and new evidence side by side, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from urllib.parse import urljoin

from fastapi import Request
from sqlmodel import Session

from guides.problem import step_title
from server.auth.current import SignedIn
from server.models import Environment, Finding
from server.services import services_of
from server.stores.findings import FindingStore
from server.studio.drafts.draft import Draft
from server.studio.drafts.launch import launch_address
from server.studio.repair.repairs import Offer, Option, offers_of
from server.studio.words.target_words import EvidenceLine, compared, target_words
from server.templating import translate


@dataclass(frozen=True)
class OptionView:
    """One element that the step's may be now."""

    id: str
    words: str
    lines: list[EvidenceLine]
    chance: float
    people: int


@dataclass(frozen=True)
class OfferView:
    """One step's offer. `address` is where the app shows it, empty when nobody said where the app is."""

    offer: Offer
    was: str
    options: list[OptionView]
    address: str
    finding: Finding | None


@dataclass(frozen=True)
class BrokenStep:
    """A step that fails for many people, with nothing to offer."""

    title: str
    key: str
    finding: Finding


@dataclass(frozen=True)
class Repairs:
    """All that wants mending in one guide."""

    offers: list[OfferView]
    broken: list[BrokenStep]
    dismissed: str
    """Id of what was dismissed just now."""


def repairs_of(request: Request, session: Session, signed_in: SignedIn, draft: Draft, dismissed: str = "") -> Repairs:
    now = services_of(request).clock()
    offers = offers_of(session, signed_in.scope, draft.row, now)
    findings = {
        one.step_key: one
        for one in FindingStore(session, signed_in.scope).open(["broken_step"])
        if one.guide_key == draft.row.key
    }
    offered = {offer.step.key for offer in offers}
    return Repairs(
        offers=[_view(request, signed_in.environment, draft, offer, findings.get(offer.step.key)) for offer in offers],
        broken=[
            BrokenStep(step_title(step), step.key, findings[step.key])
            for step in draft.guide.steps
            if step.key in findings and step.key not in offered
        ],
        dismissed=dismissed,
    )


def _view(request: Request, environment: Environment, draft: Draft, offer: Offer, finding: Finding | None) -> OfferView:
    say = partial(translate, request)

    def option_view(option: Option) -> OptionView:
        lines = compared(offer.was, option.target, say)
        return OptionView(
            option.id, target_words(option.target, say), lines, option.report.chance, option.report.people
        )

    return OfferView(
        offer=offer,
        was=target_words(offer.was, say),
        options=[option_view(option) for option in offer.options],
        address=_address(environment, draft, offer),
        finding=finding,
    )


def _address(environment: Environment, draft: Draft, offer: Offer) -> str:
    """The page on which people met it, else the step's own."""
    if environment.app_url and offer.page.startswith("/"):
        return urljoin(environment.app_url.rstrip("/") + "/", offer.page)
    return launch_address(draft.guide, environment, offer.step.page)
