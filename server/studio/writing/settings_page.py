"""`/guides/KEY/settings`: to whom, where, when and how often a guide is shown, and what it is for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from guides.canonical import to_json
from guides.segments import with_segments
from server.auth.current import Author, CurrentMember, SignedIn
from server.database import SessionDep
from server.errors import Invalid, NotFound
from server.services import services_of
from server.stores.guides import GuideStore
from server.stores.sample import SampleStore
from server.stores.segments import SegmentStore
from server.stores.themes import ThemeStore
from server.studio.drafts.draft import PARTS, Draft, PartConflict, change_part, fingerprint_of, load_draft
from server.studio.forms.audience_rows import OPS, SUBJECTS, WITHOUT_VALUE, AudienceRow, rows_of
from server.studio.forms.form_data import PostedForm
from server.studio.forms.settings_form import APPLY, rows_from
from server.studio.guide_frame import guide_names, render_guide
from server.studio.words.condition_words import DEVICES
from server.studio.words.sentence import audience_words
from server.studio.words.version_words import change_lines
from server.studio.writing.audience_view import known_names, known_values, reach_of
from server.templating import translate, zone_of

router = APIRouter(include_in_schema=False)


@router.get("/guides/{key}/settings")
def settings_page(request: Request, session: SessionDep, signed_in: CurrentMember, key: str) -> Response:
    return _page(request, session, signed_in, load_draft(session, signed_in.scope, key))


def _page(
    request: Request, session: Session, signed_in: SignedIn, draft: Draft, rows: list[AudienceRow] | None = None
) -> Response:
    facts = _facts(request, session, signed_in, draft)
    if rows is not None:
        facts["rows"] = rows
    return render_guide(request, session, signed_in, draft, "studio/settings.html", **facts)


def _facts(request: Request, session: Session, signed_in: SignedIn, draft: Draft) -> dict[str, Any]:
    """What the page and the answers to its forms show."""
    store = GuideStore(session, signed_in.scope)
    sample = SampleStore(session, signed_in.scope).newest()
    names, say = guide_names(store), partial(translate, request)
    segments = SegmentStore(session, signed_in.scope)
    segment_names, audience = segments.names(), with_segments(draft.guide.audience, segments.conditions())
    found = rows_of(to_json(draft.guide).get("audience"))
    return {
        "bases": {part: fingerprint_of(draft.guide, part) for part in PARTS},
        "match": found[0] if found else "all",
        "rows": found[1] if found else [],
        "as_rows": found is not None,
        "audience_words": audience_words(draft.guide, say, names, segment_names),
        "reach": reach_of(audience, sample, services_of(request).clock()),
        "subjects": SUBJECTS,
        "ops": OPS,
        "devices": DEVICES,
        "without_value": WITHOUT_VALUE,
        "guide_names": names,
        "segment_names": segment_names,
        "known_names": known_names(sample),
        "values_of": partial(known_values, sample),
        "zone": zone_of(request),
        "groups": _choices(signed_in.environment.limits.get("groups", {}), draft.guide.frequency.group),
        "themes": [(key, theme.name) for key, theme in ThemeStore(session, signed_in.scope).themes().items()],
    }


def _choices(known: Iterable[str], chosen: str | None) -> list[tuple[str, str]]:
    """Groups that have limits, and the one the guide names already."""
    return [(key, key) for key in sorted({*known, *([chosen] if chosen else [])})]


@router.post("/guides/{key}/settings/{part}")
def save_settings(
    request: Request, session: SessionDep, signed_in: Author, key: str, part: str, form: PostedForm
) -> Response:
    """Saves one part; with `add_row` or `redraw` the page comes back with the rows as they were filled in."""
    if part not in APPLY:
        raise NotFound()
    draft = load_draft(session, signed_in.scope, key)
    base = "" if form.get("force") else str(form.get("base", ""))
    now, zone = services_of(request).clock(), zone_of(request)
    try:
        saved = change_part(
            session, signed_in.scope, draft, part, base, lambda one: APPLY[part](one, form, zone), now
        )  # fmt: skip
    except PartConflict as conflict:
        lines = change_lines(conflict.mine, conflict.theirs, partial(translate, request))
        return render_guide(
            request, session, signed_in, draft, "studio/_conflict.html", 409, conflict=conflict, lines=lines,
            reload=f"/guides/{key}/settings", form=f"form-{part}", both=False,
        )  # fmt: skip
    except Invalid as wrong:
        return render_guide(
            request, session, signed_in, draft, "studio/_refused.html", 422, wrong=wrong, place=f"#error-{part}"
        )
    if part == "audience" and (form.get("add_row") or form.get("redraw")):
        added = [AudienceRow()] if form.get("add_row") else []
        return _page(request, session, signed_in, saved, rows_from(form) + added)
    facts = _facts(request, session, signed_in, saved)
    return render_guide(request, session, signed_in, saved, "studio/_settings_saved.html", part=part, **facts)
