"""The languages of our own pages. English is written in the code; Japanese comes from a catalogue compiled at start."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

LOCALES: Final = ("en", "ja")
LANGUAGE_NAMES: Final = {"en": "English", "ja": "日本語"}
CATALOGUES = Path(__file__).parent / "locales"


@lru_cache
def words_in(locale: str) -> NullTranslations:
    """The translations of a locale; English msgids are shown as they are written."""
    path = CATALOGUES / locale / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=locale)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def N_(text: str) -> str:  # noqa: N802 - the name gettext tools know
    """Marks a text for translation where it is defined; it is translated where it is shown."""
    return text
