"""Localisation: the best language at hand, and the original where a step is not translated."""

from __future__ import annotations

import pytest

from guides.content import Text
from guides.translation import best_language, localise
from tests.guides.guides_for_tests import guide, step

TRANSLATED = guide(
    step("a"),
    step("b"),
    translations={
        "ja": {"name": "最初", "steps": {"a": {"content": [{"type": "text", "text": "これ"}], "buttons": ["次へ"]}}},
        "pt-BR": {},
    },
)


@pytest.mark.parametrize(
    ("wanted", "served"),
    [
        ("ja", "ja"),
        ("ja-JP", "ja"),
        ("JA_jp", "ja"),
        ("pt-BR", "pt-BR"),
        ("pt", "en"),
        ("fr", "en"),
        ("", "en"),
        ("en-GB", "en"),
    ],
)
def test_best_language(wanted: str, served: str) -> None:
    assert best_language(TRANSLATED, wanted) == served


def test_translated_steps_and_untranslated_ones() -> None:
    shown = localise(TRANSLATED, "ja-JP")
    first, second = shown.steps
    assert (shown.name, shown.language) == ("最初", "ja")
    assert first.content == [Text(text="これ")]
    assert first.buttons[0].label == "次へ"
    assert second == TRANSLATED.steps[1]
    assert shown.translations == {}
