"""How guides look, for the in-app editor: the workspace's themes, and a new one from the app that the author is in."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlmodel import Session

from guides.theme import Theme, contrasts
from guides.theme_import import MOST_LETTERS, theme_from_style
from server.admin.theme_page import refuse_unreadable
from server.auth.roles import roles_allowed
from server.database import SessionDep
from server.delivery.editor_sessions import Editing, EditingDep
from server.errors import Conflict, Forbidden
from server.keys import free_key
from server.services import services_of
from server.stores.themes import ThemeStore
from server.words import N_, words_in

router = APIRouter(prefix="/v1/editor", include_in_schema=False)


class Style(BaseModel):
    """CSS as the page has it, and what the theme is to be called."""

    style: str = Field(max_length=MOST_LETTERS)
    name: str = Field(min_length=1, max_length=80)


@router.post("/themes/read")
def read_style(session: SessionDep, editing: EditingDep, body: Style) -> dict[str, Any]:
    """The theme that the style makes, not saved: looks, contrasts, what was found, what moved to be readable."""
    store = ThemeStore(session, editing.scope)
    found = theme_from_style(body.style, _begun(store, body.name))
    return {
        "theme": found.theme.model_dump(mode="json"),
        "looks": looks_of(found.theme),
        "contrasts": [asdict(pair) | {"enough": pair.is_enough} for pair in contrasts(found.theme)],
        "taken": found.taken,
        "moved": found.moved,
    }


@router.post("/themes")
def add_theme(request: Request, session: SessionDep, editing: EditingDep, body: Theme) -> dict[str, Any]:
    """Keeps a new theme. Raises `Forbidden`, `Conflict` for a taken key, `Invalid` when it cannot be read."""
    say = words_in(editing.member.locale).gettext
    if not may_keep_themes(editing):
        raise Forbidden(say(N_("Themes are for all guides: an admin has to save this one.")))
    store = ThemeStore(session, editing.scope)
    if store.find(body.key) is not None:
        raise Conflict(say(N_("Give the theme a name of its own.")))
    refuse_unreadable(body)
    store.save(body, services_of(request).clock())
    return {"themes": editor_themes(session, editing)}


def editor_themes(session: Session, editing: Editing) -> list[dict[str, Any]]:
    """Key, name and looks of each; the first is the default's, which guides take that name none."""
    themes = ThemeStore(session, editing.scope).themes()
    return [{"key": key, "name": theme.name, "looks": looks_of(theme)} for key, theme in themes.items()]


def looks_of(theme: Theme) -> dict[str, dict[str, str]]:
    """CSS custom properties: `page` follows the page under it, `light` and `dark` do not."""
    on_dark = theme.model_copy(update={"light": theme.dark or theme.light, "dark": None})
    on_light = theme.model_copy(update={"dark": None})
    return {"page": theme.properties, "light": on_light.properties, "dark": on_dark.properties}


def may_keep_themes(editing: Editing) -> bool:
    return editing.member.role in roles_allowed("admin")


def _begun(store: ThemeStore, name: str) -> Theme:
    """As the default is, light everywhere: a live page shows one variant, and the other would be a guess."""
    key = free_key(name, "theme", lambda wanted: store.find(wanted) is not None)
    like = store.default() or Theme(key=key, name=name)
    return like.model_copy(update={"key": key, "name": name.strip(), "dark": None, "variables": {}})
