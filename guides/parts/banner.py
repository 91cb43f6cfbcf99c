"""Where a banner lies."""

from __future__ import annotations

from typing import Literal

from guides.model import Model

NEEDS_TARGET = ("inside_start", "inside_end", "before", "after")


class Banner(Model):
    """At the page's top or bottom (pushing the page aside or over it), or inside or beside the step's target."""

    where: Literal["page_top", "page_bottom", "inside_start", "inside_end", "before", "after"] = "page_top"
    sticky: bool = False
    tone: Literal["info", "success", "warning", "brand"] = "brand"
