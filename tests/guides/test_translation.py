"""Localisation: the best language at hand, and the original where a step is not translated."""

from __future__ import annotations

import pytest

from guides.content import Question, Text
from guides.definition import Guide
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


def test_a_translated_question_asks_and_records_the_same() -> None:
    asked = {"type": "question", "key": "why", "ask": "choice", "text": "Why?", "options": ["Price", "Speed"]}
    said = {"type": "question", "key": "why", "ask": "text", "text": "なぜですか", "options": ["価格", "速さ"]}
    launcher = {"key": "b", "kind": "launcher", "launcher": {"label": "Help"}}
    translated = {"steps": {"a": {"content": [said]}, "b": {"label": "ヘルプ"}}}
    made = Guide.model_validate(
        {
            "key": "x",
            "name": "X",
            "steps": [{"key": "a", "content": [asked]}, launcher],
            "translations": {"ja": translated},
        }
    )
    one, two = localise(made, "ja").steps
    question = one.content[0]
    assert isinstance(question, Question)
    assert (question.ask, question.text, question.options, question.values) == (
        "choice",
        "なぜですか",
        ["価格", "速さ"],
        ["Price", "Speed"],
    )
    assert two.launcher and two.launcher.label == "ヘルプ"
