"""The definition of a guide: the one model that authors write, versions freeze and the snippet receives (localised).

JSON Schema and the TypeScript types of the snippet are generated from here (`make contract`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from guides.conditions import Condition, ElementIs
from guides.content import Block
from guides.links import Link
from guides.model import Key, LanguageTag, LongText, Model, ShortText
from guides.steps import StepKind
from guides.target import Target

GuideKind = Literal[
    "walkthrough", "announcement", "banner", "checklist", "survey", "hint", "launcher", "resource_center"
]


class Purpose(Model):
    """Why the guide exists, so that whoever finds it later knows whether it still should."""

    persona: ShortText = ""
    pain: LongText = ""
    owner: ShortText = ""
    goal: LongText = ""


class Trigger(Model):
    """When the guide may start: on which page, once which condition holds, after which delay (seconds)."""

    page: ShortText = ""
    when: Condition | None = None
    delay_seconds: Annotated[float, Field(ge=0, le=600)] = 0
    manual: bool = Field(default=False, description="Starts only through the API, a link or another guide.")


class Frequency(Model):
    """How often one person meets the guide."""

    show: Literal["once", "every_session", "until_completed", "always"] = "once"
    at_most: Annotated[int, Field(ge=1, le=100)] | None = None
    every_days: Annotated[float, Field(gt=0, le=365)] | None = None


class Schedule(Model):
    from_: datetime | None = Field(default=None, alias="from")
    until: datetime | None = None


class Goal(Model):
    """What the guide is for, in the app's own terms: an event within so many days of its start."""

    event: ShortText
    within_days: Annotated[int, Field(ge=1, le=365)] = 7


class Experiment(Model):
    holdout_percent: Annotated[int, Field(ge=0, le=90)] = 0


class Place(Model):
    side: Literal["auto", "top", "right", "bottom", "left"] = "auto"
    align: Literal["start", "center", "end"] = "center"


class Next(Model):
    do: Literal["next"] = "next"


class Back(Model):
    do: Literal["back"] = "back"


class Dismiss(Model):
    do: Literal["dismiss"] = "dismiss"


class Complete(Model):
    do: Literal["complete"] = "complete"


class Snooze(Model):
    do: Literal["snooze"] = "snooze"
    hours: Annotated[float, Field(gt=0, le=24 * 90)] = 24


class GoTo(Model):
    do: Literal["go_to"] = "go_to"
    step: Key


class OpenPage(Model):
    do: Literal["open"] = "open"
    link: Link
    new_tab: bool = False


class StartGuide(Model):
    do: Literal["start"] = "start"
    guide: Key


SIMPLE_ACTIONS = ("next", "back", "dismiss", "complete", "snooze")
Action = Annotated[Next | Back | Dismiss | Complete | Snooze | GoTo | OpenPage | StartGuide, Field(discriminator="do")]


class Button(Model):
    """A button of a step; `does` runs in order, navigation last. `does: [next]` is short for `[{do: next}]`."""

    label: ShortText
    does: Annotated[list[Action], Field(min_length=1, max_length=5)]
    look: Literal["primary", "secondary"] = "primary"

    @model_validator(mode="before")
    @classmethod
    def _short_actions(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("does"), list):
            does = [{"do": item} if isinstance(item, str) else item for item in value["does"]]
            return {**value, "does": does}
        return value


class OnClick(Model):
    on: Literal["click"] = "click"
    target: Target | None = Field(default=None, description="The step's own target when absent.")


class OnInput(Model):
    on: Literal["input"] = "input"
    target: Target | None = None
    matches: ShortText = Field(default="", description="A regular expression; empty: anything typed.")


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
    OnClick | OnInput | OnAppears | OnDisappears | OnPage | OnEvent | OnDelay, Field(discriminator="on")
]


class IfMissing(Model):
    """What happens when the target is not there after `wait_seconds`."""

    wait_seconds: Annotated[float, Field(ge=0, le=120)] = 10
    then: Literal["skip", "end", "show_centred"] | GoTo = "show_centred"

    @model_validator(mode="before")
    @classmethod
    def _short_go_to(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("then"), dict) and "go_to" in value["then"]:
            return {**value, "then": {"do": "go_to", "step": value["then"]["go_to"]}}
        return value


class Branch(Model):
    if_: Condition = Field(alias="if")
    go_to: Key


class Step(Model):
    """One unit of a guide. Its key survives across versions, so that analytics can follow it."""

    key: Key
    kind: StepKind = "tooltip"
    name: ShortText = ""
    page: ShortText = Field(default="", description="Where this step's target lives; empty: wherever the person is.")
    target: Target | None = None
    place: Place = Place()
    content: Annotated[list[Block], Field(max_length=40)] = []
    buttons: Annotated[list[Button], Field(max_length=4)] = []
    advance: Annotated[list[Advance], Field(max_length=10)] = []
    if_missing: IfMissing = IfMissing()
    branch: Annotated[list[Branch], Field(max_length=20)] = []
    backdrop: bool = Field(default=False, description="Dims the page around the target.")
    dismissible: bool = True


class StepTranslation(Model):
    content: list[Block] | None = None
    buttons: list[ShortText] | None = Field(default=None, description="The labels, in the order of the buttons.")


class Translation(Model):
    name: ShortText = ""
    steps: dict[Key, StepTranslation] = {}


class Guide(Model):
    """Everything about one guide. A draft may be unfinished; `guides.lint` says what still blocks publishing."""

    key: Key
    kind: GuideKind = "walkthrough"
    name: Annotated[str, Field(min_length=1, max_length=200)]
    purpose: Purpose = Purpose()
    audience: Condition | None = None
    trigger: Trigger = Trigger()
    frequency: Frequency = Frequency()
    priority: Annotated[int, Field(ge=0, le=100)] = 50
    schedule: Schedule = Schedule()
    goal: Goal | None = None
    experiment: Experiment = Experiment()
    language: LanguageTag = Field(default="en", description="The language the content itself is written in.")
    steps: Annotated[list[Step], Field(max_length=100)] = []
    translations: dict[LanguageTag, Translation] = {}
    theme: Key | None = None

    @model_validator(mode="after")
    def _step_keys_are_unique(self) -> Guide:
        keys = [step.key for step in self.steps]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"two steps have the key {', '.join(twice)}: every step needs its own")
        return self

    def step(self, key: str) -> Step | None:
        """The step with this key, or None."""
        return next((step for step in self.steps if step.key == key), None)


__all__ = ["Action", "Advance", "Button", "ElementIs", "Guide", "GuideKind", "Step", "Trigger"]
