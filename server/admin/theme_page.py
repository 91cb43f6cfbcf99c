"""`/settings/themes`: how guides look. Saved only when its words can be read."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Request, Response
from pydantic import ValidationError
from starlette.datastructures import FormData

from guides.theme import DARK, TEXT_CONTRAST, Colours, Contrast, Theme, contrasts
from guides.theme_import import MOST_LETTERS, Found, theme_from_style
from server.admin.theme_preview import Mode, preview_of
from server.auth.current import Admin, CurrentMember, SignedIn
from server.database import SessionDep
from server.errors import Conflict, FieldProblem, Invalid
from server.keys import key_from
from server.services import services_of
from server.stores.themes import ThemeStore
from server.studio.forms.form_data import PostedForm
from server.templating import go_to, locale_of, render, translate
from server.words import N_

router = APIRouter(include_in_schema=False)

MODES: Final[tuple[Mode, ...]] = ("light", "dark")
COLOUR_WORDS: Final = {
    "background": N_("Background"),
    "text": N_("Headings"),
    "muted": N_("Paragraphs"),
    "accent": N_("Buttons and links"),
    "on_accent": N_("Text on buttons"),
}


@router.get("/settings/themes")
def themes_page(request: Request, session: SessionDep, signed_in: CurrentMember) -> Response:
    store = ThemeStore(session, signed_in.scope)
    rows = [(row, Theme.model_validate(row.definition)) for row in store.all()]
    say, locale = partial(translate, request), locale_of(request)
    previews = {row.key: preview_of(theme, "light", locale, say) for row, theme in rows}
    return render(request, "admin/themes.html", rows=rows, previews=previews, may_change=signed_in.may("admin"))


@router.post("/settings/themes")
def create_theme(
    request: Request, session: SessionDep, signed_in: Admin, name: Annotated[str, Form()] = ""
) -> Response:
    """Begins as the default does, so that a brand's font and corners need not be said again."""
    store = ThemeStore(session, signed_in.scope)
    key = key_from(name, "theme")
    if not name.strip() or store.find(key) is not None:
        raise Conflict("Give the theme a name of its own.")
    like = store.default() or Theme(key=key, name=name)
    store.save(like.model_copy(update={"key": key, "name": name.strip()[:80]}), services_of(request).clock())
    return go_to(f"/settings/themes/{key}")


@router.get("/settings/themes/{key}")
def theme_page(request: Request, session: SessionDep, signed_in: CurrentMember, key: str) -> Response:
    row = ThemeStore(session, signed_in.scope).get(key)
    theme = Theme.model_validate(row.definition)
    return _page(request, signed_in, theme, row.is_default, variables=_written(theme))


def _page(
    request: Request,
    signed_in: SignedIn,
    theme: Theme,
    is_default: bool,
    variables: str,
    wrong: Invalid | None = None,
    found: Found | None = None,
    style: str = "",
) -> Response:
    return render(
        request,
        "admin/theme.html",
        422 if wrong else 200,
        theme=theme,
        is_default=is_default,
        variables=variables,
        dark=theme.dark or DARK,
        errors={field.where: field.message for field in wrong.fields} if wrong else {},
        may_change=signed_in.may("admin"),
        found=found,
        style=style,
        **_looks(request, theme),
    )


def _looks(request: Request, theme: Theme) -> dict[str, Any]:
    """What the preview shows: the theme on a light and on a dark page, and its contrasts."""
    say, locale = partial(translate, request), locale_of(request)
    return {
        "previews": [(mode, preview_of(theme, mode, locale, say)) for mode in MODES],
        "contrasts": list(contrasts(theme)),
        "colour_words": COLOUR_WORDS,
    }


@router.post("/settings/themes/{key}/preview")
def preview_theme(request: Request, session: SessionDep, signed_in: Admin, key: str, form: PostedForm) -> Response:
    """The form's theme as it would look, not saved; what cannot be read keeps the last picture."""
    ThemeStore(session, signed_in.scope).get(key)
    try:
        theme = read_theme(key, form)
    except Invalid:
        return Response(status_code=204)
    return render(request, "admin/_theme_looks.html", **_looks(request, theme))


@router.post("/settings/themes/{key}/import")
def import_style(
    request: Request, session: SessionDep, signed_in: Admin, key: str, style: Annotated[str, Form()] = ""
) -> Response:
    """The form filled with what the pasted style says; saved only when somebody has looked and saves it."""
    row = ThemeStore(session, signed_in.scope).get(key)
    found = theme_from_style(style, Theme.model_validate(row.definition))
    return _page(
        request, signed_in, found.theme, row.is_default, _written(found.theme), found=found, style=style[:MOST_LETTERS]
    )


@router.post("/settings/themes/{key}")
def save_theme(request: Request, session: SessionDep, signed_in: Admin, key: str, form: PostedForm) -> Response:
    store = ThemeStore(session, signed_in.scope)
    row = store.get(key)
    try:
        theme = read_theme(key, form)
        refuse_unreadable(theme)
    except Invalid as wrong:
        shown = _as_far_as_it_goes(key, form, Theme.model_validate(row.definition))
        return _page(request, signed_in, shown, row.is_default, str(form.get("variables", "")), wrong)
    store.save(theme, services_of(request).clock(), is_default=bool(form.get("is_default")))
    return go_to(f"/settings/themes/{key}", translate(request, "Saved. Open pages show it when they load next."))


@router.post("/settings/themes/{key}/remove")
def remove_theme(request: Request, session: SessionDep, signed_in: Admin, key: str) -> Response:
    store = ThemeStore(session, signed_in.scope)
    store.remove(store.get(key))
    return go_to("/settings/themes", translate(request, "The theme is gone."))


def read_theme(key: str, form: FormData) -> Theme:
    """The form as a theme. Raises `Invalid` naming the field (`light.accent`)."""
    try:
        return Theme.model_validate(_values(key, form))
    except ValidationError as error:
        raise Invalid(fields=[_problem(one) for one in error.errors()]) from error


def _values(key: str, form: FormData) -> dict[str, Any]:
    def text(name: str) -> str:
        return str(form.get(name, "")).strip()

    return {
        "key": key,
        "name": text("name"),
        "font": text("font"),
        "radius": text("radius") or 12,
        "light": {name: text(f"light.{name}") for name in Colours.model_fields},
        "dark": {name: text(f"dark.{name}") for name in Colours.model_fields} if form.get("has_dark") else None,
        "variables": _variables(text("variables")),
    }


def _variables(text: str) -> dict[str, str]:
    """One `--name: value` a line."""
    lines = [line.strip().rstrip(";") for line in text.splitlines() if line.strip()]
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _written(theme: Theme) -> str:
    return "\n".join(f"{name}: {value}" for name, value in theme.variables.items())


def _as_far_as_it_goes(key: str, form: FormData, saved: Theme) -> Theme:
    """What was typed where it is a theme, so that nothing readable is lost; else what is saved."""
    try:
        return read_theme(key, form)
    except Invalid:
        return saved


def refuse_unreadable(theme: Theme) -> None:
    """Raises `Invalid` for pairs of colours below WCAG AA."""
    poor = [pair for pair in contrasts(theme) if not pair.is_enough]
    if poor:
        raise Invalid(fields=[FieldProblem(f"{pair.variant}.{pair.ink}", _poor(pair)) for pair in poor])


def _poor(pair: Contrast) -> str:
    if pair.needed == TEXT_CONTRAST:
        return N_("This cannot be read well enough: the contrast must be at least 4.5.")
    return N_("This can hardly be seen on the background: the contrast must be at least 3.")


_MESSAGES = {
    "name": N_("Give the theme a name of at most 80 letters."),
    "radius": N_("Write a whole number from 0 to 32."),
    "font": N_("Name fonts as in CSS, with commas between: “Inter”, system-ui, sans-serif"),
    "variables": N_("Write one a line, such as --shirube-shadow: none. Names begin with --, values have no url(…)."),
}


def _problem(error: Any) -> FieldProblem:
    place = [str(part) for part in error["loc"]]
    if not place or place[0] == "variables":
        return FieldProblem("variables", _MESSAGES["variables"])
    if place[0] in ("light", "dark"):
        return FieldProblem(".".join(place[:2]), N_("Write a colour such as #1f4e8c."))
    return FieldProblem(place[0], _MESSAGES.get(place[0], N_("This cannot be used.")))
