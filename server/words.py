"""The languages of our own pages. English is in the code; others come from catalogues compiled at start.

A language may have several: one a room, `locales/<language>/LC_MESSAGES/<room>.po`.
"""

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
    """The translations of a locale; English msgids are shown as they are written. A later file wins."""
    words = NullTranslations()
    for path in sorted((CATALOGUES / locale / "LC_MESSAGES").glob("*.po")):
        words = _added(words, _compiled(path, locale))
    return words


def _added(words: NullTranslations, more: Translations) -> NullTranslations:
    return words.merge(more) if isinstance(words, Translations) else more


def _compiled(path: Path, locale: str) -> Translations:
    with path.open("rb") as source:
        catalogue = read_po(source, locale=locale)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def N_(text: str) -> str:  # noqa: N802 - the name gettext tools know
    """Marks a text for translation where it is defined; it is translated where it is shown."""
    return text
