"""A theme from an app's own style: CSS, custom properties or design tokens, as somebody pastes them.

Names decide what a value is for (`--brand-600`, `"primary"`, `font-family`); where none tells the accent, the most
colourful value is taken. What could not be read on its background is moved until it can.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator
from dataclasses import dataclass

from guides.colours import contrast, mixed
from guides.theme import PAIRS, TEXT_CONTRAST, Colours, Theme

MOST_LETTERS = 200_000
_DECLARATION = re.compile(r"""["']?(--)?([A-Za-z][\w.-]*)["']?\s*:\s*([^;{}\n]+?)\s*,?\s*(?=[;}\n]|$)""")
_BLOCK = re.compile(r"([^{}]*)\{([^{}]*)\}")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b")
_FUNCTION = re.compile(r"\b(rgb|hsl)a?\(\s*([^)]*)\)", re.IGNORECASE)
_PURPOSE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("on_accent", re.compile(r"on-(primary|brand|accent)|(primary|brand|accent|button)-(foreground|contrast|text)")),
    ("muted", re.compile(r"muted|subtle|(text|fg|foreground)-(secondary|soft|light)|secondary-text")),
    ("accent", re.compile(r"primary|brand|accent|theme-color|main-color|link")),
    ("text", re.compile(r"^(color|text|fg|foreground|heading|ink|body-color|on-(surface|background))|text-color")),
    ("background", re.compile(r"^(background|bg|surface|canvas|paper|card)|body-bg|background-color")),
)  # fmt: skip
_HOVERS = re.compile(r"hover|active|focus|disabled|border|ring|shadow|visited|selected")
WHITE, INK = "#ffffff", "#16181d"


@dataclass(frozen=True)
class Found:
    """The theme, the fields that were found (`light.accent`, `font`), and those moved to be readable."""

    theme: Theme
    taken: tuple[str, ...]
    moved: tuple[str, ...]


def theme_from_style(text: str, like: Theme) -> Found:
    """What `like` becomes with the app's own colours, fonts and corners; what is not said stays as it is."""
    light, dark = _split(text[:MOST_LETTERS])
    taken: list[str] = []
    moved: list[str] = []
    values: dict[str, object] = {"light": _variant("light", light, like.light, taken, moved)}
    if dark:
        values["dark"] = _variant("dark", dark, like.dark or Colours(), taken, moved)
    font = next(
        (
            value
            for name, value in _declared(light)
            if name in ("font-family", "font", "font-sans") or name.endswith("-font")
        ),
        "",
    )
    if font and not set(font) & set(";{}()\\<>@"):
        values["font"] = font[:300]
        taken.append("font")
    radius = next(
        (found for name, value in _declared(light) if "radius" in name and (found := _pixels(value)) is not None), None
    )
    if radius is not None:
        values["radius"] = radius
        taken.append("radius")
    return Found(like.model_copy(update=values), tuple(taken), tuple(moved))


def _split(text: str) -> tuple[str, str]:
    """What is meant for light and what for dark pages, by the words before each block."""
    dark = "\n".join(block for head, block in _BLOCK.findall(text) if "dark" in head.lower())
    light = _BLOCK.sub(lambda found: "" if "dark" in found[1].lower() else f"\n{found[2]}\n", text)
    return light, dark


def _declared(text: str) -> Iterator[tuple[str, str]]:
    for _, name, value in _DECLARATION.findall(text):
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" and value[0] not in value[1:-1]
        yield name.lower().replace("_", "-"), value[1:-1] if quoted else value


def _variant(name: str, text: str, like: Colours, taken: list[str], moved: list[str]) -> Colours:
    found: dict[str, str] = {}
    for declared, value in _declared(text):
        colour = _colour(value)
        if colour is None or _HOVERS.search(declared):
            continue
        field = next((field for field, pattern in _PURPOSE if pattern.search(declared)), None)
        if field and field not in found:
            found[field] = colour
    if "accent" not in found:
        colours = [colour for word in _words(text) if (colour := _colour(word))]
        liveliest = max(colours, key=_liveliness, default=None)
        if liveliest and _liveliness(liveliest) > 0.25:
            found["accent"] = liveliest
    taken += [f"{name}.{field}" for field in found]
    return _readable(name, like.model_copy(update=found), moved) if found else like


def _words(text: str) -> Iterator[str]:
    yield from (match[0] for match in _HEX.finditer(text))
    yield from (match[0] for match in _FUNCTION.finditer(text))


def _readable(name: str, colours: Colours, moved: list[str]) -> Colours:
    """Moves what cannot be read towards white or ink, whichever reads better on its face."""
    made = colours
    needed = TEXT_CONTRAST  # also for the accent: links are text
    for ink, face, _ in PAIRS:
        colour, behind = getattr(made, ink), getattr(made, face)
        if contrast(colour, behind) >= needed:
            continue
        goal = max((WHITE, INK, "#000000"), key=lambda one: contrast(one, behind))
        steps = (mixed(goal, colour, share / 20) for share in range(1, 21))
        better = next((step for step in steps if contrast(step, behind) >= needed), goal)
        made = made.model_copy(update={ink: better})
        moved.append(f"{name}.{ink}")
    # A moved accent may have changed what reads on it.
    if contrast(made.on_accent, made.accent) < needed:
        made = made.model_copy(
            update={"on_accent": max((WHITE, INK, "#000000"), key=lambda one: contrast(one, made.accent))}
        )
    return made


def _colour(text: str) -> str | None:
    """`#rrggbb` of the first colour in the text; None without one. Transparency is left out."""
    match = _HEX.search(text)
    if match:
        digits = match[0][1:]
        short = len(digits) < 6
        return "#" + ("".join(digit * 2 for digit in digits[:3]) if short else digits[:6]).lower()
    call = _FUNCTION.search(text)
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", call[2])][:3] if call else []
    if call is None or len(numbers) < 3:
        return None
    if call[1].lower() == "rgb":
        parts = tuple(number / 255 for number in numbers)
    else:
        parts = colorsys.hls_to_rgb(numbers[0] % 360 / 360, numbers[2] / 100, numbers[1] / 100)
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in parts)


def _liveliness(colour: str) -> float:
    """Chroma, 0 (grey) to 1: how far the strongest part is from the weakest."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return max(parts) - min(parts)


def _pixels(value: str) -> int | None:
    match = re.match(r"(\d+(?:\.\d+)?)(px|rem|em)?", value.strip())
    if match is None:
        return None
    return min(32, round(float(match[1]) * (16 if match[2] in ("rem", "em") else 1)))
