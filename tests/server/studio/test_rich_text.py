from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.content import Span, Text, plain_text
from server.studio.forms.rich_text import parsed, typed

CASES: dict[str, str | list[dict[str, Any]]] = {
    "plain": "plain",
    "a **b** c": [{"text": "a "}, {"text": "b", "bold": True}, {"text": " c"}],
    "*a*": [{"text": "a", "italic": True}],
    "`x = 1`": [{"text": "x = 1", "code": True}],
    "[here](/help)": [{"text": "here", "link": "/help"}],
    "[**here**](/help)": [{"text": "here", "bold": True, "link": "/help"}],
    "[a](https://x.example/b_(c))": [{"text": "a", "link": "https://x.example/b_(c)"}],
    "Hi {{person.name|there}}!": [
        {"text": "Hi "},
        {"text": "", "variable": "person.name", "fallback": "there"},
        {"text": "!"},
    ],
    r"2 \* 3 \* 4": "2 * 3 * 4",
    "2 * 3": "2 * 3",
    "**unclosed": "**unclosed",
    "{{secret}}": "{{secret}}",
}


@pytest.mark.parametrize("text", CASES)
def test_signs_become_marks(text: str) -> None:
    assert parsed(text) == CASES[text]


@given(st.text())
def test_plain_text_comes_back_as_it_was(text: str) -> None:
    assert parsed(typed(text)) == text.replace("\r\n", "\n")


words = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"], exclude_characters="`"), min_size=1)
spans = st.builds(Span, text=words, bold=st.booleans(), italic=st.booleans(), link=st.sampled_from([None, "/help"]))


@given(st.lists(spans, min_size=1, max_size=4))
def test_no_word_is_lost_on_the_way_through_the_form(given_spans: list[Span]) -> None:
    content = Text(text=given_spans)
    again = Text.model_validate({"type": "text", "text": parsed(typed(content.text))})
    assert plain_text(again.text).strip() == plain_text(content.text).strip()
