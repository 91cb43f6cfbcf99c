"""A resource center's forms: the whole of it with its guides and links, and one article."""

from __future__ import annotations

from typing import get_args

from guides.parts.resource_center import Section
from server.studio.forms.checklist_form import launcher_from_form, said, wrong
from server.studio.forms.form import Form, Json
from server.studio.forms.step_form import blocks_from_form
from server.words import N_

SECTION_WORDS: dict[str, str] = {
    "search": N_("Search"),
    "checklists": N_("Checklists"),
    "guides": N_("Guides"),
    "articles": N_("Articles"),
    "news": N_("News"),
    "links": N_("Links"),
    "help": N_("Ask for help"),
}


def center_from_form(definition: Json, form: Form) -> None:
    """Title, sections in their order, guides, links, launcher."""
    before = definition.get("resource_center") or {}
    guides = {entry["guide"]: entry for entry in before.get("guides", [])}
    definition["resource_center"] = before | {
        "title": said(form, "title"),
        "sections": _sections(form),
        "guides": [
            guides.get(key, {}) | {"guide": key, "title": title, "page": page}
            for key, title, page in _rows(form, "entry", "guide", "title", "page")
            if key
        ],
        "links": [_link(label, link) for label, link in _rows(form, "link", "label", "link") if label or link],
        "launcher": launcher_from_form(before.get("launcher") or {}, form),
    }


def _sections(form: Form) -> list[str]:
    """As they are listed; those without a tick are left out."""
    shown = {str(name) for name in form.getlist("section_shown")}
    return [
        name for name in (str(one) for one in form.getlist("section")) if name in shown and name in get_args(Section)
    ]


def moved_sections(form: Form) -> list[str]:
    """All sections in the order of the form, after “up” or “down” was pressed for one of them."""
    names = [str(name) for name in form.getlist("section") if name in SECTION_WORDS]
    way, _, name = said(form, "move_section").partition(":")
    if name in names:
        place = names.index(name)
        names.insert(max(0, place + (-1 if way == "up" else 1)), names.pop(place))
    return names


def sections_listed(shown: list[str]) -> list[str]:
    """Those that are shown, in order, then the others."""
    return [*shown, *[name for name in SECTION_WORDS if name not in shown]]


def _link(label: str, link: str) -> Json:
    if not label:
        raise wrong("link_label", N_("Write what the link says."))
    if not link:
        raise wrong("link_link", N_("Write the address that the link opens."))
    return {"label": label, "link": link}


def article_from_form(article: Json, form: Form) -> Json:
    """One article; its text as blocks, as a step has it."""
    if not said(form, "title"):
        raise wrong("title", N_("Give the article a title."))
    return article | {
        "title": said(form, "title"),
        "keywords": [word.strip() for word in said(form, "keywords").replace("、", ",").split(",") if word.strip()],
        "page": said(form, "page"),
        "content": blocks_from_form(form),
    }


def _rows(form: Form, name: str, *fields: str) -> list[tuple[str, ...]]:
    columns = [[str(value).strip() for value in form.getlist(f"{name}_{field}")] for field in fields]
    return list(zip(*columns, strict=True))
