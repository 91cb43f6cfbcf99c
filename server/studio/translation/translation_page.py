"""`/guides/KEY/translations`: every text beside its translation, edited in place or as a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response, UploadFile
from sqlmodel import Session

from guides.definition import Guide
from server.auth.current import Author, CurrentMember, SignedIn
from server.database import SessionDep
from server.errors import FieldProblem, Invalid
from server.services import services_of
from server.studio.drafts.draft import Draft, PartConflict, change_part, fingerprint_of, load_draft
from server.studio.forms.form import Json
from server.studio.forms.form_data import PostedForm
from server.studio.guide_frame import render_guide
from server.studio.translation.text_files import MOST_BYTES, Given, as_csv, as_xliff, read_csv, read_xliff
from server.studio.translation.text_import import Import, apply_rows
from server.studio.translation.texts import Translatable, texts_of, with_texts
from server.studio.words.version_words import change_lines
from server.templating import go_to, translate
from server.words import N_

router = APIRouter(include_in_schema=False)
FIELD = "text:"


@dataclass(frozen=True)
class LanguageLine:
    """One language of the guide and how much of it is there."""

    tag: str
    done: int
    total: int


@router.get("/guides/{key}/translations")
def translations_page(
    request: Request, session: SessionDep, signed_in: CurrentMember, key: str, language: str = ""
) -> Response:
    return _page(request, session, signed_in, load_draft(session, signed_in.scope, key), language)


def _page(
    request: Request, session: Session, signed_in: SignedIn, draft: Draft, language: str, status: int = 200, **more: Any
) -> Response:
    page = {"errors": {}, "imported": None, "wanted": ""} | more
    facts = _facts(draft.guide, language)
    return render_guide(request, session, signed_in, draft, "studio/translations.html", status, **facts, **page)


def _facts(guide: Guide, language: str) -> dict[str, Any]:
    chosen = language if language in guide.translations else next(iter(guide.translations), "")
    lines = [LanguageLine(tag, *_counted(texts_of(guide, tag))) for tag in guide.translations]
    return {
        "lines": lines,
        "language": chosen,
        "texts": texts_of(guide, chosen) if chosen else [],
        "base": fingerprint_of(guide, "translations"),
    }


def _counted(texts: list[Translatable]) -> tuple[int, int]:
    return sum(bool(text.target) for text in texts), len(texts)


@router.post("/guides/{key}/translations")
def save_translations(request: Request, session: SessionDep, signed_in: Author, key: str, form: PostedForm) -> Response:
    """Saves the texts that were changed in one language; the others are whatever they are now."""
    draft = load_draft(session, signed_in.scope, key)
    language = str(form.get("language", ""))
    base = "" if form.get("force") else str(form.get("base", ""))
    known = {text.id: text for text in texts_of(draft.guide, language)}
    given = {
        known[name.removeprefix(FIELD)].at: str(value).replace("\r\n", "\n").strip()
        for name, value in form.items()
        if name.startswith(FIELD) and name.removeprefix(FIELD) in known
    }

    def change(definition: Json) -> None:
        with_texts(definition, language, given)

    try:
        saved = change_part(
            session, signed_in.scope, draft, "translations", base, change, services_of(request).clock()
        )  # fmt: skip
    except PartConflict as conflict:
        lines = change_lines(conflict.mine, conflict.theirs, partial(translate, request))
        return render_guide(
            request, session, signed_in, draft, "studio/_conflict.html", 409, conflict=conflict, lines=lines,
            reload=f"/guides/{key}/translations?language={language}", form="form-translations", both=False,
        )  # fmt: skip
    except Invalid as wrong:
        return render_guide(
            request, session, signed_in, draft, "studio/_refused.html", 422, wrong=wrong, place="#error-translations"
        )
    facts = _facts(saved.guide, language)
    return render_guide(request, session, signed_in, saved, "studio/_translations_saved.html", **facts)


@router.post("/guides/{key}/translations/add")
def add_language(
    request: Request, session: SessionDep, signed_in: Author, key: str, tag: Annotated[str, Form()] = ""
) -> Response:
    """Begins another language; its texts are all missing."""
    draft, tag = load_draft(session, signed_in.scope, key), tag.strip()
    problem = _wrong_tag(draft.guide, tag)
    if problem:
        return _page(request, session, signed_in, draft, "", 422, errors={"tag": problem}, wanted=tag)

    def change(definition: Json) -> None:
        definition.setdefault("translations", {})[tag] = {}

    try:
        change_part(session, signed_in.scope, draft, "translations", "", change, services_of(request).clock())
    except Invalid:
        errors = {"tag": N_("Write a language as ja, en or pt-BR.")}
        return _page(request, session, signed_in, draft, "", 422, errors=errors, wanted=tag)
    return go_to(f"/guides/{key}/translations?language={tag}")


def _wrong_tag(guide: Guide, tag: str) -> str:
    if not tag:
        return N_("Write a language as ja, en or pt-BR.")
    if tag.casefold() == guide.language.casefold():
        return N_("That is the language in which the guide itself is written.")
    return N_("This language is there already.") if tag in guide.translations else ""


@router.post("/guides/{key}/translations/remove")
def remove_language(
    request: Request, session: SessionDep, signed_in: Author, key: str, tag: Annotated[str, Form()] = ""
) -> Response:
    """Takes a language away, after its name was typed."""
    draft = load_draft(session, signed_in.scope, key)

    def change(definition: Json) -> None:
        definition.get("translations", {}).pop(tag, None)

    change_part(session, signed_in.scope, draft, "translations", "", change, services_of(request).clock())
    return go_to(f"/guides/{key}/translations", translate(request, "%(language)s was taken away.", language=tag))


@router.get("/guides/{key}/translations.csv")
def csv_file(session: SessionDep, signed_in: CurrentMember, key: str) -> Response:
    """Every text in every language, for spreadsheets."""
    guide = load_draft(session, signed_in.scope, key).guide
    return _file(as_csv(guide, list(guide.translations)).encode(), "text/csv; charset=utf-8", f"{key}.csv")


@router.get("/guides/{key}/translations.xlf")
def xliff_file(session: SessionDep, signed_in: CurrentMember, key: str, language: str = "") -> Response:
    """The texts of one language, for translators' programs."""
    guide = load_draft(session, signed_in.scope, key).guide
    chosen = language if language in guide.translations else next(iter(guide.translations), "und")
    return _file(as_xliff(guide, chosen), "application/xliff+xml", f"{key}.{chosen}.xlf")


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@router.post("/guides/{key}/translations/import")
def import_file(
    request: Request,
    session: SessionDep,
    signed_in: Author,
    key: str,
    file: UploadFile | None = None,
    language: Annotated[str, Form()] = "",
) -> Response:
    """Takes a file's translations in: all of it, or nothing and every wrong row named."""
    draft = load_draft(session, signed_in.scope, key)
    found = Import()
    try:
        rows = _rows(draft.guide, file, language)

        def change(definition: Json) -> None:
            nonlocal found
            found = apply_rows(definition, draft.guide, rows)

        saved = change_part(session, signed_in.scope, draft, "translations", "", change, services_of(request).clock())
    except Invalid as wrong:
        return _page(request, session, signed_in, draft, language, 422, errors={"file": wrong.fields})
    shown = rows[0].language if rows else language
    return _page(request, session, signed_in, saved, shown, 422 if found.wrong else 200, imported=found)


def _rows(guide: Guide, file: UploadFile | None, language: str) -> list[Given]:
    data = file.file.read(MOST_BYTES + 1) if file else b""
    if not data:
        raise _refused(N_("Choose a file: XLIFF or CSV."))
    if len(data) > MOST_BYTES:
        raise _refused(N_("The file is larger than 5 MB."))
    is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return read_xliff(data, guide.key, language) if is_xml else read_csv(data, guide.language)


def _refused(message: str) -> Invalid:
    return Invalid(message, fields=[FieldProblem("", message)])
