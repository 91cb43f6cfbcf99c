"""How a hint looks and when it opens."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from guides.model import Model, ShortText
from guides.parts.launcher import LauncherIcon


class FieldCheck(Model):
    """A field tip that speaks up when what was typed does not fit. The value never leaves the page."""

    matches: ShortText = ""
    message: ShortText = ""
    required: bool = False


class Hint(Model):
    """`none`: nothing is drawn, the tip opens on the target itself."""

    look: Literal["beacon", "icon", "none"] = "beacon"
    icon: LauncherIcon = "question"
    opens: Literal["click", "hover", "focus", "invalid"] = "hover"
    check: FieldCheck | None = None
    keep: bool = Field(default=True, description="Stays after it was opened; false: it goes once it has been read.")
