"""The definition of a guide: the one model that authors write, versions freeze and the snippet receives (localised).

JSON Schema and the TypeScript types of the snippet are generated from here (`make contract`).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from guides.actions import Action, Button, GoTo, spelled_out
from guides.advance import Advance
from guides.conditions import Condition
from guides.content import Block
from guides.model import Key, LanguageTag, LongText, Model, ShortText
from guides.parts.banner import Banner
from guides.parts.checklist import Checklist
from guides.parts.hint import Hint
from guides.parts.launcher import Corner, Launcher
from guides.parts.resource_center import ResourceCenter
from guides.parts.survey import Survey
from guides.showing import Frequency, Schedule, Trigger
from guides.steps import StepKind
from guides.target import Target

GuideKind = Literal[
    "walkthrough", "announcement", "banner", "checklist", "survey", "hint", "launcher", "resource_center"
]

Progress = Literal["numbers", "dots", "bar", "none"]
Resume = Literal["at_once", "ask", "never"]


class Purpose(Model):
    """Why the guide exists, so that whoever finds it later knows whether it still should."""

    persona: ShortText = ""
    pain: LongText = ""
    owner: ShortText = ""
    goal: LongText = ""


class Goal(Model):
    """What the guide is for, in the app's own terms: an event within so many days of its start."""

    event: ShortText
    within_days: Annotated[int, Field(ge=1, le=365)] = 7


class Experiment(Model):
    holdout_percent: Annotated[int, Field(ge=0, le=90)] = 0


class Place(Model):
    side: Literal["auto", "top", "right", "bottom", "left"] = "auto"
    align: Literal["start", "center", "end"] = "center"


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
    target_clicks: Literal["allow", "block"] = "allow"
    dismissible: bool = True
    corner: Corner = Field(default="bottom_end", description="Where a slide-out lies.")
    does: Annotated[list[Action], Field(max_length=5)] = Field(
        default=[], description="Done on reaching a hidden step, or on choosing a launcher."
    )
    banner: Banner | None = None
    hint: Hint | None = None
    launcher: Launcher | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_actions(cls, value: Any) -> Any:
        return spelled_out(value)


class EntryTranslation(Model):
    """Of a checklist's item (label, text), an article (title, content), a guide's or a link's entry (title)."""

    label: ShortText = ""
    text: LongText = ""
    content: list[Block] | None = None


class StepTranslation(Model):
    content: list[Block] | None = None
    buttons: list[ShortText] | None = Field(default=None, description="The labels, in the order of the buttons.")
    label: ShortText = Field(default="", description="Of a launcher.")
    message: ShortText = Field(default="", description="Of a field tip.")


class Translation(Model):
    name: ShortText = ""
    steps: dict[Key, StepTranslation] = {}
    items: dict[Key, EntryTranslation] = {}
    articles: dict[Key, EntryTranslation] = {}


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
    progress: Progress = "numbers"
    resume: Resume = Field(
        default="at_once", description="A run left unfinished goes on by itself, offers to, or begins anew."
    )
    in_news: bool = Field(default=False, description="An announcement stays readable in the resource centre.")
    survey: Survey | None = None
    checklist: Checklist | None = None
    resource_center: ResourceCenter | None = None

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


__all__ = ["Guide", "GuideKind", "Progress", "Resume", "Step"]
