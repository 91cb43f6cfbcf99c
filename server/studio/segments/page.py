"""`/segments`: who belongs together, how many that are now, and which guides mean them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from guides.conditions import Condition
from guides.segments import Segment
from server.auth.current import Author, CurrentMember, SignedIn
from server.database import SessionDep
from server.errors import Conflict, Invalid
from server.keys import free_key
from server.models import SegmentRow
from server.services import services_of
from server.stores.guides import GuideStore
from server.stores.members import MemberStore
from server.stores.sample import Sampled, SampleStore
from server.stores.segments import SegmentInUse, SegmentStore, Use
from server.studio.forms.audience_rows import OPS, WITHOUT_VALUE, AudienceRow
from server.studio.forms.form_data import PostedForm
from server.studio.segments.segment_form import SEGMENT_SUBJECTS, SegmentForm, form_of, posted
from server.studio.words.condition_words import ConditionWords
from server.studio.writing.audience_view import Reach, known_names, known_values, reach_of
from server.templating import go_to, render, translate
from server.words import N_

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class SegmentLine:
    """One row of the list."""

    row: SegmentRow
    segment: Segment
    words: str
    reach: Reach
    uses: list[Use]


@router.get("/segments")
def segments_page(request: Request, session: SessionDep, signed_in: CurrentMember) -> Response:
    store = SegmentStore(session, signed_in.scope)
    rows, uses = store.all(), store.uses()
    sample = SampleStore(session, signed_in.scope).newest(services_of(request).clock()) if rows else []
    words = _words(request, session, signed_in)
    lines = []
    for row in rows:
        segment = Segment.model_validate(row.definition)
        reach = reach_of(segment.when, sample)
        lines.append(SegmentLine(row, segment, words.say(segment.when), reach, uses.get(row.key, [])))
    lines.sort(key=lambda line: line.row.name.casefold())
    return render(request, "studio/segments.html", lines=lines, may_write=signed_in.may("author"))


def _words(request: Request, session: Session, signed_in: SignedIn) -> ConditionWords:
    return ConditionWords(partial(translate, request), GuideStore(session, signed_in.scope).names())


@router.get("/segments/new")
def new_segment_page(request: Request, session: SessionDep, signed_in: Author) -> Response:
    return _page(request, session, signed_in, None, SegmentForm())


@router.post("/segments")
def make_segment(request: Request, session: SessionDep, signed_in: Author, form: PostedForm) -> Response:
    return _saved(request, session, signed_in, None, posted(form, None), form)


@router.post("/segments-reach")
def count_people(request: Request, session: SessionDep, signed_in: Author, form: PostedForm) -> Response:
    """Who would belong by the conditions as they are being written; nothing is saved."""
    sample = SampleStore(session, signed_in.scope).newest(services_of(request).clock())
    return render(request, "studio/_reach.html", reach=_reach(posted(form, None).condition, sample))


def _reach(condition: Condition | None, sample: list[Sampled]) -> Reach | None:
    """None while there is no condition: a segment of everybody cannot be saved."""
    return None if condition is None else reach_of(condition, sample)


@router.get("/segments/{key}")
def segment_page(request: Request, session: SessionDep, signed_in: CurrentMember, key: str) -> Response:
    row = SegmentStore(session, signed_in.scope).get(key)
    return _page(request, session, signed_in, row, form_of(Segment.model_validate(row.definition), row.revision))


@router.post("/segments/{key}")
def change_segment(request: Request, session: SessionDep, signed_in: Author, key: str, form: PostedForm) -> Response:
    row = SegmentStore(session, signed_in.scope).get(key)
    return _saved(request, session, signed_in, row, posted(form, row.definition["when"]), form)


@router.post("/segments/{key}/delete")
def delete_segment(request: Request, session: SessionDep, signed_in: Author, key: str) -> Response:
    store = SegmentStore(session, signed_in.scope)
    row = store.get(key)
    try:
        store.remove(row, services_of(request).clock())
    except SegmentInUse as refused:
        guides = translate(request, ", ").join(use.name for use in refused.uses)
        said = translate(request, "Not deleted. Choose another condition in %(guides)s first.", guides=guides)
        return go_to(f"/segments/{key}", said)
    return go_to("/segments", translate(request, "“%(name)s” was deleted.", name=row.name))


def _saved(
    request: Request,
    session: Session,
    signed_in: SignedIn,
    row: SegmentRow | None,
    given: SegmentForm,
    form: PostedForm,
) -> Response:
    """Saves and goes to the segment; with `add_row` or `redraw`, and when something is wrong, the form comes back."""
    store, now = SegmentStore(session, signed_in.scope), services_of(request).clock()
    if form.get("add_row") or form.get("redraw"):
        given.rows = [*(given.rows or []), *([AudienceRow()] if form.get("add_row") else [])]
        return _page(request, session, signed_in, row, given)
    try:
        key = row.key if row else _free_key(store, given.name)
        segment = given.segment(key)
        if row is None:
            store.create(segment, now)
        else:
            store.change(row, segment, given.revision, now)
    except Conflict as taken:
        assert row is not None
        given.errors = {"": _changed_by(request, session, signed_in, row)}
        given.revision = int(taken.extra["revision"])
        return _page(request, session, signed_in, row, given, 409)
    except Invalid as wrong:
        given.errors = {one.where: translate(request, one.message) for one in wrong.fields}
        return _page(request, session, signed_in, row, given, 422)
    said = N_("Saved. Guides that use it follow when people open their next page.")
    return go_to(f"/segments/{key}", translate(request, said))


def _free_key(store: SegmentStore, name: str) -> str:
    """`new` is the address of the page that makes one."""
    return free_key(name, "segment", lambda key: key == "new" or store.find(key) is not None)


def _changed_by(request: Request, session: Session, signed_in: SignedIn, row: SegmentRow) -> str:
    names = MemberStore(session, signed_in.scope).names()
    words = _words(request, session, signed_in).say(Segment.model_validate(row.definition).when)
    said = N_("%(who)s changed it meanwhile to “%(name)s”: people when %(conditions)s. Saving again replaces that.")
    return translate(request, said, who=names.get(row.updated_by or "", "–"), name=row.name, conditions=words)


def _page(
    request: Request,
    session: Session,
    signed_in: SignedIn,
    row: SegmentRow | None,
    given: SegmentForm,
    status: int = 200,
) -> Response:
    sample = SampleStore(session, signed_in.scope).newest(services_of(request).clock())
    condition, store = given.condition, SegmentStore(session, signed_in.scope)
    facts: dict[str, Any] = {
        "words": _words(request, session, signed_in).say(condition) if condition is not None else "",
        "reach": _reach(condition, sample),
        "uses": store.uses(row.key).get(row.key, []) if row else [],
        "subjects": SEGMENT_SUBJECTS,
        "ops": OPS,
        "devices": {},
        "without_value": WITHOUT_VALUE,
        "guide_names": GuideStore(session, signed_in.scope).names(),
        "known_names": known_names(sample),
        "values_of": partial(known_values, sample),
    }
    may_write = signed_in.may("author")
    return render(request, "studio/segment.html", status, row=row, given=given, may_write=may_write, **facts)
