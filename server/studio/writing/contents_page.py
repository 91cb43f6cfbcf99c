"""`/guides/KEY/contents`: a checklist's tasks and a resource center's articles, with what surrounds them."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from sqlmodel import Session

from server.auth.current import Author, CurrentMember, SignedIn
from server.database import SessionDep
from server.errors import Invalid
from server.services import services_of
from server.studio.drafts import entries
from server.studio.drafts.draft import Draft, PartConflict, change_part, load_draft
from server.studio.drafts.entries import ENTRY_LISTS, EntryList, entries_in, entry_list_of
from server.studio.forms.center_form import article_from_form, center_from_form, moved_sections
from server.studio.forms.checklist_form import checklist_from_form, task_from_form
from server.studio.forms.form import Json
from server.studio.forms.form_data import PostedForm
from server.studio.guide_frame import render_guide
from server.studio.guide_list.guide_templates import begun_from
from server.studio.words.version_words import change_lines
from server.studio.writing.contents_view import contents_of
from server.studio.writing.edit_page import edit_page
from server.templating import translate
from server.words import N_

router = APIRouter(include_in_schema=False)
NEW_WORDS = {"task": N_("New task"), "article": N_("New article")}


@router.get("/guides/{key}/contents")
def contents_page(
    request: Request, session: SessionDep, signed_in: CurrentMember, key: str, entry: str = "", begun: str = ""
) -> Response:
    """`begun`: the template that the guide was just made from."""
    draft = load_draft(session, signed_in.scope, key)
    if draft.guide.kind not in ENTRY_LISTS:
        return edit_page(request, session, signed_in, key, begun=begun)  # made of steps
    return _page(request, session, signed_in, draft, entry, begun=begun_from(begun))


def _page(
    request: Request, session: Session, signed_in: SignedIn, draft: Draft, entry: str, status: int = 200, **more: Any
) -> Response:
    facts = contents_of(request, session, signed_in, draft, entry, form=more.pop("form", None))
    page = {"removed": None, "extra_blocks": [], "extra_row": "", "sections": None, "begun": None} | more
    response = render_guide(request, session, signed_in, draft, "studio/contents.html", status, **facts, **page)
    if request.method == "POST":
        at = f"?entry={facts['shown']['key']}" if facts["shown"] else ""
        response.headers["HX-Replace-Url"] = f"/guides/{draft.row.key}/contents{at}"
    return response


@router.post("/guides/{key}/contents")
def save_contents(
    request: Request, session: SessionDep, signed_in: Author, key: str, form: PostedForm, entry: str = ""
) -> Response:
    """Saves what surrounds the entries. With `add_row`, `move_section` or `redraw` the page comes back."""
    draft = load_draft(session, signed_in.scope, key)
    of = entry_list_of(draft.guide)
    apply = {"checklist": checklist_from_form, "resource_center": center_from_form}[of.part]

    def change(definition: Json) -> None:
        apply(definition, form)
        if form.get("move_section"):
            shown = set(definition["resource_center"]["sections"])
            definition["resource_center"]["sections"] = [name for name in moved_sections(form) if name in shown]

    saved = _save(request, session, signed_in, draft, of.part, form, change, f"form-{of.part}")
    if isinstance(saved, Response):
        return saved
    if form.get("add_row") or form.get("move_section") or form.get("redraw"):
        sections = moved_sections(form) if form.get("move_section") else None
        return _page(
            request, session, signed_in, saved, entry, extra_row=str(form.get("add_row") or ""), sections=sections
        )
    return _saved(request, session, signed_in, saved, entry)


@router.post("/guides/{key}/contents/{entry}")
def save_entry(
    request: Request, session: SessionDep, signed_in: Author, key: str, entry: str, form: PostedForm
) -> Response:
    """Saves one task or article. With `add_block`, `add_row` or `redraw` the form comes back as it was filled in."""
    draft = load_draft(session, signed_in.scope, key)
    of = entry_list_of(draft.guide)
    read = {"checklist": task_from_form, "resource_center": article_from_form}[of.part]

    def change(definition: Json) -> None:
        listed = entries_in(definition, of)
        known = next((place for place, one in enumerate(listed) if one["key"] == entry), None)
        if known is None:  # deleted by somebody else, and kept by this author
            listed.append(read({"key": entry}, form))
        else:
            listed[known] = read(listed[known], form)

    saved = _save(request, session, signed_in, draft, f"{of.name}.{entry}", form, change, "entry-form")
    if isinstance(saved, Response):
        return saved
    if form.get("add_block") or form.get("add_row") or form.get("redraw"):
        return _page(
            request, session, signed_in, saved, entry, form=form, extra_blocks=[str(form.get("add_block") or "")]
        )
    return _saved(request, session, signed_in, saved, entry)


def _save(
    request: Request,
    session: Session,
    signed_in: SignedIn,
    draft: Draft,
    part: str,
    form: PostedForm,
    change: Callable[[Json], None],
    name: str,
) -> Draft | Response:
    """The saved draft, or the answer that says why not."""
    base = "" if form.get("force") else str(form.get("base", ""))
    try:
        return change_part(session, signed_in.scope, draft, part, base, change, services_of(request).clock())
    except PartConflict as conflict:
        lines = change_lines(conflict.mine, conflict.theirs, partial(translate, request))
        return render_guide(
            request, session, signed_in, draft, "studio/_conflict.html", 409, conflict=conflict, lines=lines,
            reload=f"/guides/{draft.row.key}/contents", form=name, both=False,
        )  # fmt: skip
    except Invalid as wrong:
        return render_guide(
            request, session, signed_in, draft, "studio/_refused.html", 422, wrong=wrong, place=f"#error-{name}"
        )


def _saved(request: Request, session: Session, signed_in: SignedIn, draft: Draft, entry: str) -> Response:
    facts = contents_of(request, session, signed_in, draft, entry)
    return render_guide(request, session, signed_in, draft, "studio/_contents_saved.html", **facts)


@router.post("/guides/{key}/entries")
def add_entry(
    request: Request, session: SessionDep, signed_in: Author, key: str, after: Annotated[str, Form()] = ""
) -> Response:
    """Adds a task or an article, after the one named or at the end."""

    def add(listed: list[Json], of: EntryList) -> str:
        made = entries.free_key(listed, of.new_key)
        words = translate(request, NEW_WORDS[of.new_key])
        entry = {"key": made, "label" if of.name == "items" else "title": words}
        entries.insert(listed, entry, _after(listed, after))
        return made

    return _change(request, session, signed_in, key, add)


@router.post("/guides/{key}/entries/{entry}/move")
def move_entry(
    request: Request, session: SessionDep, signed_in: Author, key: str, entry: str, to: Annotated[int, Form()]
) -> Response:
    def move(listed: list[Json], _of: EntryList) -> str:
        entries.move(listed, entry, to)
        return entry

    return _change(request, session, signed_in, key, move)


@router.post("/guides/{key}/entries/{entry}/copy")
def copy_entry(request: Request, session: SessionDep, signed_in: Author, key: str, entry: str) -> Response:
    def copy(listed: list[Json], of: EntryList) -> str:
        place, made = entries.place_of(listed, entry), entries.free_key(listed, of.new_key)
        entries.insert(listed, {**listed[place], "key": made}, place + 1)
        return made

    return _change(request, session, signed_in, key, copy)


@router.post("/guides/{key}/entries/{entry}/delete")
def delete_entry(request: Request, session: SessionDep, signed_in: Author, key: str, entry: str) -> Response:
    """Deletes a task or an article; the page offers to put it back."""
    gone: dict[str, Any] = {}

    def delete(listed: list[Json], _of: EntryList) -> str:
        place = entries.place_of(listed, entry)
        gone.update(entry=listed.pop(place), place=place)
        return str(listed[min(place, len(listed) - 1)]["key"]) if listed else ""

    return _change(request, session, signed_in, key, delete, removed=gone)


@router.post("/guides/{key}/entries/restore")
def restore_entry(
    request: Request,
    session: SessionDep,
    signed_in: Author,
    key: str,
    removed: Annotated[str, Form()],
    place: Annotated[int, Form()] = 0,
) -> Response:
    try:
        entry = json.loads(removed)
        found = str(entry["key"])
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid("This is neither a task nor an article.") from error

    def restore(listed: list[Json], _of: EntryList) -> str:
        entries.insert(listed, entry, place)
        return found

    return _change(request, session, signed_in, key, restore)


def _after(listed: list[Json], key: str) -> int:
    return next((place + 1 for place, one in enumerate(listed) if one["key"] == key), len(listed))


def _change(
    request: Request,
    session: Session,
    signed_in: SignedIn,
    key: str,
    change: Callable[[list[Json], EntryList], str],
    **more: Any,
) -> Response:
    """A change of the list goes into the newest draft, whoever saved that; `change` answers the key to show."""
    draft = load_draft(session, signed_in.scope, key)
    of, shown = entry_list_of(draft.guide), []

    def apply(definition: Json) -> None:
        shown.append(change(entries_in(definition, of), of))

    saved = change_part(session, signed_in.scope, draft, "about", "", apply, services_of(request).clock())
    return _page(request, session, signed_in, saved, shown[0], **more)
