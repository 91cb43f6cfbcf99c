"""What the page of tasks or articles shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import Request
from sqlmodel import Session

from guides.canonical import to_json
from guides.definition import Guide
from server.auth.current import SignedIn
from server.services import services_of
from server.stores.guides import GuideStore
from server.stores.sample import SampleStore
from server.stores.segments import SegmentStore
from server.studio.drafts.draft import Draft, fingerprint_of
from server.studio.drafts.entries import entries_in, entry_list_of
from server.studio.forms.audience_rows import START_SUBJECTS, TRAIT_OPS, AudienceRow
from server.studio.forms.center_form import SECTION_WORDS, sections_listed
from server.studio.forms.checklist_form import DONE_WORDS, intro_of, shown_task
from server.studio.forms.form import Form, Json
from server.studio.forms.kind_form import CHOICES
from server.studio.forms.settings_form import rows_from
from server.studio.forms.step_form import EDITABLE_BLOCKS
from server.studio.guide_frame import guide_names
from server.studio.words.condition_words import ConditionWords
from server.studio.writing.shown_rows import ShownRows, row_choices
from server.studio.writing.step_view import BLOCK_WORDS, block_rows, empty_block
from server.templating import translate


def contents_of(
    request: Request, session: Session, signed_in: SignedIn, draft: Draft, key: str, form: Form | None = None
) -> dict[str, Any]:
    """For the template; `form`: what was just filled in for the entry `key`."""
    of = entry_list_of(draft.guide)
    definition = to_json(draft.guide)
    listed = entries_in(definition, of)
    shown = next((one for one in listed if one["key"] == key), listed[0] if listed else None)
    names = guide_names(GuideStore(session, signed_in.scope))
    names.pop(draft.row.key, None)
    facts: dict[str, Any] = {
        "of": of,
        "entries": listed,
        "whole": definition[of.part],
        "shown": shown,
        "entry_base": fingerprint_of(draft.guide, f"{of.name}.{shown['key']}") if shown else "",
        "whole_base": fingerprint_of(draft.guide, of.part),
        "guide_names": names,
        "choices": CHOICES,
        "block_words": BLOCK_WORDS,
        "editable_blocks": EDITABLE_BLOCKS,
        "section_words": SECTION_WORDS,
        "all_sections": sections_listed(definition[of.part].get("sections", [])),
        "empty_block": empty_block,
        "intro": intro_of(draft.guide.steps[0] if draft.guide.steps else None),
        "dismissible": draft.guide.steps[0].dismissible if draft.guide.steps else True,
    }
    if of.name == "items":
        return facts | _task_facts(request, session, signed_in, draft.guide, shown, form, names)
    return facts | {"blocks": _blocks(draft.guide, shown)}


def _task_facts(
    request: Request,
    session: Session,
    signed_in: SignedIn,
    guide: Guide,
    shown: Json | None,
    form: Form | None,
    names: dict[str, str],
) -> dict[str, Any]:
    item = (
        next((one for one in guide.checklist.items if shown and one.key == shown["key"]), None)
        if guide.checklist
        else None
    )
    segment_names = SegmentStore(session, signed_in.scope).names()
    words = ConditionWords(lambda text: translate(request, text), names, segment_names)
    said = words.say(item.shown_when) if item and item.shown_when else ""
    shown_rows = ShownRows.of((shown or {}).get("shown_when"), said, START_SUBJECTS)
    if form is not None:
        added = [AudienceRow()] if form.get("add_row", "") else []
        shown_rows = replace(shown_rows, rows=rows_from(form) + added)
    return row_choices(SampleStore(session, signed_in.scope).newest(services_of(request).clock()), segment_names) | {
        "task": shown_task(shown, form) if shown else None,
        "done_words": DONE_WORDS,
        "done_said": words.say(item.done_when) if item and item.done_when else "",
        "shown_rows": shown_rows,
        "elements": [],
        "trait_ops": TRAIT_OPS,
    }


def _blocks(guide: Guide, shown: Json | None) -> list[Any]:
    center = guide.resource_center
    article = next((one for one in center.articles if shown and one.key == shown["key"]), None) if center else None
    return block_rows(article.content, shown, ("text",)) if article and shown else []
