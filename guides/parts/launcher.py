"""Something small that stays on the page and opens something: a floating button, or a mark beside an element."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from guides.model import Model, ShortText

Corner = Literal["bottom_end", "bottom_start", "top_end", "top_start"]
"""Start and end, not left and right: they change sides where people read from right to left."""

LauncherIcon = Literal["question", "checklist", "bulb", "bell", "book", "chat", "star", "play", "none"]


class Launcher(Model):
    """With the step's target it sits beside that element, without one in a corner of the window."""

    label: ShortText = ""
    icon: LauncherIcon = "question"
    corner: Corner = "bottom_end"
    badge: bool = Field(default=True, description="Shows how much is unread or still to do.")
