"""`/guides/KEY/why`: why a guide shows or does not show, for one person on one page."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from guides.pages import page_matches
from guides.segments import with_segments
from server.auth.current import CurrentMember, SignedIn
from server.database import SessionDep
from server.delivery.live_guide import LiveGuide
from server.delivery.session import Asked
from server.formats import Formats, Moment, at_moment
from server.models import Account
from server.services import Services, services_of
from server.stores.directory import Directory
from server.stores.guides import GuideStore
from server.stores.people import PersonStore
from server.stores.segments import SegmentStore
from server.stores.target_reports import TargetReportStore
from server.studio.drafts.definitions import read_definition
from server.studio.drafts.draft import Draft, load_draft
from server.studio.drafts.launch import launch_address
from server.studio.guide_frame import guide_names, render_guide
from server.studio.repair.repairs import FRESH
from server.studio.why.gates import Situation, gates_of
from server.studio.why.words import WhyWords
from server.templating import locale_of, translate, zone_of

router = APIRouter(include_in_schema=False)
SUGGESTED = 20


@router.get("/guides/{key}/why")
def why_page(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    key: str,
    person: str = "",
    account: str = "",
    page: str = "",
    language: str = "",
) -> Response:
    draft = load_draft(session, signed_in.scope, key)
    people, person = PersonStore(session, signed_in.scope), person.strip()
    found = people.find(person) if person else None
    directory = Directory(session, signed_in.scope)
    accounts = directory.accounts_of([found.id]).get(found.id, []) if found else []
    account = account or (accounts[0].key if accounts else "")
    language = language or str(found.traits.get("language", "") if found else "") or _first_language(signed_in)
    usual = launch_address(draft.guide, signed_in.environment)
    address = page.strip() or (usual if page_matches(draft.guide.trigger.page, usual) else "")
    chosen = {"person": person, "account": account, "page": address, "language": language}
    lines, at = [], None
    if person:
        asked = Asked(
            key=signed_in.environment.write_key, anonymous_id=person, person=person, account=account or None,
            url=address, language=language,
        )  # fmt: skip
        at = situation(session, services_of(request), signed_in, draft, asked)
        names = guide_names(GuideStore(session, signed_in.scope)), SegmentStore(session, signed_in.scope).names()
        words = WhyWords(at, partial(translate, request), Formats(locale_of(request)), *names)
        with at_moment(Moment(at.now, zone_of(request))):
            lines = [words.line(gate) for gate in gates_of(at)]
    return render_guide(
        request, session, signed_in, draft, "studio/why.html",
        chosen=chosen, person=found, accounts=_choices(accounts, account), lines=lines, at=at,
        suggested=people.newest(SUGGESTED),
    )  # fmt: skip


@router.get("/why-not")
def choose_guide(
    session: SessionDep, signed_in: CurrentMember, guide: str, person: str = "", page: str = ""
) -> Response:
    """From a person's page: the same question about one of the guides."""
    row = GuideStore(session, signed_in.scope).get(guide)
    return RedirectResponse(f"/guides/{quote(row.key, safe='')}/why?{urlencode({'person': person, 'page': page})}", 303)


def situation(session: Session, services: Services, signed_in: SignedIn, draft: Draft, asked: Asked) -> Situation:
    """Everything the gates ask, read the way delivery reads it."""
    scope, environment, store = signed_in.scope, signed_in.environment, GuideStore(session, signed_in.scope)
    known = services.session_facts.read(asked.key, asked.person or asked.anonymous_id, asked.account)
    assert known is not None, "the environment has this write key"
    around = services.live.get(known.environment_id, known.workspace_id, known.revision)
    publication = store.publication(draft.row)
    live = next((one for one in around.guides if one.guide.key == draft.row.key), None)
    now, segments = services.clock(), SegmentStore(session, scope).conditions()
    version = store.version_of(publication) if publication else None
    guide = read_definition(version.definition) if version else draft.guide
    if live is None:
        number, delivered = version.number if version else 0, with_segments(guide, segments)
        live = LiveGuide(delivered, number, environment.languages, others=around.guides)
    return Situation(
        row=draft.row,
        environment=environment,
        publication=publication,
        live=live,
        guide=guide,
        segments=segments,
        around=around,
        asked=asked,
        known=known,
        person=PersonStore(session, scope).find(asked.person or asked.anonymous_id),
        now=now,
        elsewhere=[one.name for one in store.environments_with(draft.row) if one.id != environment.id],
        reports=TargetReportStore(session, scope).seen_since(now - FRESH, draft.row.key),
    )


def _first_language(signed_in: SignedIn) -> str:
    return next(iter(signed_in.environment.languages), "en")


def _choices(accounts: list[Account], chosen: str) -> list[tuple[str, str]]:
    known = [(one.key, one.name or one.key) for one in accounts]
    return known if not chosen or chosen in dict(known) else [*known, (chosen, chosen)]
