"""What is made of styles as people paste them."""

from __future__ import annotations

import pytest

from guides.theme import Theme, contrasts
from guides.theme_import import theme_from_style

LIKE = Theme(key="brand", name="Brand")
CSS = """
:root { --primary: #1F4E8C; --primary-hover: #0a0; --primary-foreground: #fff; --bg: rgb(250, 250, 252);
  --text-color: hsl(220, 20%, 12%); --radius-md: 0.5rem; font-family: "Noto Sans JP", sans-serif; }
.dark { --primary: #9ab8f0; --bg: #101216; --text-color: #eee; --primary-foreground: #0b1220; }
"""


def test_css_variables_with_a_dark_variant() -> None:
    found = theme_from_style(CSS, LIKE)
    theme = found.theme
    assert (theme.light.accent, theme.light.on_accent, theme.light.background) == ("#1f4e8c", "#ffffff", "#fafafc")
    assert theme.light.text == "#181d25"
    assert theme.dark and (theme.dark.accent, theme.dark.background, theme.dark.text) == (
        "#9ab8f0",
        "#101216",
        "#eeeeee",
    )
    assert (theme.font, theme.radius) == ('"Noto Sans JP", sans-serif', 8)
    assert {"light.accent", "dark.accent", "font", "radius"} <= set(found.taken)


@pytest.mark.parametrize(
    ("text", "accent"),
    [
        ('{"primary": "#e4572e", "background": "#ffffff"}', "#c24a27"),
        ("#ffffff\n#222222\n#00695c", "#00695c"),
        ("a { color: #0b5fff }", "#0b5fff"),
        ("$brand: rgb(88 28 135);", "#581c87"),
        ("nothing of use", LIKE.light.accent),
        ("", LIKE.light.accent),
        ("#777777 #888888", LIKE.light.accent),
    ],
)
def test_other_ways_to_say_it(text: str, accent: str) -> None:
    assert theme_from_style(text, LIKE).theme.light.accent == accent


@pytest.mark.parametrize("text", [CSS, "--primary: #ffee00; --bg: #fff; --text: #ccc", "--bg: #000; --primary: #111"])
def test_whatever_comes_in_can_be_read(text: str) -> None:
    theme = theme_from_style(text, LIKE).theme
    assert [pair for pair in contrasts(theme) if not pair.is_enough] == []
