"""Themes: what they become in CSS, and which colours can be read."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from guides.colours import contrast, mixed
from guides.theme import OWN_PROPERTIES, Colours, Theme, contrasts

RATIOS = [
    # one, other, ratio of WCAG 2.2 (two decimals)
    ("#ffffff", "#000000", 21.0),
    ("#ffffff", "#ffffff", 1.0),
    ("#777777", "#ffffff", 4.48),
    ("#767676", "#ffffff", 4.54),
    ("#0000ff", "#ffffff", 8.59),
    ("#ff0000", "#ffffff", 4.00),
]


@pytest.mark.parametrize(("one", "other", "ratio"), RATIOS)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_colours_mix_by_share() -> None:
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
    assert mixed("#102030", "#ffffff", 1) == "#102030"


def test_the_usual_theme_can_be_read() -> None:
    assert [pair for pair in contrasts(Theme(key="a", name="A")) if not pair.is_enough] == []


def test_pale_words_are_found_in_both_variants() -> None:
    pale = Colours(muted="#cccccc")
    poor = [
        (pair.variant, pair.ink)
        for pair in contrasts(Theme(key="a", name="A", light=pale, dark=pale))
        if not pair.is_enough
    ]
    assert poor == [("light", "muted"), ("dark", "muted")]


def test_a_theme_becomes_custom_properties() -> None:
    theme = Theme(key="a", name="A", light=Colours(accent="#AA0000"), font="Inter, sans-serif", radius=4,
                  variables={"--shirube-shadow": "none"})  # fmt: skip
    properties = theme.properties
    assert properties["--shirube-accent"] == "light-dark(#aa0000,#a9b4ff)"
    assert properties["--shirube-on-accent"].startswith("light-dark(#ffffff,")
    assert (properties["--shirube-font"], properties["--shirube-radius"]) == ("Inter, sans-serif", "4px")
    assert properties["--shirube-shadow"] == "none"
    assert set(properties) - {"--shirube-shadow"} == set(OWN_PROPERTIES)


def test_without_a_dark_variant_the_light_one_is_everywhere() -> None:
    theme = Theme(key="a", name="A", dark=None)
    assert theme.properties["--shirube-background"] == "#ffffff"
    assert {pair.variant for pair in contrasts(theme)} == {"light"}
    assert Theme.model_validate(theme.model_dump(mode="json")) == theme


REFUSED: list[dict[str, Any]] = [
    {"light": {"accent": "red"}},
    {"light": {"accent": "#12345"}},
    {"radius": 99},
    {"font": "Inter; color: red"},
    {"variables": {"shadow": "none"}},
    {"variables": {"--x": "url(https://evil.example/a.png)"}},
    {"variables": {"--x": "red; } * { display: none"}},
    {"variables": {"--shirube-accent": "#fff"}},
    {"name": ""},
]


@pytest.mark.parametrize("wrong", REFUSED)
def test_what_could_break_out_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Theme.model_validate({"key": "a", "name": "A"} | wrong)
