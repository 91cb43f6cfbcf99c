"""`/guides`: the list, making a guide, putting one away and bringing it back."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from analytics.metrics.period import Period
from guides.definition import GuideKind
from server.auth.current import Author, CurrentMember, SignedIn
from server.database import SessionDep
from server.errors import Invalid
from server.keys import free_key
from server.services import services_of
from server.stores.environments import EnvironmentStore
from server.stores.findings import FindingStore
from server.stores.guides import GuideStore
from server.stores.members import MemberStore
from server.studio.beginning import blank_guide, origin_of
from server.studio.definitions import read_definition
from server.studio.overview import KIND_WORDS, STATUS_TONES, STATUS_WORDS, guide_lines, matching
from server.studio.repairs import offers_by_guide
from server.studio.starting import CHOICES
from server.templating import go_to, locale_of, render, translate

router = APIRouter(include_in_schema=False)
PERIOD_DAYS = 30


@router.get("/guides")
def guides_page(
    request: Request,
    session: SessionDep,
    signed_in: CurrentMember,
    q: str = "",
    status: str = "",
    owner: str = "",
    put_away: str = "",
) -> Response:
    return _list(request, session, signed_in, q=q, status=status, owner=owner, put_away=put_away)


def _list(
    request: Request,
    session: SessionDep,
    signed_in: SignedIn,
    q: str = "",
    status: str = "",
    owner: str = "",
    put_away: str = "",
    wrong: Invalid | None = None,
    **form: str,
) -> Response:
    services = services_of(request)
    guides, members = GuideStore(session, signed_in.scope), MemberStore(session, signed_in.scope)
    period = Period.last_days(PERIOD_DAYS, services.clock())
    lines = guide_lines(guides, members, services.store, period, archived=status == "archived")
    gone = guides.find(put_away) if put_away else None
    return render(
        request,
        "studio/guides.html",
        422 if wrong else 200,
        lines=matching(lines, q, status, owner),
        offers=offers_by_guide(session, signed_in.scope, services.clock()),
        broken={one.guide_key for one in FindingStore(session, signed_in.scope).open(["broken_step"])},
        any_guide=bool(lines) or status == "archived",
        owners=sorted({(line.row.owner_id or "", line.owner) for line in lines if line.owner}),
        chosen={"q": q, "status": status, "owner": owner},
        status_words=STATUS_WORDS,
        status_tones=STATUS_TONES,
        kind_words=KIND_WORDS,
        may_write=signed_in.may("author"),
        put_away=gone if gone and gone.archived_at else None,
        errors={field.where: field.message for field in wrong.fields} if wrong else {},
        choices=CHOICES,
        form={"name": "", "address": signed_in.environment.app_url, "kind": "walkthrough"} | form,
    )


@router.post("/guides")
def create_guide(
    request: Request,
    session: SessionDep,
    signed_in: Author,
    name: Annotated[str, Form()] = "",
    address: Annotated[str, Form()] = "",
    kind: Annotated[GuideKind, Form()] = "walkthrough",
) -> Response:
    store = GuideStore(session, signed_in.scope)
    try:
        say = partial(translate, request)
        guide = blank_guide(_free_key(store, name), name, address, locale_of(request), kind, say)
    except Invalid as wrong:
        return _list(request, session, signed_in, wrong=wrong, name=name, address=address, kind=kind)
    store.create(guide, services_of(request).clock())
    if not signed_in.environment.app_url:
        EnvironmentStore(session, signed_in.scope).update(signed_in.environment, app_url=origin_of(address))
    return RedirectResponse(f"/guides/{guide.key}/edit", 303)


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
