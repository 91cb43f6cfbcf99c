"""A checklist: things to do, each done by a guide, an event, an attribute or an element."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from guides.actions import Action, spelled_out
from guides.conditions import Condition
from guides.model import Key, LongText, Model, ShortText
from guides.parts.launcher import Launcher


class ChecklistItem(Model):
    """`does` when it is chosen; `done_when` ticks it off by itself, without one it is done by being chosen."""

    key: Key
    label: ShortText
    text: LongText = ""
    does: Annotated[list[Action], Field(max_length=5)] = []
    done_when: Condition | None = None
    shown_when: Condition | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_actions(cls, value: Any) -> Any:
        return spelled_out(value)


class Checklist(Model):
    """Its title and introduction are the content of the guide's first step."""

    order: Literal["any", "fixed"] = "any"
    items: Annotated[list[ChecklistItem], Field(max_length=30)] = []
    launcher: Launcher = Launcher(icon="checklist")
    opens_by_itself: bool = True
    celebrate: bool = True

    @model_validator(mode="after")
    def _item_keys_are_unique(self) -> Checklist:
        keys = [item.key for item in self.items]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"two items have the key {', '.join(twice)}: every item needs its own")
        return self
