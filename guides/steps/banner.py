"""A strip across the page, or inside or beside an element."""

from __future__ import annotations

from guides.steps.kind import KindOfStep

BANNER = KindOfStep(needs_target=False, modal=False)
