"""What a button, a checklist item or a launcher does. Several actions run in order, those that leave the page last."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from guides.links import Link
from guides.model import Key, Model, ShortText


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


class Track(Model):
    """Records an event of the customer's own name, as `shirube("track", …)` would."""

    do: Literal["track"] = "track"
    event: ShortText


class Help(Model):
    """Opens "ask for help": the request carries where the person is and what was tried."""

    do: Literal["help"] = "help"


class OpenPart(Model):
    """Opens a checklist or a resource centre that is live for this person."""

    do: Literal["show"] = "show"
    guide: Key


SIMPLE_ACTIONS = ("next", "back", "dismiss", "complete", "snooze", "help")
Action = Annotated[
    Next | Back | Dismiss | Complete | Snooze | GoTo | OpenPage | StartGuide | Track | Help | OpenPart,
    Field(discriminator="do"),
]
Actions = Annotated[list[Action], Field(min_length=1, max_length=5)]


def spelled_out(value: Any) -> Any:
    """`does: [next]` is short for `does: [{do: next}]`."""
    if isinstance(value, dict) and isinstance(value.get("does"), list):
        does = [{"do": item} if isinstance(item, str) else item for item in value["does"]]
        return {**value, "does": does}
    return value


class Button(Model):
    """A button of a step; `does` runs in order, navigation last. `does: [next]` is short for `[{do: next}]`."""

    label: ShortText
    does: Actions
    look: Literal["primary", "secondary"] = "primary"

    @model_validator(mode="before")
    @classmethod
    def _short_actions(cls, value: Any) -> Any:
        return spelled_out(value)
