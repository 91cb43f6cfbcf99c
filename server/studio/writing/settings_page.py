"""`/guides/KEY/settings`: to whom, where, when and how often a guide is shown, and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from guides.canonical import to_json
from guides.definition import Guide
from guides.problem import step_title
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
from server.studio.forms.audience_rows import START_SUBJECTS, SUBJECTS, AudienceRow, target_text
from server.studio.forms.form_data import PostedForm
from server.studio.forms.settings_form import APPLY, rows_from
from server.studio.guide_frame import guide_names, render_guide
from server.studio.words.condition_words import ConditionWords
from server.studio.words.sentence import audience_words
from server.studio.words.target_words import target_words
from server.studio.words.version_words import change_lines
from server.studio.writing.audience_view import reach_of
from server.studio.writing.shown_rows import ShownRows, row_choices
from server.templating import translate, zone_of
from server.words import N_

router = APIRouter(include_in_schema=False)
Rows = Sequence[AudienceRow]
NEW_ROWS = {"audience": AudienceRow(), "trigger": AudienceRow("guide", op="completed")}
"""What each part's “Add a condition” begins with."""


@router.get("/guides/{key}/settings")
def settings_page(request: Request, session: SessionDep, signed_in: CurrentMember, key: str) -> Response:
    return _page(request, session, signed_in, load_draft(session, signed_in.scope, key))


def _page(
    request: Request, session: Session, signed_in: SignedIn, draft: Draft, part: str = "", rows: Rows = ()
) -> Response:
    """With `part`, that part's conditions as they were filled in, not as they are saved."""
    facts = _facts(request, session, signed_in, draft)
    if part:
        facts[f"{part}_rows"] = replace(facts[f"{part}_rows"], rows=list(rows))
    return render_guide(request, session, signed_in, draft, "studio/settings.html", **facts)


def _facts(request: Request, session: Session, signed_in: SignedIn, draft: Draft) -> dict[str, Any]:
    """What the page and the answers to its forms show."""
    store = GuideStore(session, signed_in.scope)
    sample = SampleStore(session, signed_in.scope).newest(services_of(request).clock())
    names, say = guide_names(store), partial(translate, request)
    segments = SegmentStore(session, signed_in.scope)
    segment_names, audience = segments.names(), with_segments(draft.guide.audience, segments.conditions())
    definition, words = to_json(draft.guide), ConditionWords(say, names, segment_names)
    waits = draft.guide.trigger.when
    return {
        "bases": {part: fingerprint_of(draft.guide, part) for part in PARTS},
        "audience_rows": ShownRows.of(
            definition.get("audience"), audience_words(draft.guide, say, names, segment_names), SUBJECTS
        ),
        "trigger_rows": ShownRows.of(
            definition["trigger"].get("when"), words.say(waits) if waits else "", START_SUBJECTS
        ),
        "elements": _elements(draft.guide, say),
        "reach": reach_of(audience, sample),
        **row_choices(sample, segment_names),
        "guide_names": names,
        "zone": zone_of(request),
        "groups": _choices(signed_in.environment.limits.get("groups", {}), draft.guide.frequency.group),
        "themes": [(key, theme.name) for key, theme in ThemeStore(session, signed_in.scope).themes().items()],
    }


def _elements(guide: Guide, say: Callable[[str], str]) -> list[tuple[str, str]]:
    """The elements that the guide's steps point at, so that a condition needs no selector."""
    picked: dict[str, str] = {}
    for step in guide.steps:
        if step.target is not None:
            said = {"step": step_title(step), "element": target_words(step.target, say)}
            picked.setdefault(target_text(step.target.root), say(N_("%(step)s: %(element)s")) % said)
    return list(picked.items())


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
    if part in NEW_ROWS and (form.get("add_row") or form.get("redraw")):
        added = [NEW_ROWS[part]] if form.get("add_row") else []
        return _page(request, session, signed_in, saved, part, rows_from(form) + added)
    facts = _facts(request, session, signed_in, saved)
    return render_guide(request, session, signed_in, saved, "studio/_settings_saved.html", part=part, **facts)
