"""Ways a step is left by really doing the thing. Any one of a step's rules is enough."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from guides.model import Model, ShortText
from guides.target import Target

OWN_TARGET = "The step's own target when absent."


class OnPointer(Model):
    """The person clicks, double-clicks, right-clicks or points at the element (hover: for at least half a second)."""

    on: Literal["click", "double_click", "right_click", "hover"] = "click"
    target: Target | None = Field(default=None, description=OWN_TARGET)


class OnInput(Model):
    on: Literal["input"] = "input"
    target: Target | None = Field(default=None, description=OWN_TARGET)
    matches: ShortText = Field(default="", description="A regular expression; empty: anything typed.")


class OnSelect(Model):
    """A choice is made in a list, a group of radio buttons or a check box."""

    on: Literal["select"] = "select"
    target: Target | None = Field(default=None, description=OWN_TARGET)
    matches: ShortText = Field(default="", description="A regular expression over value and label; empty: any choice.")


class OnKey(Model):
    on: Literal["key"] = "key"
    key: ShortText = Field(description="As in KeyboardEvent.key, with modifiers before: Enter, Control+k, Shift+?.")
    target: Target | None = Field(default=None, description="Only while this element has the focus; absent: anywhere.")


class OnAppears(Model):
    on: Literal["appears"] = "appears"
    target: Target


class OnDisappears(Model):
    on: Literal["disappears"] = "disappears"
    target: Target


class OnPage(Model):
    on: Literal["page"] = "page"
    matches: ShortText


class OnEvent(Model):
    on: Literal["event"] = "event"
    name: ShortText


class OnDelay(Model):
    on: Literal["delay"] = "delay"
    seconds: Annotated[float, Field(gt=0, le=600)]


Advance = Annotated[
    OnPointer | OnInput | OnSelect | OnKey | OnAppears | OnDisappears | OnPage | OnEvent | OnDelay,
    Field(discriminator="on"),
]
