"""Themes: how guides look in one brand, on light and on dark pages.

A theme becomes CSS custom properties of the element that guides live in. Where it has a dark variant, a colour becomes
`light-dark(…)`, and the box under it says which of both its page is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from guides.colours import Colour, contrast, mixed
from guides.model import Key, Model

TEXT_CONTRAST = 4.5
"""Text of ordinary size against what lies behind it (WCAG 2.2, 1.4.3)."""
SHAPE_CONTRAST = 3.0
"""What shows where a control is, against what lies beside it (WCAG 2.2, 1.4.11)."""


def _safe_font(value: str) -> str:
    if any(character in value for character in ";{}()\\<>@"):
        raise ValueError("name fonts as in CSS, with commas between: “Inter”, system-ui, sans-serif")
    return value


def _safe_value(value: str) -> str:
    folded = value.casefold()
    if any(character in value for character in ";{}\\<>@") or "url(" in folded or "expression(" in folded:
        raise ValueError("a variable's value is one CSS value such as 14px or #1f4e8c, without url(…), braces or ;")
    return value


FontNames = Annotated[str, StringConstraints(max_length=300), AfterValidator(_safe_font)]
VariableName = Annotated[str, StringConstraints(pattern=r"^--[a-zA-Z0-9_-]{1,60}$")]
VariableValue = Annotated[str, StringConstraints(max_length=300), AfterValidator(_safe_value)]


class Colours(Model):
    """Of one variant. `accent`: buttons, links, rings; `on_accent`: text on it; `muted`: paragraphs."""

    background: Colour = "#ffffff"
    text: Colour = "#16181d"
    muted: Colour = "#565d6b"
    accent: Colour = "#3d4fd8"
    on_accent: Colour = "#ffffff"


LIGHT = Colours()
DARK = Colours(background="#1d2027", text="#f3f4f6", muted="#a9afbb", accent="#a9b4ff", on_accent="#14172b")


class Theme(Model):
    """`dark` absent: the light colours everywhere. `font` names fonts that the app itself loads, or the system has."""

    key: Key
    name: Annotated[str, Field(min_length=1, max_length=80)]
    light: Colours = LIGHT
    dark: Colours | None = DARK
    font: FontNames = ""
    radius: Annotated[int, Field(ge=0, le=32, description="Of the box's corners, in CSS pixels.")] = 12
    variables: Annotated[
        dict[VariableName, VariableValue], Field(max_length=50, description="Further CSS custom properties.")
    ] = {}

    @model_validator(mode="after")
    def _variables_are_further_ones(self) -> Theme:
        taken = sorted(set(self.variables) & set(OWN_PROPERTIES))
        if taken:
            raise ValueError(f"{', '.join(taken)} follow from the theme's own fields: leave them out of the variables")
        return self

    @property
    def properties(self) -> dict[str, str]:
        """CSS custom properties for the element that guides live in."""
        found = {f"--shirube-{_css(name)}": self._both(name) for name in Colours.model_fields}
        found["--shirube-line"] = self._line()
        found["--shirube-radius"] = f"{self.radius}px"
        if self.font:
            found["--shirube-font"] = self.font
        return found | self.variables

    def _both(self, name: str) -> str:
        light = str(getattr(self.light, name))
        return light if self.dark is None else f"light-dark({light},{getattr(self.dark, name)})"

    def _line(self) -> str:
        """Hairlines: the text's colour, faint over the background."""
        variants = [mixed(one.text, one.background, 0.12) for one in (self.light, self.dark) if one is not None]
        return variants[0] if len(variants) == 1 else f"light-dark({','.join(variants)})"


def _css(name: str) -> str:
    return name.replace("_", "-")


OWN_PROPERTIES = (
    *(f"--shirube-{_css(name)}" for name in Colours.model_fields),
    "--shirube-line",
    "--shirube-radius",
    "--shirube-font",
)


@dataclass(frozen=True)
class Contrast:
    """How well two colours of a theme can be told apart; `variant` is light or dark, `ink` and `face` are fields."""

    variant: str
    ink: str
    face: str
    ratio: float
    needed: float

    @property
    def is_enough(self) -> bool:
        return self.ratio >= self.needed


PAIRS = (
    ("text", "background", TEXT_CONTRAST),
    ("muted", "background", TEXT_CONTRAST),
    ("on_accent", "accent", TEXT_CONTRAST),
    ("accent", "background", SHAPE_CONTRAST),
)


def contrasts(theme: Theme) -> Iterator[Contrast]:
    """Every pair that must be told apart, of both variants."""
    for variant, colours in (("light", theme.light), ("dark", theme.dark)):
        if colours is None:
            continue
        for ink, face, needed in PAIRS:
            yield Contrast(variant, ink, face, contrast(getattr(colours, ink), getattr(colours, face)), needed)
