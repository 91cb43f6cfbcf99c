"""`/guides`: the list, making a guide, putting one away and bringing it back."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from analytics.metrics.guide_overviews import guide_overviews
from analytics.metrics.period import Period
from guides.definition import GuideKind
from server.auth.current import Author, CurrentMember, SignedIn
from server.database import SessionDep
from server.errors import Invalid
from server.keys import free_key
from server.services import services_of
from server.stores.environments import EnvironmentStore
from server.stores.findings import FindingStore
from server.stores.guide_list import GuideListStore
from server.stores.guides import GuideStore
from server.stores.members import MemberStore
from server.stores.plans import PlanStore
from server.stores.reviews import ReviewStore
from server.studio.drafts.definitions import read_definition
from server.studio.guide_list.beginning import blank_guide, origin_of, page_of
from server.studio.guide_list.guide_templates import TEMPLATES, guide_from
from server.studio.guide_list.overview import (
    KIND_WORDS,
    SORT_WORDS,
    STATUS_TONES,
    STATUS_WORDS,
    Around,
    Sort,
    Wanted,
    guide_lines,
    matching,
)
from server.studio.guide_list.starting import CHOICES
from server.studio.repair.repairs import offers_by_guide
from server.templating import go_to, locale_of, render, translate

router = APIRouter(include_in_schema=False)
PERIOD_DAYS = 30
PER_PAGE = 50


@router.get("/guides")
def guides_page(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    q: str = "",
    status: str = "",
    owner: str = "",
    tag: str = "",
    sort: Sort = "changed",
    page: int = 1,
    put_away: str = "",
) -> Response:
    wanted = Wanted(q, status, owner, tag, sort)
    return _list(request, session, signed_in, wanted, max(page, 1), put_away=put_away)


def _list(
    request: Request,
    session: Session,
    signed_in: SignedIn,
    wanted: Wanted,
    page: int = 1,
    put_away: str = "",
    wrong: Invalid | None = None,
    **form: str,
) -> Response:
    scope, now = signed_in.scope, services_of(request).clock()
    store, guides = GuideListStore(session, scope), GuideStore(session, scope)
    offers = offers_by_guide(session, scope, now)
    broken = {one.guide_key or "" for one in FindingStore(session, scope).open(["broken_step"])}
    tags = store.tags()
    members = MemberStore(session, scope).all()
    around = Around(
        owners={one.id: one.name for one in members},
        overviews={one.guide: one for one in guide_overviews(
            services_of(request).store, scope.environment_id, Period.last_days(PERIOD_DAYS, now))},
        tags=tags,
        planned=PlanStore(session, scope).next_by_guide(),
        in_review=ReviewStore(session, scope).waiting_guides(),
        broken=broken | offers.keys(),
    )  # fmt: skip
    lines = guide_lines(store.standings(archived=wanted.status == "archived"), around)
    found = matching(lines, wanted)
    gone = guides.find(put_away) if put_away else None
    return render(
        request,
        "studio/guides.html",
        422 if wrong else 200,
        lines=found[(page - 1) * PER_PAGE : page * PER_PAGE],
        total=len(found),
        page=page,
        per_page=PER_PAGE,
        address_of=partial(_address, wanted),
        offers=offers,
        broken=broken,
        members=[(one.id, one.name) for one in members if one.disabled_at is None],
        any_guide=bool(lines) or wanted.status == "archived",
        owners=sorted({(line.row.owner_id or "", line.owner) for line in lines if line.owner}),
        tags=sorted({tag for own in tags.values() for tag in own}),
        chosen=wanted,
        sort_words=SORT_WORDS,
        status_words=STATUS_WORDS,
        status_tones=STATUS_TONES,
        kind_words=KIND_WORDS,
        may_write=signed_in.may("author"),
        put_away=gone if gone and gone.archived_at else None,
        errors={field.where: field.message for field in wrong.fields} if wrong else {},
        choices=CHOICES,
        templates=TEMPLATES,
        form={"name": "", "address": signed_in.environment.app_url, "kind": "walkthrough", "template": ""} | form,
    )


def _address(wanted: Wanted, page: int) -> str:
    """Of another page of the same list."""
    return "/guides?" + urlencode({**asdict(wanted), "page": page})


@router.post("/guides")
def create_guide(
    request: Request,
    session: SessionDep,
    signed_in: Author,
    name: Annotated[str, Form()] = "",
    address: Annotated[str, Form()] = "",
    kind: Annotated[GuideKind, Form()] = "walkthrough",
    template: Annotated[str, Form()] = "",
) -> Response:
    """A guide of a kind with little in it, or one from a template."""
    store = GuideStore(session, signed_in.scope)
    try:
        say = partial(translate, request)
        guide = blank_guide(_free_key(store, name), name, address, locale_of(request), kind, say)
        if template:
            guide = guide_from(template, guide.key, guide.name, page_of(address), locale_of(request))
    except Invalid as wrong:
        return _list(
            request, session, signed_in, Wanted(), wrong=wrong, name=name, address=address, kind=kind, template=template
        )
    store.create(guide, services_of(request).clock())
    if not signed_in.environment.app_url:
        EnvironmentStore(session, signed_in.scope).update(signed_in.environment, app_url=origin_of(address))
    begun = f"?begun={template}" if template else ""
    return RedirectResponse(f"/guides/{guide.key}/contents{begun}" if begun else f"/guides/{guide.key}/edit", 303)


@router.post("/guides/{key}/archive")
def archive_guide(request: Request, session: SessionDep, signed_in: Author, key: str) -> Response:
    store = GuideStore(session, signed_in.scope)
    store.archive(store.get(key), services_of(request).clock())
    return RedirectResponse(f"/guides?put_away={key}", 303)


@router.post("/guides/{key}/unarchive")
def unarchive_guide(request: Request, session: SessionDep, signed_in: Author, key: str) -> Response:
    store = GuideStore(session, signed_in.scope)
    row = store.get(key)
    store.unarchive(row, services_of(request).clock())
    return go_to("/guides", translate(request, "“%(name)s” is back.", name=row.name))


@router.post("/guides/{key}/duplicate")
def duplicate_guide(request: Request, session: SessionDep, signed_in: Author, key: str) -> Response:
    store = GuideStore(session, signed_in.scope)
    row = store.get(key)
    name = translate(request, "Copy of %(name)s", name=row.name)[:200]
    copy = {**row.draft, "key": _free_key(store, f"{key} copy"), "name": name}
    made = store.create(read_definition(copy), services_of(request).clock())
    return RedirectResponse(f"/guides/{made.key}/edit", 303)


def _free_key(store: GuideStore, name: str) -> str:
    return free_key(name, "guide", lambda key: store.find(key) is not None)
