"""Every text of ours is Japanese in Japanese, with the same values to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from server.words import words_in

ROOT = Path(__file__).parents[3]
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "N_": None,
    "translate": (2,),
    "Problem": (3,),
    **dict.fromkeys(("Forbidden", "NotFound", "NotAuthenticated", "Invalid", "Conflict"), None),
}
NOT_TEXTS = {"message"}  # `gettext(clause["message"])`: a subscript that the extractor takes for a text
VALUES = re.compile(r"%\((\w+)\)s")


def texts(room: str) -> Iterator[tuple[str, str]]:
    """Where, and the singular, of every text that is marked for translation."""
    options = {"**.py": {}, "templates/**.html": {"silent": "false"}}
    for file, line, found, *_ in extract_from_dir(ROOT / room, METHODS, options, KEYWORDS):
        text = found[0] if isinstance(found, tuple) else found
        if text not in NOT_TEXTS:
            yield f"{room}/{file}:{line}", text


def japanese(text: str) -> str:
    words = words_in("ja")
    catalogue = words._catalog
    return str(catalogue.get(text) or catalogue.get((text, 0), ""))


@pytest.mark.parametrize("room", ["guides", "analytics", "server"])
def test_every_text_is_translated(room: str) -> None:
    assert {text: where for where, text in texts(room) if not japanese(text)} == {}


def test_translations_fill_in_what_the_texts_fill_in() -> None:
    wrong = {
        text: japanese(text)
        for room in ("guides", "analytics", "server")
        for _, text in texts(room)
        if set(VALUES.findall(text)) - {"num"} != set(VALUES.findall(japanese(text))) - {"num"}
    }
    assert wrong == {}


def test_a_per_cent_sign_is_written_as_in_the_text() -> None:
    """Templates fill in values with `%`: one that the text has not would break the page."""
    signs = re.compile(r"%(?!\(\w+\)[sd])")
    wrong = {
        text: japanese(text)
        for room in ("guides", "analytics", "server")
        for _, text in texts(room)
        if signs.findall(japanese(text)) != signs.findall(text)
    }
    assert wrong == {}
